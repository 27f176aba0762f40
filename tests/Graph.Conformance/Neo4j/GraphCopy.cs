using System.Globalization;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>The nodes and relationships of a graph, to be made again with the nodes in another order.</summary>
internal sealed class GraphCopy
{
    private readonly Value[] _nodes;
    private readonly long[] _ids;
    private readonly Value _links;

    private GraphCopy(IReadOnlyList<Value[]> nodes, IReadOnlyList<Value[]> links)
    {
        _ids = [.. nodes.Select(node => node[0].AsInteger())];
        _nodes = [.. nodes.Select(node => node[1])];
        _links = Value.Of([.. links.Select(link => link[0])]);
    }

    public int NodeCount => _nodes.Length;

    public static async Task<GraphCopy> ReadAsync(IGraph graph, CancellationToken cancellationToken) => new(
        await RowsAsync(graph, "MATCH (n) RETURN id(n), {labels: labels(n), properties: properties(n)} ORDER BY id(n)", EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false),
        await RowsAsync(graph, "MATCH (a)-[r]->(b) RETURN {start: toString(id(a)), end: toString(id(b)), type: type(r), properties: properties(r)} ORDER BY id(r)", EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes the graph in an empty one. The relationships keep their order.</summary>
    public async Task MakeAsync(IGraph graph, IdOrder order, CancellationToken cancellationToken)
    {
        var nodes = order.Nodes.ToList();
        var places = nodes.Index().Select(node => KeyValuePair.Create(_ids[node.Item].ToString(CultureInfo.InvariantCulture), Value.Of((long)node.Index)));
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["nodes"] = Value.Of([.. nodes.Select(node => _nodes[node])]),
            ["places"] = Value.Of(MapValue.From(places)),
            ["links"] = _links,
        };
        const string make = """
            UNWIND $nodes AS node
            CREATE (n:$(node.labels))
            SET n = node.properties
            WITH collect(n) AS made
            UNWIND $links AS link
            WITH made[$places[link.start]] AS a, made[$places[link.end]] AS b, link
            CREATE (a)-[r:$(link.type)]->(b)
            SET r = link.properties
            """;
        await RowsAsync(graph, make, parameters, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<Value[]>> RowsAsync(IGraph graph, string query, IReadOnlyDictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        var answer = await EngineAnswer.AskAsync(graph, query, parameters, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? throw new InvalidOperationException($"The graph cannot be copied ({error.Code}: {error.Message}): {query}") : answer.Rows;
    }
}
