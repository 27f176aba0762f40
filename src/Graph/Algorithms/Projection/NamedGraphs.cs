using System.Collections.Concurrent;

namespace CoEvolve.Graph.Algorithms.Projection;

/// <summary>The projected graphs of one embedded graph, by name. They live in memory, outside transactions, until they are dropped or the graph is closed.</summary>
internal sealed class NamedGraphs
{
    private readonly ConcurrentDictionary<string, ProjectedGraph> _graphs = new(StringComparer.Ordinal);

    public IEnumerable<ProjectedGraph> All => _graphs.Values.OrderBy(graph => graph.Name, StringComparer.Ordinal);

    public ProjectedGraph? Find(string name) => _graphs.GetValueOrDefault(name);

    public ProjectedGraph Get(string name) => Find(name) ?? throw AlgorithmErrors.Failed($"Graph with name `{name}` does not exist.");

    public bool Exists(string name) => _graphs.ContainsKey(name);

    /// <exception cref="CypherException">The name is taken.</exception>
    public void Add(ProjectedGraph graph)
    {
        if (!_graphs.TryAdd(graph.Name, graph))
        {
            throw Taken(graph.Name);
        }
    }

    /// <summary>Refuses a name before the work is done.</summary>
    public void RequireFree(string name)
    {
        if (name.Length == 0 || name.Trim().Length != name.Length)
        {
            throw AlgorithmErrors.Failed($"`graphName` cannot be empty or begin or end with white space, but it was `{name}`.");
        }

        if (Exists(name))
        {
            throw Taken(name);
        }
    }

    public ProjectedGraph? Remove(string name) => _graphs.TryRemove(name, out var graph) ? graph : null;

    private static CypherException Taken(string name) => AlgorithmErrors.Failed($"A graph with name '{name}' already exists.");
}
