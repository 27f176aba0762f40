using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli.Checks;

/// <summary>Computes what an expression of Cypher says, such as <c>date('2026-06-01')</c>.</summary>
internal static class CypherExpression
{
    /// <exception cref="CypherException">It is no expression, or cannot be computed.</exception>
    public static async Task<Value> EvaluateAsync(EmbeddedGraph calculator, string expression, CancellationToken cancellationToken)
    {
        var result = await calculator.RunAsync("RETURN " + expression + "\nAS value", null, cancellationToken).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            await result.ReadAsync(cancellationToken).ConfigureAwait(false);
            return result.Current[0];
        }
    }
}
