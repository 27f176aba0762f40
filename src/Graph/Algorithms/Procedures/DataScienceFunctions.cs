using CoEvolve.Graph.Algorithms.Similarity;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>Functions under the names of Neo4j's Graph Data Science library.</summary>
internal static class DataScienceFunctions
{
    /// <summary>The release of the library whose behaviour this follows.</summary>
    public const string Version = "2.13.9";

    private static readonly CypherTypes[] TwoLists = [CypherTypes.List, CypherTypes.List];
    private static readonly CypherTypes[] TwoNodes = [CypherTypes.Node, CypherTypes.Node, CypherTypes.Map];

    public static IEnumerable<FunctionDefinition> All =>
    [
        new("gds.version", [], 0, CypherTypes.String, (_, _) => Value.Of(Version)),
        new("gds.graph.exists", [CypherTypes.String], 1, CypherTypes.Boolean, (context, arguments) =>
            Value.Of(!arguments[0].IsNull && context.NamedGraphs.Exists(FunctionTypes.Text("gds.graph.exists", arguments[0])))),
        new("gds.util.asNode", [CypherTypes.Number], 1, CypherTypes.Node, (context, arguments) => AsNode(context, arguments[0])),
        new("gds.util.asNodes", [CypherTypes.List], 1, CypherTypes.List, (context, arguments) =>
            arguments[0].IsNull ? Value.Of(ListValue.Empty) : FunctionTypes.Map(FunctionTypes.List("gds.util.asNodes", arguments[0]), id => AsNode(context, id), context.Cancellation)),
        new("gds.util.NaN", [], 0, CypherTypes.Float, (_, _) => Value.Of(double.NaN)),
        new("gds.util.infinity", [], 0, CypherTypes.Float, (_, _) => Value.Of(double.PositiveInfinity)),
        new("gds.util.isFinite", [CypherTypes.Number], 1, CypherTypes.Boolean, (_, arguments) => Value.Of(IsFinite(arguments[0]))),
        new("gds.util.isInfinite", [CypherTypes.Number], 1, CypherTypes.Boolean, (_, arguments) => Value.Of(!IsFinite(arguments[0]))),
        new("gds.util.nodeProperty", [CypherTypes.String, CypherTypes.Integer | CypherTypes.Node, CypherTypes.String, CypherTypes.String], 3, CypherTypes.Any, (context, arguments) => NodeProperty(context, arguments)),
        Vectors("jaccard", VectorSimilarity.Jaccard),
        Vectors("overlap", VectorSimilarity.Overlap),
        Vectors("cosine", VectorSimilarity.Cosine),
        Vectors("pearson", VectorSimilarity.Pearson),
        Vectors("euclidean", VectorSimilarity.Euclidean),
        Vectors("euclideanDistance", VectorSimilarity.EuclideanDistance),
        Link("adamicAdar", LinkPrediction.AdamicAdar),
        Link("commonNeighbors", LinkPrediction.CommonNeighbours),
        Link("preferentialAttachment", LinkPrediction.PreferentialAttachment),
        Link("resourceAllocation", LinkPrediction.ResourceAllocation),
        Link("totalNeighbors", LinkPrediction.TotalNeighbours),
        new("gds.alpha.linkprediction.sameCommunity", [CypherTypes.Node, CypherTypes.Node, CypherTypes.String], 2, CypherTypes.Float, (context, arguments) => LinkPrediction.SameCommunity(context, arguments)),
    ];

    private static FunctionDefinition Vectors(string name, Func<double[], double[], double> measure) => new($"gds.similarity.{name}", TwoLists, 2, CypherTypes.Float, (_, arguments) =>
        arguments[0].IsNull || arguments[1].IsNull ? Value.Null : Value.Of(measure(Numbers(name, arguments[0]), Numbers(name, arguments[1]))));

    private static FunctionDefinition Link(string name, Func<FunctionContext, long, long, LinkPrediction, double> score) =>
        new($"gds.alpha.linkprediction.{name}", TwoNodes, 2, CypherTypes.Float, (context, arguments) =>
        {
            if (arguments[0].IsNull || arguments[1].IsNull)
            {
                throw AlgorithmErrors.Failed("Nodes must not be null");
            }

            var neighbours = LinkPrediction.Read(context, arguments.Length > 2 ? arguments[2] : Value.Null);
            return Value.Of(score(context, Settings.NodeId("node1", arguments[0]), Settings.NodeId("node2", arguments[1]), neighbours));
        });

    /// <summary>Nulls in a list count as not being there.</summary>
    private static double[] Numbers(string name, Value value) =>
        [.. FunctionTypes.List(name, value).Where(item => !item.IsNull).Select(item => FunctionTypes.Number($"gds.similarity.{name}", item))];

    private static Value AsNode(FunctionContext context, Value id)
    {
        var number = id.IsInteger ? id.AsInteger() : id.IsFloat ? (long)id.AsDouble() : -1;
        return context.Graph.NodeExists(number) ? Value.NodeReference(number) : Value.Null;
    }

    private static bool IsFinite(Value value) => value.IsNumber && double.IsFinite(value.AsDouble());

    private static Value NodeProperty(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        var graph = context.NamedGraphs.Get(FunctionTypes.Text("gds.util.nodeProperty", arguments[0]));
        var node = graph.NumberOf(Settings.NodeId("nodeId", arguments[1]));
        var property = FunctionTypes.Text("gds.util.nodeProperty", arguments[2]);
        return graph.Properties.TryGetValue(property, out var column)
            ? node < 0 ? Value.Null : column.Values[node]
            : throw AlgorithmErrors.Failed($"No node property with the name '{property}' exists in the in-memory graph.");
    }
}
