using CoEvolve.Graph;

namespace CoEvolve.Matching.Network;

/// <summary>What those who watch over a graph ask of it.</summary>
public static class GraphState
{
    private const string Folder = "Network/Queries/";

    /// <summary>Whether the graph answers; one that cannot throws.</summary>
    public static async Task<bool> AnswersAsync(IGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return (await graph.ReadNamedAsync(Folder + "answers", [], row => row[0].AsInteger(), cancellationToken)).Count == 1;
    }

    /// <summary>Whether the graph holds no node at all.</summary>
    public static async Task<bool> IsEmptyAsync(IGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return (await graph.ReadNamedAsync(Folder + "any-node", [], row => row[0].AsInteger(), cancellationToken)).Count == 0;
    }

    /// <summary>How many actors the graph holds.</summary>
    public static async Task<long> CountActorsAsync(IGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return (await graph.ReadNamedAsync(Folder + "count-actors", [], row => row[0].AsInteger(), cancellationToken))[0];
    }
}
