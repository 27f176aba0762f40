using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>A property as a projection names it.</summary>
/// <param name="Name">In the projection.</param>
/// <param name="Source">In the graph; <c>*</c> counts relationships.</param>
/// <param name="Default">Where the property is missing; null for the default of the type.</param>
/// <param name="Aggregation">For parallel relationships; null for the type's own.</param>
internal sealed record PropertyProjection(string Name, string Source, Value Default, Aggregation? Aggregation)
{
    /// <summary>A name, a list of names and maps, or a map from names to settings.</summary>
    public static PropertyProjection[] Read(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                return [];
            case ValueKind.String:
                return [new(value.AsString(), value.AsString(), Value.Null, null)];
            case ValueKind.List:
                return [.. value.AsList().SelectMany(Read)];
            case ValueKind.Map:
                return [.. value.AsMap().Select(entry => One(entry.Key, entry.Value))];
            default:
                throw AlgorithmErrors.Failed($"A property projection must be a string, a list or a map, but it was {TypeNames.Describe(value)}.");
        }
    }

    public static Aggregation ReadAggregation(Settings settings) =>
        Enum.Parse<Aggregation>(settings.Choice("aggregation", "NONE", "NONE", "DEFAULT", "SINGLE", "MIN", "MAX", "SUM", "COUNT").Replace("DEFAULT", "NONE", StringComparison.Ordinal), ignoreCase: true);

    private static PropertyProjection One(string name, Value value)
    {
        if (value.IsString)
        {
            return new(name, value.AsString(), Value.Null, null);
        }

        if (value.Kind != ValueKind.Map)
        {
            throw AlgorithmErrors.Failed($"The property projection `{name}` must be a string or a map, but it was {TypeNames.Describe(value)}.");
        }

        var settings = new Settings(value.AsMap());
        Aggregation? aggregation = settings.Has("aggregation") ? ReadAggregation(settings) : null;
        settings.Allow("aggregation");
        var projection = new PropertyProjection(name, settings.Text("property", name)!, settings.Raw("defaultValue"), aggregation);
        settings.RefuseOthers();
        return projection;
    }
}

/// <summary>Which nodes bear a projected label, or which relationships a projected type.</summary>
internal sealed record ElementProjection(string Name, string Source, Orientation Orientation, Aggregation Aggregation, PropertyProjection[] Properties)
{
    public bool IsAll => Source == "*";

    /// <summary>A name, a list of names and maps, or a map from names to settings.</summary>
    public static ElementProjection[] Read(Value value, bool ofNodes)
    {
        ElementProjection[] read = value.Kind switch
        {
            ValueKind.String => [Plain(value.AsString())],
            ValueKind.List => [.. value.AsList().SelectMany(item => Read(item, ofNodes))],
            ValueKind.Map => [.. value.AsMap().Select(entry => One(entry.Key, entry.Value, ofNodes))],
            _ => throw AlgorithmErrors.Failed($"A projection must be a string, a list or a map, but it was {TypeNames.Describe(value)}."),
        };
        return read.Length > 0 ? read : throw AlgorithmErrors.Failed($"The {(ofNodes ? "node" : "relationship")} projection must not be empty.");
    }

    private static ElementProjection Plain(string name) => new(name == "*" ? ProjectedGraph.AllTypes : name, name, Orientation.Natural, Aggregation.None, []);

    private static ElementProjection One(string name, Value value, bool ofNodes)
    {
        if (value.IsString)
        {
            return Plain(value.AsString()) with { Name = name == "*" ? ProjectedGraph.AllTypes : name };
        }

        if (value.Kind != ValueKind.Map)
        {
            throw AlgorithmErrors.Failed($"The projection `{name}` must be a string or a map, but it was {TypeNames.Describe(value)}.");
        }

        var settings = new Settings(value.AsMap());
        var source = ofNodes ? settings.Text("label", name)! : settings.Text("type", name)!;
        var orientation = ofNodes ? Orientation.Natural : Enum.Parse<Orientation>(settings.Choice("orientation", "NATURAL", "NATURAL", "REVERSE", "UNDIRECTED"), ignoreCase: true);
        var aggregation = ofNodes ? Aggregation.None : PropertyProjection.ReadAggregation(settings);
        if (!ofNodes)
        {
            settings.Boolean("indexInverse", false);
        }

        var projection = new ElementProjection(name == "*" ? ProjectedGraph.AllTypes : name, source, orientation, aggregation, PropertyProjection.Read(settings.Raw("properties")));
        settings.RefuseOthers();
        return projection;
    }
}

/// <summary>Makes projections out of the stored graph: <c>gds.graph.project</c> as a procedure.</summary>
internal static class Projections
{
    public static ProjectedGraph Project(FunctionContext context, string name, Value nodes, Value relationships, Value configuration)
    {
        context.NamedGraphs.RequireFree(name);
        var settings = new Settings(configuration.IsNull ? MapValue.Empty : configuration.AsMap());
        var nodeProperties = PropertyProjection.Read(settings.Raw("nodeProperties"));
        var relationshipProperties = PropertyProjection.Read(settings.Raw("relationshipProperties"));
        settings.Concurrency("readConcurrency");
        settings.Allow("concurrency", "jobId", "sudo", "logProgress", "username", "validateRelationships", "creationTime");
        settings.RefuseOthers();
        var labels = ElementProjection.Read(nodes, ofNodes: true);
        var types = ElementProjection.Read(relationships, ofNodes: false);
        var properties = labels.SelectMany(label => label.Properties).Concat(nodeProperties).DistinctBy(property => property.Name).ToArray();
        Require(context.Graph, labels, types, properties, types.SelectMany(type => type.Properties).Concat(relationshipProperties));

        var members = Members(context, labels, out var ids);
        var graph = new ProjectedGraph(name, ids, members, Columns(context.Graph, ids, properties, new Run(context.Cancellation)), new Dictionary<string, RelationshipSet>())
        {
            Configuration = MapValue.From(
            [
                KeyValuePair.Create("nodeProjection", nodes),
                KeyValuePair.Create("relationshipProjection", relationships),
                KeyValuePair.Create("nodeProperties", configuration.IsNull ? Value.Of(MapValue.Empty) : configuration.AsMap().GetOrNull("nodeProperties")),
                KeyValuePair.Create("relationshipProperties", configuration.IsNull ? Value.Of(MapValue.Empty) : configuration.AsMap().GetOrNull("relationshipProperties")),
            ]),
            Created = context.StatementTime,
        };
        foreach (var type in types)
        {
            graph.AddRelationships(type.Name, Relationships(context, graph, type with { Properties = [.. type.Properties, .. relationshipProperties] }), context.StatementTime);
        }

        context.NamedGraphs.Add(graph);
        return graph;
    }

    public static long CountNodes(GraphState graph, Value projection) => ElementProjection.Read(projection, ofNodes: true) is var labels && labels.Any(label => label.IsAll)
        ? graph.NodeCount
        : labels.Sum(label => graph.CountNodes(graph.Labels.Find(label.Source)));

    public static long CountRelationships(GraphState graph, Value projection) => ElementProjection.Read(projection, ofNodes: false)
        .Sum(type => (type.IsAll ? graph.RelationshipCount : graph.CountRelationships(graph.RelationshipTypes.Find(type.Source))) * (type.Orientation == Orientation.Undirected ? 2 : 1));

    /// <summary>A property as a number; a float that is not one where it is missing.</summary>
    public static double Number(string name, Value value, Value fallback)
    {
        var given = value.IsNull ? fallback : value;
        return given.IsNull ? double.NaN : given.IsNumber ? given.AsDouble()
            : throw AlgorithmErrors.Failed($"The relationship property '{name}' cannot be projected: {TypeNames.Describe(given)} is no number.");
    }

    private static void Require(GraphState graph, ElementProjection[] labels, ElementProjection[] types, PropertyProjection[] nodeProperties, IEnumerable<PropertyProjection> relationshipProperties)
    {
        Require("node projection, one or more labels", labels.Where(label => !label.IsAll && graph.Labels.Find(label.Source) < 0).Select(label => label.Source));
        Require("relationship projection, one or more relationship types", types.Where(type => !type.IsAll && graph.RelationshipTypes.Find(type.Source) < 0).Select(type => type.Source));
        Require("node projection, one or more properties", nodeProperties.Where(property => graph.PropertyKeys.Find(property.Source) < 0).Select(property => property.Source));
        Require("relationship projection, one or more properties", relationshipProperties.Where(property => property.Source != "*" && graph.PropertyKeys.Find(property.Source) < 0).Select(property => property.Source));
    }

    private static void Require(string what, IEnumerable<string> missing)
    {
        var names = string.Join(", ", missing.Select(name => $"'{name}'"));
        if (names.Length > 0)
        {
            throw AlgorithmErrors.Failed($"Invalid {what} not found: {names}");
        }
    }

    private static Dictionary<string, bool[]> Members(FunctionContext context, ElementProjection[] labels, out long[] ids)
    {
        var graph = context.Graph;
        var found = new List<long>();
        var tokens = Array.ConvertAll(labels, label => label.IsAll ? -1 : graph.Labels.Find(label.Source));
        var run = new Run(context.Cancellation);
        var nodes = graph.AllNodes();
        while (nodes.MoveNext())
        {
            run.Tick();
            if (Array.Exists(tokens, token => token < 0 || graph.HasLabel(nodes.Current, token)))
            {
                context.Memory.Charge(ProjectedGraph.BytesPerNode);
                found.Add(nodes.Current);
            }
        }

        var numbers = ids = [.. found];
        return labels.Zip(tokens).DistinctBy(pair => pair.First.Name).ToDictionary(
            pair => pair.First.Name,
            pair => run.ConvertAll(numbers, node => pair.Second < 0 || graph.HasLabel(node, pair.Second)),
            StringComparer.Ordinal);
    }

    private static Dictionary<string, NodeColumn> Columns(GraphState graph, long[] ids, PropertyProjection[] properties, Run run) => properties.ToDictionary(
        property => property.Name,
        property => NodeColumn.Read(property.Name, run.ConvertAll(ids, node => graph.NodeProperty(node, graph.PropertyKeys.Find(property.Source))), property.Default),
        StringComparer.Ordinal);

    private static RelationshipSet Relationships(FunctionContext context, ProjectedGraph projection, ElementProjection type)
    {
        var graph = context.Graph;
        var run = new Run(context.Cancellation);
        var properties = type.Properties.DistinctBy(property => property.Name).ToArray();
        var keys = Array.ConvertAll(properties, property => property.Source == "*" ? -1 : graph.PropertyKeys.Find(property.Source));
        var aggregations = Array.ConvertAll(properties, property => property.Aggregation ?? (property.Source == "*" ? Aggregation.Count : type.Aggregation));
        var builder = new RelationshipSetBuilder(type.Orientation, Array.ConvertAll(properties, property => property.Name), aggregations, type.Aggregation != Aggregation.None);
        var values = new double[properties.Length];
        var bytes = RelationshipSet.BytesOf(values.Length) * (type.Orientation == Orientation.Undirected ? 2 : 1);
        var relationships = type.IsAll ? graph.AllRelationships() : graph.RelationshipsOfType(graph.RelationshipTypes.Find(type.Source));
        while (relationships.MoveNext())
        {
            run.Tick();
            var (start, end) = (projection.NumberOf(graph.StartOf(relationships.Current)), projection.NumberOf(graph.EndOf(relationships.Current)));
            if (start < 0 || end < 0)
            {
                continue;
            }

            for (var i = 0; i < values.Length; i++)
            {
                values[i] = keys[i] < 0 ? 1 : Number(properties[i].Source, graph.RelationshipProperty(relationships.Current, keys[i]), properties[i].Default);
            }

            context.Memory.Charge(bytes);
            builder.Add(start, end, values);
        }

        return builder.Build(projection.NodeCount, context.Cancellation);
    }
}
