using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>One query with the answer and the side effects it must have.</summary>
internal sealed record TckStep(string Query, TckExpectation Expectation, SideEffects? SideEffects)
{
    public static TckStep Read(JsonElement json) => new(
        json.GetProperty("query").GetString()!, TckExpectation.Read(json.GetProperty("expect")), SideEffects.Read(json.GetProperty("sideEffects")));

    /// <summary>Asks the query and says what is wrong with the answer, or that all is well.</summary>
    public async Task<CaseOutcome> RunAsync(IGraph graph, IReadOnlyDictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        var before = SideEffects is null ? null : await GraphContent.ReadAsync(graph, cancellationToken).ConfigureAwait(false);
        var answer = await EngineAnswer.AskAsync(graph, Query, parameters, cancellationToken).ConfigureAwait(false);
        if (Expectation.Objection(answer) is { } objection)
        {
            return CaseOutcome.Failed(Query, Expectation.ToString()!, $"{objection}\n{answer}");
        }

        if (before is not null && SideEffects is not null)
        {
            var effects = before.To(await GraphContent.ReadAsync(graph, cancellationToken).ConfigureAwait(false));
            if (!SideEffects.Same(effects))
            {
                return CaseOutcome.Failed(Query, SideEffects.ToString(), effects.ToString());
            }
        }

        return CaseOutcome.Passed;
    }
}

/// <summary>A case of the TCK as the file holds it. Its values are read when it runs, so that a case that cannot be read fails alone.</summary>
internal sealed class TckCase(JsonElement json)
{
    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Category { get; } = json.GetProperty("category").GetString()!;

    public JsonElement Expectation => json.GetProperty("expect");

    public string Query => json.GetProperty("query").GetString()!;

    public IReadOnlyDictionary<string, Value> Parameters() =>
        json.GetProperty("parameters").EnumerateObject().ToDictionary(entry => entry.Name, entry => Literal.Read(entry.Value.GetString()!), StringComparer.Ordinal);

    /// <summary>A graph of the case's own, set up and with its procedures.</summary>
    public async Task<EmbeddedGraph> PrepareAsync(CancellationToken cancellationToken)
    {
        var graph = EmbeddedGraph.InMemory();
        foreach (var procedure in json.GetProperty("procedures").EnumerateArray())
        {
            graph.RegisterProcedure(TckProcedure.Read(procedure));
        }

        foreach (var statement in json.GetProperty("setup").EnumerateArray())
        {
            await EngineAnswer.PrepareAsync(graph, statement.GetString()!, cancellationToken).ConfigureAwait(false);
        }

        return graph;
    }

    public async Task<CaseOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var step = TckStep.Read(json);
        var outcome = await RunAsync(step, cancellationToken).ConfigureAwait(false);
        if (outcome.Verdict != Verdict.Failed || KnownDifferences.For(Id) is not { } known)
        {
            return outcome;
        }

        var other = await RunAsync(step with { Expectation = known.Answer }, cancellationToken).ConfigureAwait(false);
        return other.Verdict == Verdict.Failed ? outcome : new() { Verdict = Verdict.PassedOtherwise, Note = known.Why };
    }

    private async Task<CaseOutcome> RunAsync(TckStep step, CancellationToken cancellationToken)
    {
        var graph = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using (graph.ConfigureAwait(false))
        {
            var outcome = await step.RunAsync(graph, Parameters(), cancellationToken).ConfigureAwait(false);
            foreach (var control in json.GetProperty("control").EnumerateArray())
            {
                if (outcome.Verdict != Verdict.Failed)
                {
                    outcome = await TckStep.Read(control).RunAsync(graph, EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false);
                }
            }

            return outcome;
        }
    }
}
