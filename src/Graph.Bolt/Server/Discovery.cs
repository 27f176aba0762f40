using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>The document that tools ask for in HTTP to find out where and how to log on.</summary>
internal static class Discovery
{
    public static string Of(string address) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["bolt_routing"] = $"neo4j://{address}",
        ["bolt_direct"] = $"bolt://{address}",
        ["neo4j_version"] = ServedGraph.Agent[(ServedGraph.Agent.IndexOf('/', StringComparison.Ordinal) + 1)..],
        ["neo4j_edition"] = "community",
        ["auth_config"] = new Dictionary<string, object> { ["oidc_providers"] = Array.Empty<string>() },
    });
}
