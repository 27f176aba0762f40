using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network;

/// <summary>What analysts of the programme do not get to see of the network: personal data, private needs, and actors who have not consented.</summary>
public static class AnalystView
{
    /// <summary>The view. An actor is hidden unless it has consented, so that an unknown consent hides too.</summary>
    public static GraphView Create() => new()
    {
        NodeProperties = [new(null, "email")],
        RelationshipProperties = [new(null, "email")],
        Nodes = [new("Actor", "consent", Value.True, Unless: true)],
        Relationships = [new("NEEDS", "private", Value.True), new("NEEDS", "private", Value.Of("true"))],
    };
}
