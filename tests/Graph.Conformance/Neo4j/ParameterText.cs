using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>
/// Values of parameters that cases write in Cypher. Literals are read here; what is more, such as <c>date('2025-06-01')</c> or
/// <c>0.0/0.0</c>, is asked of the engine.
/// </summary>
internal static class ParameterText
{
    public static async Task<Value> ReadAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return Literal.Read(text);
        }
        catch (FormatException)
        {
            return await EvaluateAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Value> EvaluateAsync(string text, CancellationToken cancellationToken)
    {
        var graph = EmbeddedGraph.InMemory();
        await using (graph.ConfigureAwait(false))
        {
            var answer = await EngineAnswer.AskAsync(graph, $"RETURN {text} AS x", EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false);
            return answer.Error is { } error
                ? throw new InvalidOperationException($"The parameter {text} cannot be worked out: {error.Message}")
                : answer.Rows[0][0];
        }
    }
}
