using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Consent;

/// <summary>Whether the network holds an actor at all, also one that takes no part: what is said about a mistyped id would reach nobody.</summary>
public static class HeldActor
{
    /// <summary>Looks it up.</summary>
    public static async Task<bool> ExistsAsync(IGraph graph, ActorId actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return (await graph.ReadAsync("Consent/held-actor", new() { ["actor"] = Value.Of(actor.Value) }, _ => true, cancellationToken)).Count > 0;
    }
}
