using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>One recorded query, the graph it starts from, and what Neo4j answered.</summary>
/// <param name="json">The case as its file holds it.</param>
/// <param name="setup">The statements that make its graph.</param>
/// <param name="later">The answer of the newest Neo4j, where it differs; it counts as well.</param>
/// <param name="named">Labels and relationship types that the recorded database knew of from earlier cases, for a file where that shows in answers.</param>
internal sealed class Neo4jCase(JsonElement json, IReadOnlyList<string> setup, JsonElement? later, IReadOnlyCollection<string> named)
{
    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Query => json.GetProperty("query").GetString()!;

    /// <summary>Of equally similar nodes those that stay under a limit follow from their ids, which no file holds: of these cases alone other orders of ids are tried.</summary>
    private bool BreaksTiesById => Query.Contains("gds.nodeSimilarity", StringComparison.OrdinalIgnoreCase);

    public async Task<CaseOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var entry in json.GetProperty("params").EnumerateObject())
        {
            parameters.Add(entry.Name, await ParameterText.ReadAsync(entry.Value.GetString()!, cancellationToken).ConfigureAwait(false));
        }

        var graph = await PrepareAsync(setup, cancellationToken).ConfigureAwait(false);
        await using (graph.ConfigureAwait(false))
        {
            var answer = await EngineAnswer.AskAsync(graph, Query, parameters, cancellationToken).ConfigureAwait(false);
            var outcome = Judge(answer);
            if (outcome.Verdict != Verdict.Failed)
            {
                return await ControlAsync(graph, outcome, cancellationToken).ConfigureAwait(false);
            }

            return BreaksTiesById && Expectation() is Neo4jRows rows && rows.DiffersInRowsOnly(answer)
                ? await UnderOtherIdsAsync(rows, parameters, cancellationToken).ConfigureAwait(false) ?? outcome
                : outcome;
        }
    }

    /// <summary>A graph that knows the names, after the given statements.</summary>
    private async Task<EmbeddedGraph> PrepareAsync(IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        var graph = EmbeddedGraph.InMemory();
        if (named.Count > 0)
        {
            await NameAsync(graph, cancellationToken).ConfigureAwait(false);
        }

        foreach (var statement in statements)
        {
            await EngineAnswer.PrepareAsync(graph, statement, cancellationToken).ConfigureAwait(false);
        }

        return graph;
    }

    /// <summary>Seeks an order of ids under which the recorded rows are answered exactly; null where there is none.</summary>
    private async Task<CaseOutcome?> UnderOtherIdsAsync(Neo4jRows expectation, Dictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        var projections = setup.SkipWhile(statement => !statement.StartsWith("CALL gds.", StringComparison.Ordinal)).ToList();
        GraphCopy copy;
        var made = await PrepareAsync(setup.Take(setup.Count - projections.Count), cancellationToken).ConfigureAwait(false);
        await using (made.ConfigureAwait(false))
        {
            copy = await GraphCopy.ReadAsync(made, cancellationToken).ConfigureAwait(false);
        }

        foreach (var order in IdOrder.Of(copy.NodeCount))
        {
            var graph = await PrepareAsync([], cancellationToken).ConfigureAwait(false);
            await using (graph.ConfigureAwait(false))
            {
                await copy.MakeAsync(graph, order, cancellationToken).ConfigureAwait(false);
                foreach (var statement in projections)
                {
                    await EngineAnswer.PrepareAsync(graph, statement, cancellationToken).ConfigureAwait(false);
                }

                if (expectation.Objection(await EngineAnswer.AskAsync(graph, Query, parameters, cancellationToken).ConfigureAwait(false)) is null)
                {
                    return new() { Verdict = Verdict.PassedUnderOtherIds, Note = $"nodes {order} of the order of creation" };
                }
            }
        }

        return null;
    }

    /// <summary>Of Louvain and Leiden the modularity alone counts: another division that is at least as good is right.</summary>
    private static Neo4jExpectation WithFreeDivision(Neo4jExpectation expectation, string query)
    {
        var divides = query.Contains("gds.louvain", StringComparison.OrdinalIgnoreCase) || query.Contains("gds.leiden", StringComparison.OrdinalIgnoreCase);
        return divides && expectation is Neo4jRows rows && rows.Columns.Contains("modularity")
            ? rows with { Rows = [.. rows.Rows.Select(row => row.Select((cell, i) => Free(cell, rows.Columns[i])).ToArray())] }
            : expectation;

        Expected Free(Expected cell, string column) => column == "modularity" && cell is ExpectedFloat value
            ? new ExpectedAtLeast(value.Content - ((Neo4jRows)expectation).Order.Tolerance)
            : new ExpectedAnything();
    }

    /// <summary>A name stays known when nothing bears it any more.</summary>
    private async Task NameAsync(EmbeddedGraph graph, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, Value>(StringComparer.Ordinal) { ["names"] = Value.Of(named) };
        foreach (var statement in (string[])["UNWIND $names AS name CREATE (a:$(name)), (a)-[:$(name)]->(a)", "MATCH (n) DETACH DELETE n"])
        {
            var answer = await EngineAnswer.AskAsync(graph, statement, names, cancellationToken).ConfigureAwait(false);
            if (answer.Error is { } error)
            {
                throw new InvalidOperationException($"The names cannot be made known: {error.Message}");
            }
        }
    }

    private Neo4jExpectation Expectation() => WithFreeDivision(Neo4jExpectation.Read(json.GetProperty("expect"), RowOrder.Of(json)), Query);

    private CaseOutcome Judge(EngineAnswer answer)
    {
        var expectation = Expectation();
        if (expectation.Objection(answer) is not { } objection)
        {
            return CaseOutcome.Passed;
        }

        return later is { } other && Neo4jExpectation.Read(other, RowOrder.Of(json)).Objection(answer) is null
            ? new() { Verdict = Verdict.PassedOtherwise, Note = "the answer of Neo4j 2026.08.1" }
            : CaseOutcome.Failed(Query, expectation.ToString()!, $"{objection}\n{answer}");
    }

    private async Task<CaseOutcome> ControlAsync(EmbeddedGraph graph, CaseOutcome outcome, CancellationToken cancellationToken)
    {
        if (!json.TryGetProperty("control", out var controls))
        {
            return outcome;
        }

        var order = RowOrder.Of(json) with { Ordered = false };
        foreach (var control in controls.EnumerateArray())
        {
            var query = control.GetProperty("query").GetString()!;
            var answer = await EngineAnswer.AskAsync(graph, query, EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false);
            var expectation = Neo4jExpectation.Read(control, order);
            if (expectation.Objection(answer) is { } objection)
            {
                return CaseOutcome.Failed($"{Query}\nthen: {query}", expectation.ToString()!, $"{objection}\n{answer}");
            }
        }

        return outcome;
    }
}
