using System.Globalization;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>What <c>estimate</c> answers: bytes of our own arrays, reckoned from counts.</summary>
internal static class MemoryEstimate
{
    public static ProcedureField[] Columns =>
    [
        new("requiredMemory", CypherTypes.String),
        new("treeView", CypherTypes.String),
        new("mapView", CypherTypes.Map),
        new("bytesMin", CypherTypes.Integer),
        new("bytesMax", CypherTypes.Integer),
        new("nodeCount", CypherTypes.Integer),
        new("relationshipCount", CypherTypes.Integer),
        new("heapPercentageMin", CypherTypes.Float),
        new("heapPercentageMax", CypherTypes.Float),
    ];

    public static Value[] Row(long nodes, long relationships, long bytes)
    {
        var text = Text(bytes);
        var share = Value.Of(Math.Ceiling(bytes * 1000.0 / GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) / 10);
        var view = MapValue.From([KeyValuePair.Create("name", Value.Of("total")), KeyValuePair.Create("memoryUsage", Value.Of(text))]);
        return [Value.Of(text), Value.Of($"total: {text}"), Value.Of(view), Value.Of(bytes), Value.Of(bytes), Value.Of(nodes), Value.Of(relationships), share, share];
    }

    /// <summary>Of a projection that has not been made, and an algorithm on it. Counts come from the store, or from <c>nodeCount</c> and <c>relationshipCount</c>.</summary>
    public static Value[] OfProjection(GraphState graph, Settings settings, int bytesPerNode)
    {
        var nodes = settings.OptionalLong("nodeCount") ?? Projections.CountNodes(graph, settings.Raw("nodeProjection", Value.Of("*")));
        var relationships = settings.OptionalLong("relationshipCount") ?? Projections.CountRelationships(graph, settings.Raw("relationshipProjection", Value.Of("*")));
        return Row(nodes, relationships, (nodes * (24L + bytesPerNode)) + (relationships * 12) + 64);
    }

    public static string Text(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} Bytes"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30} GiB"),
    };
}
