using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using NodaTime;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>What <c>gds.graph.list</c> and <c>gds.graph.drop</c> tell of a projected graph.</summary>
internal static class GraphDescription
{
    public static ProcedureField[] Columns(bool withDegrees)
    {
        ProcedureField[] columns =
        [
            new("graphName", CypherTypes.String),
            new("database", CypherTypes.String),
            new("databaseLocation", CypherTypes.String),
            new("memoryUsage", CypherTypes.String),
            new("sizeInBytes", CypherTypes.Integer),
            new("nodeCount", CypherTypes.Integer),
            new("relationshipCount", CypherTypes.Integer),
            new("configuration", CypherTypes.Map),
            new("density", CypherTypes.Float),
            new("creationTime", CypherTypes.DateTime),
            new("modificationTime", CypherTypes.DateTime),
            new("schema", CypherTypes.Map),
            new("schemaWithOrientation", CypherTypes.Map),
        ];
        return withDegrees ? [new("degreeDistribution", CypherTypes.Map), .. columns] : columns;
    }

    /// <param name="graph">The graph.</param>
    /// <param name="degrees">The run that gathers the distribution of degrees; null for none.</param>
    public static Value[] Row(ProjectedGraph graph, Run? degrees)
    {
        Value[] row =
        [
            Value.Of(graph.Name),
            Value.Of("neo4j"),
            Value.Of("local"),
            Value.Of(MemoryEstimate.Text(graph.Bytes)),
            Value.Of(graph.Bytes),
            Value.Of((long)graph.NodeCount),
            Value.Of(graph.RelationshipCount),
            Value.Of(graph.Configuration),
            Value.Of(graph.Density),
            Time(graph.Created),
            Time(graph.Modified > graph.Created ? graph.Modified : graph.Created),
            Schema(graph, withOrientation: false),
            Schema(graph, withOrientation: true),
        ];
        return degrees is null ? row : [Distributions.OfDegrees(Degrees(graph, degrees), degrees), .. row];
    }

    private static Value Time(Instant instant) => Value.Of(DateTimeValue.AtInstant(instant.ToUnixTimeSeconds(), (int)(instant.ToUnixTimeTicks() % 10_000_000 * 100), Zone.OfOffset(0)));

    private static IEnumerable<int> Degrees(ProjectedGraph graph, Run run) => Enumerable.Range(0, graph.NodeCount).Select(node =>
    {
        run.Tick(graph.Relationships.Count);
        return graph.Relationships.Values.Sum(set => set.Offsets[node + 1] - set.Offsets[node]);
    });

    private static Value Schema(ProjectedGraph graph, bool withOrientation)
    {
        var ofNodes = Value.Of(MapValue.From(graph.Properties.Select(property =>
            KeyValuePair.Create(property.Key, Value.Of($"{property.Value.Type} (DefaultValue({property.Value.DefaultValue}), PERSISTENT)")))));
        return Value.Of(MapValue.From(
        [
            KeyValuePair.Create("graphProperties", Value.Of(MapValue.Empty)),
            KeyValuePair.Create("nodes", Value.Of(MapValue.From(graph.Labels.Keys.Select(label => KeyValuePair.Create(label, ofNodes))))),
            KeyValuePair.Create("relationships", Value.Of(MapValue.From(graph.Relationships.Select(type => KeyValuePair.Create(type.Key, OfType(type.Value, withOrientation)))))),
        ]));
    }

    private static Value OfType(RelationshipSet set, bool withOrientation)
    {
        var properties = Value.Of(MapValue.From(set.Properties.Keys.Select(property =>
            KeyValuePair.Create(property, Value.Of("Float (DefaultValue(NaN), PERSISTENT, Aggregation.NONE)")))));
        return withOrientation
            ? Value.Of(MapValue.From([KeyValuePair.Create("direction", Value.Of(set.Undirected ? "UNDIRECTED" : "DIRECTED")), KeyValuePair.Create("properties", properties)]))
            : properties;
    }
}
