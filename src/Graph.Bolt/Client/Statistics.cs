using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Reads what a server says that a statement changed.</summary>
internal static class Statistics
{
    public static void Read(MapValue stats, QueryCounters counters)
    {
        counters.NodesCreated = Count(stats, "nodes-created");
        counters.NodesDeleted = Count(stats, "nodes-deleted");
        counters.RelationshipsCreated = Count(stats, "relationships-created");
        counters.RelationshipsDeleted = Count(stats, "relationships-deleted");
        counters.PropertiesSet = Count(stats, "properties-set");
        counters.LabelsAdded = Count(stats, "labels-added");
        counters.LabelsRemoved = Count(stats, "labels-removed");
        counters.IndexesAdded = Count(stats, "indexes-added");
        counters.IndexesRemoved = Count(stats, "indexes-removed");
        counters.ConstraintsAdded = Count(stats, "constraints-added");
        counters.ConstraintsRemoved = Count(stats, "constraints-removed");
    }

    private static int Count(MapValue stats, string key) => stats.GetOrNull(key) is { Kind: ValueKind.Integer } count ? (int)Math.Clamp(count.AsInteger(), 0, int.MaxValue) : 0;
}
