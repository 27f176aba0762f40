using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>
/// The aggregating function <c>gds.graph.project(name, source, target, data, configuration)</c>: each row brings a relationship, or one node where the target is null, and
/// the end of the group makes the projection. Its argument here is the list of its arguments.
/// </summary>
internal sealed class CypherProjection(FunctionContext context) : Aggregator
{
    private static readonly string[] DataKeys =
        ["sourceNodeLabels", "targetNodeLabels", "sourceNodeProperties", "targetNodeProperties", "relationshipType", "relationshipProperties"];

    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<long> _ids = [];
    private readonly Dictionary<string, HashSet<int>> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, Value>> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RelationshipSetBuilder Builder, string[] Properties)> _types = new(StringComparer.Ordinal);
    private string? _name;
    private bool _unlabelled;
    private string[] _undirected = [];

    public override void Add(Value argument, Value parameter)
    {
        var arguments = argument.AsList();
        if (arguments.Count is < 2 or > 5)
        {
            throw AlgorithmErrors.Failed($"gds.graph.project takes a name, a source node, a target node, data and a configuration, but {arguments.Count} arguments were given.");
        }

        if (_name is null)
        {
            Begin(arguments);
        }

        var data = new Settings(Map(arguments, 3));
        data.Allow(DataKeys);
        data.RefuseOthers();
        var source = Node(arguments[1], data, "source");
        var target = arguments.Count > 2 && !arguments[2].IsNull ? Node(arguments[2], data, "target") : -1;
        if (target >= 0 && source >= 0)
        {
            Connect(source, target, data);
        }
    }

    public override Value Result()
    {
        if (_name is null)
        {
            return Value.Null;
        }

        if (_unlabelled || _labels.Count == 0)
        {
            _labels.TryAdd(ProjectedGraph.AllTypes, [.. Enumerable.Range(0, _ids.Count)]);
        }

        var began = context.Clock.GetTimestamp();
        var run = new Run(context.Cancellation);
        var relationships = _types.ToDictionary(type => type.Key, type => type.Value.Builder.Build(_ids.Count, context.Cancellation), StringComparer.Ordinal);
        var graph = new ProjectedGraph(_name, [.. _ids], Members(run), Columns(run), relationships) { Configuration = MapValue.Empty, Created = context.StatementTime };
        context.NamedGraphs.Add(graph);
        return Value.Of(MapValue.From(
        [
            KeyValuePair.Create("graphName", Value.Of(_name)),
            KeyValuePair.Create("nodeCount", Value.Of((long)graph.NodeCount)),
            KeyValuePair.Create("relationshipCount", Value.Of(graph.RelationshipCount)),
            KeyValuePair.Create("projectMillis", Value.Of((long)context.Clock.GetElapsedTime(began).TotalMilliseconds)),
            KeyValuePair.Create("configuration", Value.Of(MapValue.From([KeyValuePair.Create("undirectedRelationshipTypes", Value.Of(_undirected))]))),
        ]));
    }

    private static MapValue Map(ListValue arguments, int index) => arguments.Count <= index || arguments[index].IsNull ? MapValue.Empty
        : arguments[index].Heap<MapValue>() ?? throw AlgorithmErrors.Failed($"Argument {index + 1} of gds.graph.project must be a map, but it was {TypeNames.Describe(arguments[index])}.");

    private void Begin(ListValue arguments)
    {
        _name = arguments[0].IsString ? arguments[0].AsString() : throw AlgorithmErrors.Failed($"`graphName` must be a string, but it was {TypeNames.Describe(arguments[0])}.");
        context.NamedGraphs.RequireFree(_name);
        var settings = new Settings(Map(arguments, 4));
        _undirected = settings.Texts("undirectedRelationshipTypes");
        settings.Texts("inverseIndexedRelationshipTypes");
        settings.Concurrency("readConcurrency");
        settings.Allow("concurrency", "jobId", "sudo", "logProgress", "username", "memory");
        settings.RefuseOthers();
    }

    private int Node(Value value, Settings data, string end)
    {
        if (value.IsNull)
        {
            return -1;
        }

        var id = Settings.NodeId(end, value);
        if (!_numbers.TryGetValue(id, out var number))
        {
            number = _ids.Count;
            context.Memory.Charge(ProjectedGraph.BytesPerNode);
            _numbers.Add(id, number);
            _ids.Add(id);
        }

        Label(number, value, data.Raw($"{end}NodeLabels"));
        Keep(number, data.Raw($"{end}NodeProperties"));
        return number;
    }

    /// <summary>Names, or true for those that the node bears.</summary>
    private void Label(int number, Value node, Value labels)
    {
        IEnumerable<string> names = labels.Kind switch
        {
            ValueKind.String => [labels.AsString()],
            ValueKind.List => labels.AsList().Select(label => label.AsString()),
            ValueKind.Boolean when labels.AsBoolean() && node.Kind == ValueKind.Node => LabelsOf(node.Bits),
            _ => [],
        };
        var any = false;
        foreach (var name in names)
        {
            any = true;
            (_labels.TryGetValue(name, out var bearers) ? bearers : _labels[name] = []).Add(number);
        }

        _unlabelled |= !any;
    }

    private List<string> LabelsOf(long node)
    {
        var names = new List<string>();
        foreach (var label in context.Graph.LabelsOf(node))
        {
            names.Add(context.Graph.Labels[label]);
        }

        return names;
    }

    private void Keep(int number, Value properties)
    {
        if (properties.Heap<MapValue>() is not { } map)
        {
            return;
        }

        foreach (var (key, value) in map)
        {
            (_properties.TryGetValue(key, out var column) ? column : _properties[key] = [])[number] = value;
        }
    }

    private void Connect(int source, int target, Settings data)
    {
        var type = data.Text("relationshipType", ProjectedGraph.AllTypes)!;
        var properties = data.Raw("relationshipProperties").Heap<MapValue>() ?? MapValue.Empty;
        if (!_types.TryGetValue(type, out var known))
        {
            string[] names = [.. properties.Keys];
            var orientation = _undirected.Contains(type, StringComparer.Ordinal) || _undirected.Contains("*", StringComparer.Ordinal) ? Orientation.Undirected : Orientation.Natural;
            known = (new(orientation, names, Array.ConvertAll(names, _ => Aggregation.None)), names);
            _types.Add(type, known);
        }

        context.Memory.Charge(RelationshipSet.BytesOf(known.Properties.Length));
        known.Builder.Add(source, target, Array.ConvertAll(known.Properties, name => Projections.Number(name, properties.GetOrNull(name), Value.Null)));
    }

    private Dictionary<string, bool[]> Members(Run run) => _labels.ToDictionary(
        label => label.Key,
        label => run.ConvertAll([.. Enumerable.Range(0, _ids.Count)], label.Value.Contains),
        StringComparer.Ordinal);

    private Dictionary<string, NodeColumn> Columns(Run run) => _properties.ToDictionary(
        property => property.Key,
        property => NodeColumn.Read(property.Key, run.ConvertAll<int, Value>([.. Enumerable.Range(0, _ids.Count)], node => property.Value.GetValueOrDefault(node)), Value.Null),
        StringComparer.Ordinal);
}
