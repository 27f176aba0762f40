using System.Text.Json;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>Counters by the names of the Bolt protocol; only those that are not 0.</summary>
internal sealed class Neo4jCounters
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public static Neo4jCounters Read(JsonElement json)
    {
        var counters = new Neo4jCounters();
        foreach (var entry in json.EnumerateObject())
        {
            counters.Add(entry.Name, entry.Value.GetInt64());
        }

        return counters;
    }

    public static Neo4jCounters Of(QueryCounters given)
    {
        var counters = new Neo4jCounters();
        counters.Add("nodes-created", given.NodesCreated);
        counters.Add("nodes-deleted", given.NodesDeleted);
        counters.Add("relationships-created", given.RelationshipsCreated);
        counters.Add("relationships-deleted", given.RelationshipsDeleted);
        counters.Add("properties-set", given.PropertiesSet);
        counters.Add("labels-added", given.LabelsAdded);
        counters.Add("labels-removed", given.LabelsRemoved);
        counters.Add("indexes-added", given.IndexesAdded);
        counters.Add("indexes-removed", given.IndexesRemoved);
        counters.Add("constraints-added", given.ConstraintsAdded);
        counters.Add("constraints-removed", given.ConstraintsRemoved);
        return counters;
    }

    public bool Same(Neo4jCounters other) => _counts.SequenceEqual(other._counts);

    public override string ToString() => _counts.Count == 0 ? "none" : string.Join(", ", _counts.Select(entry => $"{entry.Key} {entry.Value}"));

    private void Add(string name, long count)
    {
        if (count != 0)
        {
            _counts.Add(name, count);
        }
    }
}
