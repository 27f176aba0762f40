using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Running;

/// <summary>A statement's whole answer: columns, rows and counters, or the error it ended with.</summary>
internal sealed record EngineAnswer(IReadOnlyList<string> Columns, IReadOnlyList<Value[]> Rows, QueryCounters Counters, QueryType? Type, CypherException? Error)
{
    /// <summary>The codes of its notifications.</summary>
    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>Runs one statement to its end. Only a Cypher error is an answer; anything else that is thrown goes on to the caller.</summary>
    public static async Task<EngineAnswer> AskAsync(IGraph graph, string query, IReadOnlyDictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        var rows = new List<Value[]>();
        try
        {
            var result = await graph.RunAsync(query, parameters, cancellationToken).ConfigureAwait(false);
            await using (result.ConfigureAwait(false))
            {
                while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(result.Current.ToArray());
                }
            }

            return new(result.Columns, rows, result.Counters, result.QueryType, null) { Notifications = [.. result.Notifications.Select(one => one.Code)] };
        }
        catch (CypherException error)
        {
            return new([], rows, new QueryCounters(), null, error);
        }
    }

    /// <summary>Runs a statement that prepares a case; an error ends the case.</summary>
    /// <exception cref="InvalidOperationException">The statement failed.</exception>
    public static async Task PrepareAsync(IGraph graph, string statement, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(graph, statement, NoParameters, cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            throw new InvalidOperationException($"The set-up failed ({error.Code}: {error.Message}): {statement}");
        }
    }

    public static IReadOnlyDictionary<string, Value> NoParameters { get; } = new Dictionary<string, Value>();

    /// <summary>The answer as a report shows it.</summary>
    public override string ToString()
    {
        const int shown = 30;
        if (Error is { } error)
        {
            return $"{error.Code} ({(error.IsCompileTime ? "compile time" : "runtime")}): {error.Message}";
        }

        var lines = Rows.Take(shown).Select(row => Values.GivenText.Row(row)).Prepend($"| {string.Join(" | ", Columns)} |");
        return string.Join('\n', Rows.Count > shown ? lines.Append($"… {Rows.Count} rows") : lines);
    }
}
