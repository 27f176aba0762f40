using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>Reads nodes, relationships and paths out of the graph, so that a result stays valid after its transaction.</summary>
internal static class Materializer
{
    public static Value Materialize(GraphState graph, Value value, CancellationToken cancellation) => value.Kind switch
    {
        ValueKind.Node when value.IsReference => Value.Of(Node(graph, value.Bits)),
        ValueKind.Relationship when value.IsReference => Value.Of(Relationship(graph, value.Bits)),
        ValueKind.Path when value.Heap<PathReference>() is { } path => Value.Of(Path(graph, path)),
        ValueKind.List => List(graph, value, cancellation),
        ValueKind.Map => Map(graph, value, cancellation),
        _ => value,
    };

    /// <summary>A node that was deleted in the meantime has neither labels nor properties any more.</summary>
    private static NodeValue Node(GraphState graph, long id)
    {
        if (!graph.NodeExists(id))
        {
            return new(id, [], MapValue.Empty);
        }

        var labels = new List<string>();
        foreach (var label in graph.LabelsOf(id))
        {
            labels.Add(graph.Labels[label]);
        }

        return new(id, labels, Map(graph, graph.NodeProperties(id)));
    }

    private static RelationshipValue Relationship(GraphState graph, long id) => graph.RelationshipExists(id)
        ? new(id, graph.RelationshipTypes[graph.TypeOf(id)], graph.StartOf(id), graph.EndOf(id), Map(graph, graph.RelationshipProperties(id)))
        : new(id, "", -1, -1, MapValue.Empty);

    private static PathValue Path(GraphState graph, PathReference path) => new(
        [.. path.Nodes.Select(id => Node(graph, id))],
        [.. path.Relationships.Select(id => Relationship(graph, id))]);

    private static MapValue Map(GraphState graph, Properties properties)
    {
        if (properties.Keys.Length == 0)
        {
            return MapValue.Empty;
        }

        var names = new string[properties.Keys.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = graph.PropertyKeys[properties.Keys[i]];
        }

        return new(names, properties.Values.ToArray());
    }

    private static Value List(GraphState graph, Value value, CancellationToken cancellation)
    {
        var items = value.AsList().Items;
        for (var i = 0; i < items.Length; i++)
        {
            Look(i, cancellation);
            if (HoldsEntities(items[i].Kind))
            {
                return Value.Of(Each(graph, items, cancellation));
            }
        }

        return value;
    }

    private static Value Map(GraphState graph, Value value, CancellationToken cancellation)
    {
        var map = value.AsMap();
        return map.Values.Any(item => HoldsEntities(item.Kind))
            ? Value.Of(new MapValue([.. map.Keys], [.. map.Values.Select(item => Materialize(graph, item, cancellation))]))
            : value;
    }

    private static Value[] Each(GraphState graph, ReadOnlySpan<Value> items, CancellationToken cancellation)
    {
        var read = new Value[items.Length];
        for (var i = 0; i < read.Length; i++)
        {
            Look(i, cancellation);
            read[i] = Materialize(graph, items[i], cancellation);
        }

        return read;
    }

    private static void Look(int place, CancellationToken cancellation)
    {
        if (place % ExecutionContext.WeighedItems == ExecutionContext.WeighedItems - 1)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static bool HoldsEntities(ValueKind kind) =>
        kind is ValueKind.Node or ValueKind.Relationship or ValueKind.Path or ValueKind.List or ValueKind.Map;
}
