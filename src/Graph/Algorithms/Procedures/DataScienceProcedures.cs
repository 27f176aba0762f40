using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>The procedures that make, list and change projected graphs, and those of all algorithms.</summary>
internal static class DataScienceProcedures
{
    private static readonly Value EmptyMap = Value.Of(MapValue.Empty);
    private static readonly ProcedureField GraphName = new("graphName", CypherTypes.String);
    private static readonly ProcedureField Configuration = new("configuration", CypherTypes.Map, EmptyMap);
    private static readonly ProcedureField NodeCount = new("nodeCount", CypherTypes.Integer);
    private static readonly ProcedureField RelationshipCount = new("relationshipCount", CypherTypes.Integer);
    private static readonly ProcedureField ProjectMillis = new("projectMillis", CypherTypes.Integer);
    private static readonly ProcedureField NodeId = new("nodeId", CypherTypes.Integer);
    private static readonly ProcedureField Any = new("propertyValue", CypherTypes.Any);

    public static IEnumerable<ProcedureDefinition> All =>
    [
        .. Catalogue,
        .. Properties,
        .. CentralityFamilies.All.Concat(CommunityFamilies.All).Concat(PathAndSimilarityFamilies.All).SelectMany(family => family.Procedures()),
    ];

    private static ProcedureDefinition[] Catalogue =>
    [
        new(
            "gds.graph.project",
            [GraphName, new("nodeProjection", CypherTypes.Any), new("relationshipProjection", CypherTypes.Any), Configuration],
            [new("nodeProjection", CypherTypes.Map), new("relationshipProjection", CypherTypes.Map), GraphName, NodeCount, RelationshipCount, ProjectMillis],
            (context, arguments) => Project(context, arguments)),
        new(
            "gds.graph.project.estimate",
            [new("nodeProjection", CypherTypes.Any), new("relationshipProjection", CypherTypes.Any), Configuration],
            MemoryEstimate.Columns,
            (context, arguments) => [MemoryEstimate.OfProjection(context.Graph, EstimateSettings(arguments), 0)]),
        new("gds.graph.list", [new("graphName", CypherTypes.String, Value.Of(""))], GraphDescription.Columns(withDegrees: true), (context, arguments) =>
            context.NamedGraphs.All.Where(graph => arguments[0].IsNull || arguments[0].AsString() is "" || arguments[0].AsString() == graph.Name).Select(graph => GraphDescription.Row(graph, new Run(context.Cancellation)))),
        new("gds.graph.exists", [GraphName], [GraphName, new("exists", CypherTypes.Boolean)], (context, arguments) =>
            [[arguments[0], Value.Of(context.NamedGraphs.Exists(arguments[0].AsString()))]]),
        new(
            "gds.graph.drop",
            [new("graphName", CypherTypes.Any), new("failIfMissing", CypherTypes.Boolean, Value.True), new("dbName", CypherTypes.String, Value.Of("")), new("username", CypherTypes.String, Value.Of(""))],
            GraphDescription.Columns(withDegrees: false),
            (context, arguments) => Drop(context, arguments[0], arguments[1])),
        new(
            "gds.graph.filter",
            [GraphName, new("fromGraphName", CypherTypes.String), new("nodeFilter", CypherTypes.String), new("relationshipFilter", CypherTypes.String), Configuration],
            [GraphName, new("fromGraphName", CypherTypes.String), new("nodeFilter", CypherTypes.String), new("relationshipFilter", CypherTypes.String), NodeCount, RelationshipCount, ProjectMillis],
            Filter),
        new("gds.version", [], [new("gdsVersion", CypherTypes.String)], (_, _) => [[Value.Of(DataScienceFunctions.Version)]]),
    ];

    private static ProcedureDefinition[] Properties =>
    [
        new(
            "gds.graph.nodeProperty.stream",
            [GraphName, new("nodeProperties", CypherTypes.String), new("nodeLabels", CypherTypes.Any, Value.Of(["*"])), Configuration],
            [NodeId, Any, new("nodeLabels", CypherTypes.List)],
            (context, arguments) => StreamNodes(context, arguments).Select(row => (Value[])[row[0], row[2], row[3]])),
        new(
            "gds.graph.nodeProperties.stream",
            [GraphName, new("nodeProperties", CypherTypes.Any), new("nodeLabels", CypherTypes.Any, Value.Of(["*"])), Configuration],
            [NodeId, new("nodeProperty", CypherTypes.String), Any, new("nodeLabels", CypherTypes.List)],
            StreamNodes),
        new(
            "gds.graph.nodeProperties.drop",
            [GraphName, new("nodeProperties", CypherTypes.Any), Configuration],
            [GraphName, new("nodeProperties", CypherTypes.List), new("propertiesRemoved", CypherTypes.Integer)],
            DropProperties),
        new(
            "gds.graph.nodeProperties.write",
            [GraphName, new("nodeProperties", CypherTypes.Any), new("nodeLabels", CypherTypes.Any, Value.Of(["*"])), Configuration],
            [new("writeMillis", CypherTypes.Integer), GraphName, new("nodeProperties", CypherTypes.List), new("propertiesWritten", CypherTypes.Integer)],
            WriteProperties) { Mode = ProcedureMode.Write },
        new(
            "gds.graph.relationshipProperty.stream",
            [GraphName, new("relationshipProperty", CypherTypes.String), new("relationshipTypes", CypherTypes.Any, Value.Of(["*"])), Configuration],
            [new("sourceNodeId", CypherTypes.Integer), new("targetNodeId", CypherTypes.Integer), new("relationshipType", CypherTypes.String), Any],
            (context, arguments) => StreamRelationships(context, arguments[0].AsString(), arguments[1].AsString(), arguments[2])),
        new(
            "gds.graph.relationships.stream",
            [GraphName, new("relationshipTypes", CypherTypes.Any, Value.Of(["*"])), Configuration],
            [new("sourceNodeId", CypherTypes.Integer), new("targetNodeId", CypherTypes.Integer), new("relationshipType", CypherTypes.String)],
            (context, arguments) => StreamRelationships(context, arguments[0].AsString(), null, arguments[1]).Select(row => row[..3])),
        new(
            "gds.graph.relationships.drop",
            [GraphName, new("relationshipType", CypherTypes.String)],
            [GraphName, new("relationshipType", CypherTypes.String), new("deletedRelationships", CypherTypes.Integer), new("deletedProperties", CypherTypes.Map)],
            DropRelationships),
    ];

    private static IEnumerable<Value[]> Project(FunctionContext context, Value[] arguments)
    {
        var began = context.Clock.GetTimestamp();
        var graph = Projections.Project(context, arguments[0].AsString(), arguments[1], arguments[2], arguments[3]);
        return [[AsMap(arguments[1], ofNodes: true), AsMap(arguments[2], ofNodes: false), arguments[0], Value.Of((long)graph.NodeCount), Value.Of(graph.RelationshipCount), Millis(context, began)]];
    }

    /// <summary>The projection in full, with what was left out.</summary>
    private static Value AsMap(Value projection, bool ofNodes) => Value.Of(MapValue.From(ElementProjection.Read(projection, ofNodes).Select(element =>
    {
        var properties = KeyValuePair.Create("properties", Value.Of(MapValue.From(element.Properties.Select(property => KeyValuePair.Create(property.Name, Value.Of(MapValue.From(
        [
            KeyValuePair.Create("property", Value.Of(property.Source)),
            KeyValuePair.Create("defaultValue", property.Default),
        ])))))));
        return KeyValuePair.Create(element.Name, Value.Of(MapValue.From(ofNodes
            ? [KeyValuePair.Create("label", Value.Of(element.Source)), properties]
            :
            [
                KeyValuePair.Create("type", Value.Of(element.Source)),
                KeyValuePair.Create("orientation", Value.Of(element.Orientation.ToString().ToUpperInvariant())),
                KeyValuePair.Create("aggregation", Value.Of(element.Aggregation == Aggregation.None ? "DEFAULT" : element.Aggregation.ToString().ToUpperInvariant())),
                KeyValuePair.Create("indexInverse", Value.False),
                properties,
            ])));
    })));

    private static Settings EstimateSettings(Value[] arguments)
    {
        var given = arguments[2].IsNull ? MapValue.Empty : arguments[2].AsMap();
        return new(MapValue.From(given.Append(KeyValuePair.Create("nodeProjection", arguments[0])).Append(KeyValuePair.Create("relationshipProjection", arguments[1]))));
    }

    private static IEnumerable<Value[]> Drop(FunctionContext context, Value names, Value failIfMissing)
    {
        string[] wanted = names.IsString ? [names.AsString()]
            : names.Kind == ValueKind.List && names.AsList().All(name => name.IsString) ? [.. names.AsList().Select(name => name.AsString())]
            : throw AlgorithmErrors.Failed($"`graphName` must be a string or a list of strings, but it was {TypeNames.Describe(names)}.");
        if (failIfMissing == Value.True)
        {
            // All or none: a missing one is told before the first is gone.
            foreach (var name in wanted)
            {
                context.NamedGraphs.Get(name);
            }
        }

        return [.. wanted.Select(context.NamedGraphs.Remove).OfType<ProjectedGraph>().Select(graph => GraphDescription.Row(graph, degrees: null))];
    }

    private static IEnumerable<Value[]> Filter(FunctionContext context, Value[] arguments)
    {
        var began = context.Clock.GetTimestamp();
        context.NamedGraphs.RequireFree(arguments[0].AsString());
        var source = context.NamedGraphs.Get(arguments[1].AsString());
        var settings = new Settings(arguments[4].IsNull ? MapValue.Empty : arguments[4].AsMap());
        var parameters = settings.Raw("parameters").Heap<MapValue>() ?? MapValue.Empty;
        settings.ReadCommon();
        settings.RefuseOthers();
        var graph = GraphFilter.Apply(
            source,
            arguments[0].AsString(),
            GraphFilter.Parse(arguments[2].AsString(), "n", parameters),
            GraphFilter.Parse(arguments[3].AsString(), "r", parameters),
            settings.Effective,
            context.StatementTime,
            new Run(context.Cancellation));
        context.NamedGraphs.Add(graph);
        return [[.. arguments[..4], Value.Of((long)graph.NodeCount), Value.Of(graph.RelationshipCount), Millis(context, began)]];
    }

    private static string[] Names(Value value, string key) => new Settings(MapValue.From([KeyValuePair.Create(key, value)])).Texts(key, "*");

    private static (ProjectedGraph Graph, string[] Properties, bool[]? Members) ReadNodes(FunctionContext context, Value[] arguments)
    {
        var graph = context.NamedGraphs.Get(arguments[0].AsString());
        var properties = Names(arguments[1], "nodeProperties");
        if (Array.Find(properties, property => !graph.Properties.ContainsKey(property)) is { } missing)
        {
            throw AlgorithmErrors.Failed($"Could not find the property `{missing}`. Available are {AlgorithmErrors.Names(graph.Properties.Keys)}.");
        }

        var settings = new Settings(arguments[3].IsNull ? MapValue.Empty : arguments[3].AsMap());
        settings.ReadCommon();
        settings.Allow("listNodeLabels", "writeConcurrency");
        settings.RefuseOthers();
        return (graph, properties, new GraphSelection(Names(arguments[2], "nodeLabels"), ["*"], null).Members(graph));
    }

    private static IEnumerable<Value[]> StreamNodes(FunctionContext context, Value[] arguments)
    {
        var (graph, properties, members) = ReadNodes(context, arguments);
        var listed = !arguments[3].IsNull && arguments[3].AsMap().GetOrNull("listNodeLabels") == Value.True;
        return
            from node in Enumerable.Range(0, graph.NodeCount)
            where members is null || members[node]
            let labels = listed ? graph.Labels.Where(label => label.Value[node]).Select(label => label.Key) : []
            from property in properties
            select (Value[])[Value.Of(graph.NodeIds[node]), Value.Of(property), graph.Properties[property].Values[node], Value.Of(labels)];
    }

    private static IEnumerable<Value[]> WriteProperties(FunctionContext context, Value[] arguments)
    {
        var began = context.Clock.GetTimestamp();
        var (graph, properties, members) = ReadNodes(context, arguments);
        var written = 0L;
        foreach (var property in properties)
        {
            var key = context.Graph.PropertyKeys.GetOrAdd(property);
            for (var node = 0; node < graph.NodeCount; node++)
            {
                var value = graph.Properties[property].Values[node];
                if ((members is null || members[node]) && !value.IsNull && context.Graph.NodeExists(graph.NodeIds[node]))
                {
                    context.Graph.SetNodeProperty(graph.NodeIds[node], key, value);
                    written++;
                }
            }
        }

        return [[Millis(context, began), arguments[0], Value.Of(properties), Value.Of(written)]];
    }

    private static IEnumerable<Value[]> DropProperties(FunctionContext context, Value[] arguments)
    {
        var (graph, properties, _) = ReadNodes(context, [arguments[0], arguments[1], Value.Of(["*"]), Value.Null]);
        var removed = properties.Count(property => graph.RemoveProperty(property, context.StatementTime));
        return [[arguments[0], Value.Of(properties), Value.Of((long)removed * graph.NodeCount)]];
    }

    private static IEnumerable<Value[]> StreamRelationships(FunctionContext context, string name, string? property, Value types)
    {
        var graph = context.NamedGraphs.Get(name);
        var selection = new GraphSelection(["*"], Names(types, "relationshipTypes"), property);
        selection.Of(graph, context.Cancellation);
        return
            from type in selection.TypesOf(graph)
            let set = graph.Relationships[type]
            from node in Enumerable.Range(0, graph.NodeCount)
            from place in Enumerable.Range(set.Offsets[node], set.Offsets[node + 1] - set.Offsets[node])
            select (Value[])
            [
                Value.Of(graph.NodeIds[node]),
                Value.Of(graph.NodeIds[set.Targets[place]]),
                Value.Of(type),
                property is null ? Value.Null : Value.Of(set.Properties[property][place]),
            ];
    }

    private static IEnumerable<Value[]> DropRelationships(FunctionContext context, Value[] arguments)
    {
        var graph = context.NamedGraphs.Get(arguments[0].AsString());
        var removed = graph.RemoveRelationships(arguments[1].AsString(), context.StatementTime)
            ?? throw AlgorithmErrors.Failed($"No relationship type '{arguments[1].AsString()}' found in graph '{graph.Name}'.");
        var properties = MapValue.From(removed.Properties.Keys.Select(property => KeyValuePair.Create(property, Value.Of((long)removed.Count))));
        return [[arguments[0], arguments[1], Value.Of((long)removed.Count), Value.Of(properties)]];
    }

    private static Value Millis(FunctionContext context, long began) => Value.Of((long)context.Clock.GetElapsedTime(began).TotalMilliseconds);
}
