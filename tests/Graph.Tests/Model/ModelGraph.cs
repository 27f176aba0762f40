using System.Globalization;

namespace CoEvolve.Graph.Tests.Model;

/// <summary>A node of the model. Properties are whole numbers and strings.</summary>
internal sealed record ModelNode(int Id, string[] Labels, Dictionary<string, object> Properties);

internal sealed record ModelRelationship(int Id, string Type, ModelNode Start, ModelNode End, Dictionary<string, object> Properties);

/// <summary>A small random graph, with the statements that make it. Keys are of mixed kinds now and then, and often missing.</summary>
internal sealed class ModelGraph
{
    public static readonly string[] Labels = ["A", "B", "C"];
    public static readonly string[] Types = ["R", "S"];
    public static readonly string[] Texts = ["", "a", "ab", "b", "ba", "abc"];

    public List<ModelNode> Nodes { get; } = [];

    public List<ModelRelationship> Relationships { get; } = [];

    public static ModelGraph Random(Random random)
    {
        var graph = new ModelGraph();
        for (var id = random.Next(3, 7); id > 0; id--)
        {
            graph.Nodes.Add(new(graph.Nodes.Count, [.. Labels.Where(_ => random.Next(2) == 0)], Properties(random)));
        }

        for (var left = random.Next(0, 11); left > 0; left--)
        {
            graph.Relationships.Add(new(graph.Relationships.Count, Pick(random, Types), Pick(random, graph.Nodes), Pick(random, graph.Nodes), Properties(random)));
        }

        return graph;
    }

    public IEnumerable<string> Statements()
    {
        foreach (var node in Nodes)
        {
            yield return $"CREATE ({string.Concat(node.Labels.Select(label => ":" + label))} {Map(node.Id, node.Properties)})";
        }

        foreach (var relationship in Relationships)
        {
            yield return $"MATCH (s {{id: {relationship.Start.Id}}}), (e {{id: {relationship.End.Id}}}) CREATE (s)-[:{relationship.Type} {Map(relationship.Id, relationship.Properties)}]->(e)";
        }
    }

    public static IEnumerable<string> Indexes() =>
    [
        "CREATE INDEX FOR (n:A) ON (n.k)", "CREATE INDEX FOR (n:B) ON (n.k, n.s)", "CREATE INDEX FOR (n:B) ON (n.s)", "CREATE TEXT INDEX FOR (n:A) ON (n.s)", "CREATE TEXT INDEX FOR (n:C) ON (n.k)",
        "CREATE INDEX FOR ()-[r:R]-() ON (r.k)", "CREATE TEXT INDEX FOR ()-[r:R]-() ON (r.s)", "CREATE INDEX FOR ()-[r:S]-() ON (r.k, r.s)", "CREATE CONSTRAINT FOR (n:A) REQUIRE n.id IS UNIQUE",
    ];

    public static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static string Literal(object value) => value is string text ? $"'{text}'" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static Dictionary<string, object> Properties(Random random)
    {
        var properties = new Dictionary<string, object>();
        if (random.Next(4) > 0)
        {
            properties["k"] = random.Next(8) == 0 ? Pick(random, Texts) : (long)random.Next(3);
        }

        if (random.Next(4) > 0)
        {
            properties["s"] = random.Next(8) == 0 ? (long)random.Next(4) : Pick(random, Texts);
        }

        return properties;
    }

    private static string Map(int id, Dictionary<string, object> properties) =>
        $"{{id: {id}{string.Concat(properties.Select(property => $", {property.Key}: {Literal(property.Value)}"))}}}";
}
