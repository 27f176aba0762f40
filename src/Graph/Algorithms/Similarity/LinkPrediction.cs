using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Similarity;

/// <summary>Scores for a link between two nodes, from their neighbours in the stored graph (Liben-Nowell, Kleinberg 2007).</summary>
/// <param name="Types">Relationship types to walk; empty for any.</param>
/// <param name="Direction">Which way.</param>
internal sealed record LinkPrediction(int[] Types, Direction Direction)
{
    public static LinkPrediction Read(FunctionContext context, Value configuration)
    {
        var settings = new Settings(configuration.IsNull ? MapValue.Empty : configuration.AsMap());
        var type = settings.Text("relationshipQuery");
        var direction = settings.Text("direction", "BOTH")!.ToUpperInvariant();
        return new(type is null ? [] : [context.Graph.RelationshipTypes.Find(type)], direction switch
        {
            "OUTGOING" or "OUT" or ">" => Direction.Outgoing,
            "INCOMING" or "IN" or "<" => Direction.Incoming,
            _ => Direction.Both,
        });
    }

    /// <summary>|N(a)∩N(b)|</summary>
    public static double CommonNeighbours(FunctionContext context, long a, long b, LinkPrediction links) => links.Common(context, a, b).Count;

    /// <summary>|N(a)∪N(b)|</summary>
    public static double TotalNeighbours(FunctionContext context, long a, long b, LinkPrediction links)
    {
        var all = links.Neighbours(context, a);
        all.UnionWith(links.Neighbours(context, b));
        return all.Count;
    }

    /// <summary>d(a)·d(b)</summary>
    public static double PreferentialAttachment(FunctionContext context, long a, long b, LinkPrediction links) => (double)links.Degree(context, a) * links.Degree(context, b);

    /// <summary>Σ 1/d(c) over common neighbours c (Zhou, Lü, Zhang 2009).</summary>
    public static double ResourceAllocation(FunctionContext context, long a, long b, LinkPrediction links) => links.Common(context, a, b).Sum(c => 1.0 / links.Degree(context, c));

    /// <summary>Σ 1/ln d(c) over common neighbours c (Adamic, Adar 2003).</summary>
    public static double AdamicAdar(FunctionContext context, long a, long b, LinkPrediction links) =>
        links.Common(context, a, b).Select(c => links.Degree(context, c)).Where(degree => degree > 1).Sum(degree => 1.0 / Math.Log(degree));

    /// <summary>1 where both nodes have the same value of the property, else 0.</summary>
    public static Value SameCommunity(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsNull || arguments[1].IsNull)
        {
            throw AlgorithmErrors.Failed("Nodes must not be null");
        }

        var key = context.Graph.PropertyKeys.Find(arguments.Length > 2 && arguments[2].IsString ? arguments[2].AsString() : "community");
        if (key < 0)
        {
            return Value.Of(0.0);
        }

        var a = context.Graph.NodeProperty(Settings.NodeId("node1", arguments[0]), key);
        var b = context.Graph.NodeProperty(Settings.NodeId("node2", arguments[1]), key);
        return Value.Of(ValueComparison.AreEqual(a, b) == true ? 1.0 : 0.0);
    }

    private int Degree(FunctionContext context, long node) => Types.Length == 0
        ? context.Graph.Degree(node, Direction, -1)
        : Types.Sum(type => type < 0 ? 0 : context.Graph.Degree(node, Direction, type));

    private HashSet<long> Common(FunctionContext context, long a, long b)
    {
        var common = Neighbours(context, a);
        common.IntersectWith(Neighbours(context, b));
        return common;
    }

    private HashSet<long> Neighbours(FunctionContext context, long node)
    {
        var neighbours = new HashSet<long>();
        if (Types is [< 0])
        {
            return neighbours;
        }

        var cursor = context.Graph.Expand(node, Direction, Types);
        while (cursor.MoveNext())
        {
            neighbours.Add(cursor.Neighbour);
        }

        return neighbours;
    }
}
