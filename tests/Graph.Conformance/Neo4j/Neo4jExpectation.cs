using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>An answer that Neo4j gave: columns in order, rows and counters, or an error.</summary>
internal abstract record Neo4jExpectation
{
    /// <summary>Why the answer is not this one; null where it is.</summary>
    public abstract string? Objection(EngineAnswer answer);

    /// <param name="json">The recorded answer.</param>
    /// <param name="order">How its rows compare.</param>
    public static Neo4jExpectation Read(JsonElement json, RowOrder order) => json.TryGetProperty("error", out var error)
        ? Neo4jError.Read(error)
        : new Neo4jRows(
            [.. json.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)],
            [.. json.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(TaggedValueReader.Read).ToArray())],
            order,
            json.TryGetProperty("counters", out var counters) ? Neo4jCounters.Read(counters) : null)
        {
            Type = json.TryGetProperty("type", out var type) ? TypeOf(type.GetString()!) : null,
            Notifications = json.TryGetProperty("notifications", out var notifications) ? [.. notifications.EnumerateArray().Select(one => one.GetProperty("code").GetString()!)] : null,
        };

    private static QueryType TypeOf(string letters) => letters switch
    {
        "r" => QueryType.Read,
        "w" => QueryType.Write,
        "rw" => QueryType.ReadWrite,
        "s" => QueryType.Schema,
        _ => throw new InvalidDataException($"'{letters}' is no type of a query."),
    };
}

/// <summary>How the rows of an answer compare.</summary>
/// <param name="Ordered">In order; else as a bag.</param>
/// <param name="ListsAreBags">Lists as bags, too.</param>
/// <param name="Tolerance">By how much floats may differ.</param>
internal readonly record struct RowOrder(bool Ordered, bool ListsAreBags, double Tolerance)
{
    public static RowOrder Of(JsonElement json) => new(
        json.GetProperty("ordered").GetBoolean(),
        json.TryGetProperty("ignoreListOrder", out var bags) && bags.GetBoolean(),
        json.TryGetProperty("tolerance", out var tolerance) ? tolerance.GetDouble() : 0);
}

/// <summary>Rows, and the counters where they were recorded.</summary>
internal sealed record Neo4jRows(IReadOnlyList<string> Columns, IReadOnlyList<Expected[]> Rows, RowOrder Order, Neo4jCounters? Counters) : Neo4jExpectation
{
    private const string OtherRows = "other rows";

    /// <summary>What the statement may do; null where it was not recorded.</summary>
    public QueryType? Type { get; init; }

    /// <summary>The codes of its notifications; null where they were not recorded.</summary>
    public IReadOnlyList<string>? Notifications { get; init; }

    /// <summary>Whether an answer that is objected to has the columns, and no error.</summary>
    public bool DiffersInRowsOnly(EngineAnswer answer) => Objection(answer) == OtherRows;

    public override string? Objection(EngineAnswer answer)
    {
        if (answer.Error is not null)
        {
            return "an error where rows are due";
        }

        if (!Columns.SequenceEqual(answer.Columns, StringComparer.Ordinal))
        {
            return "other columns";
        }

        var comparison = new AnswerComparison(ListsAreBags: Order.ListsAreBags, Tolerance: Order.Tolerance);
        if (!RowComparison.Match(Rows, answer.Rows, Order.Ordered, comparison))
        {
            return OtherRows;
        }

        if (Type is not null && Type != answer.Type)
        {
            return $"another type of query: {answer.Type}";
        }

        var counted = Neo4jCounters.Of(answer.Counters);
        return Counters is not null && !Counters.Same(counted) ? $"other counters: {counted}"
            : SameNotifications(answer.Notifications) ? null
            : $"other notifications: {string.Join(", ", answer.Notifications)} instead of {string.Join(", ", Notifications!)}";
    }

    /// <summary>
    /// Of names that are not in the graph it may be told more often than was recorded: Neo4j never forgets a name, and knew those of the cases that it had answered before.
    /// </summary>
    private bool SameNotifications(IReadOnlyList<string> given) => Notifications is null
        || (Notifications.All(given.Contains) && given.All(code => Notifications.Contains(code) || code.Contains(".Unknown", StringComparison.Ordinal)));

    public override string ToString()
    {
        const int shown = 30;
        var lines = Rows.Take(shown).Select(row => $"| {string.Join(" | ", row.AsEnumerable())} |")
            .Prepend($"| {string.Join(" | ", Columns)} |  {(Order.Ordered ? "(in order)" : "(as a bag)")}");
        return string.Join('\n', (Rows.Count > shown ? lines.Append($"… {Rows.Count} rows") : lines).Append($"counters: {Counters}"));
    }
}

/// <summary>An error: its status code, and of a syntax error the place that Neo4j's message names.</summary>
internal sealed partial record Neo4jError(string Code, SourcePosition? Position) : Neo4jExpectation
{
    public static Neo4jError Read(JsonElement json)
    {
        var code = json.GetProperty("code").GetString()!;
        var place = code == CypherErrors.SyntaxCode && json.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? Place().Match(message.GetString()!)
            : Match.Empty;
        return new(code, place.Success ? new SourcePosition(Number(place, 3), Number(place, 1), Number(place, 2)) : null);
    }

    public override string? Objection(EngineAnswer answer) =>
        answer.Error is not { } error ? "no error"
        : error.Code != Code ? "another error"
        : Position is { } place && error.Position != place ? $"another place: {Show(error.Position)}"
        : null;

    public override string ToString() => Position is null ? Code : $"{Code} at {Show(Position)}";

    private static string Show(SourcePosition? position) => position is { } place ? $"{place}, offset {place.Offset}" : "none";

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(line (\d+), column (\d+) \(offset: (\d+)\)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
