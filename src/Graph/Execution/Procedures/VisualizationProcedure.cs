using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>A drawing of the schema: a node for each label that nodes have, and a relationship for each type between two labels that there is.</summary>
internal static class VisualizationProcedure
{
    public static IEnumerable<ProcedureDefinition> All =>
    [
        new("db.schema.visualization", [], [new("nodes", CypherTypes.List), new("relationships", CypherTypes.List)], (context, _) => [Draw(context.Graph)])
        {
            Description = "The schema as a small graph of labels and types.",
        },
    ];

    private static Value[] Draw(GraphState graph)
    {
        // What is drawn is in no graph, which its negative ids show.
        var nodes = new Dictionary<int, NodeValue>();
        for (var label = 0; label < graph.Labels.Count; label++)
        {
            if (graph.CountNodes(label) > 0)
            {
                nodes[label] = new(-1 - nodes.Count, [graph.Labels[label]], Properties(graph, label));
            }
        }

        var relationships = new Dictionary<(int Start, int Type, int End), RelationshipValue>();
        for (var all = graph.AllRelationships(); all.MoveNext();)
        {
            var type = graph.TypeOf(all.Current);
            foreach (var start in graph.LabelsOf(graph.StartOf(all.Current)))
            {
                foreach (var end in graph.LabelsOf(graph.EndOf(all.Current)))
                {
                    if (!relationships.ContainsKey((start, type, end)))
                    {
                        var name = graph.RelationshipTypes[type];
                        relationships[(start, type, end)] =
                            new(-1 - relationships.Count, name, nodes[start].Id, nodes[end].Id, MapValue.From([new("name", Value.Of(name))]));
                    }
                }
            }
        }

        return [Value.Of([.. nodes.Values.Select(Value.Of)]), Value.Of([.. relationships.Values.Select(Value.Of)])];
    }

    private static MapValue Properties(GraphState graph, int label) => MapValue.From(
    [
        new("name", Value.Of(graph.Labels[label])),
        new("indexes", Rules(graph, label, unique: false)),
        new("constraints", Rules(graph, label, unique: true)),
    ]);

    private static Value Rules(GraphState graph, int label, bool unique) => Value.Of(graph.Indexes
        .Where(index => index.Entity == EntityKind.Node && index.Unique == unique && index.Labels.Contains(label))
        .Select(index => string.Join(',', index.Keys.Select(key => graph.PropertyKeys[key]))));
}
