using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>One call of an algorithm's procedure: reads the configuration, selects the graph, runs, and does what the mode says.</summary>
internal sealed class AlgorithmCall(AlgorithmFamily family, AlgorithmMode mode, FunctionContext context)
{
    private readonly Settings _unread = new(MapValue.Empty);

    public IEnumerable<Value[]> Rows(string graphName, Value configuration)
    {
        var settings = configuration.IsNull ? _unread : new Settings(configuration.AsMap());
        var began = context.Clock.GetTimestamp();
        var projection = context.NamedGraphs.Get(graphName);
        var selection = GraphSelection.Read(settings, family.Weighted);
        var algorithm = family.Read(settings, mode);
        var target = Target.Read(settings, mode, family);
        settings.ReadCommon();
        settings.RefuseOthers();
        target?.RefuseTaken(projection, mode, family);
        var graph = selection.Of(projection, context.Cancellation);
        if (family.NeedsUndirected && !graph.Undirected && projection.Relationships.Count > 0)
        {
            throw AlgorithmErrors.Failed($"{family.Name} requires relationship projections to be UNDIRECTED. Selected relationships `[{string.Join(", ", selection.TypesOf(projection))}]` are not all undirected.");
        }

        var prepared = context.Clock.GetElapsedTime(began);
        var run = new Run(context.Cancellation);
        var outcome = algorithm(graph, run);
        if (mode == AlgorithmMode.Stream)
        {
            return outcome.Rows.Select(row => WithNodes(row, run));
        }

        var computed = context.Clock.GetElapsedTime(began) - prepared;
        Value[] effects = target is null ? [] : [Value.Of(target.Apply(graph, outcome, context, family)), Millis(context.Clock.GetElapsedTime(began) - prepared - computed)];
        return [[.. outcome.Statistics, .. effects, Millis(prepared), Millis(computed), Value.Of(0), Value.Of(settings.Effective)]];
    }

    public IEnumerable<Value[]> Estimate(Value graphNameOrConfiguration, Value configuration)
    {
        var settings = configuration.IsNull ? _unread : new Settings(configuration.AsMap());
        GraphSelection.Read(settings, family.Weighted);
        family.Read(settings, mode);
        Target.Read(settings, mode, family);
        settings.ReadCommon();
        settings.RefuseOthers();
        if (graphNameOrConfiguration.IsString)
        {
            var graph = context.NamedGraphs.Get(graphNameOrConfiguration.AsString());
            return [MemoryEstimate.Row(graph.NodeCount, graph.RelationshipCount, (graph.NodeCount * (long)family.BytesPerNode) + 64)];
        }

        var wanted = graphNameOrConfiguration.Kind == ValueKind.Map
            ? new Settings(graphNameOrConfiguration.AsMap())
            : throw AlgorithmErrors.Failed("Expected `graphNameOrConfiguration` to be of type String or Map.");
        return [MemoryEstimate.OfProjection(context.Graph, wanted, family.BytesPerNode)];
    }

    /// <summary>The nodes of a made-up path, read out of the graph.</summary>
    private Value[] WithNodes(Value[] row, Run run)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Heap<PathValue>() is { } path)
            {
                NodeValue Read(NodeValue node) => Materializer.Materialize(context.Graph, Value.NodeReference(node.Id), context.Cancellation).AsNode();
                row[i] = Value.Of(new PathValue(run.ConvertAll([.. path.Nodes], Read), path.Relationships));
            }
        }

        return row;
    }

    private static Value Millis(TimeSpan time) => Value.Of((long)time.TotalMilliseconds);
}

/// <summary>Which part of a projection is walked.</summary>
internal sealed class GraphSelection(string[] labels, string[] types, string? weight)
{
    public static GraphSelection Read(Settings settings, bool weighted) => new(
        settings.Texts("nodeLabels", "*"),
        settings.Texts("relationshipTypes", "*"),
        weighted ? settings.Text("relationshipWeightProperty") : null);

    public string[] TypesOf(ProjectedGraph graph) => types.Contains("*", StringComparer.Ordinal) ? [.. graph.Relationships.Keys] : types;

    public AlgorithmGraph Of(ProjectedGraph graph, CancellationToken cancellation)
    {
        var selected = TypesOf(graph);
        Require("relationshipTypes", selected, graph.Relationships.Keys);
        var sets = selected.Distinct(StringComparer.Ordinal).Select(type => graph.Relationships[type]).ToArray();
        if (weight is not null && (sets.Length == 0 || Array.Exists(sets, set => !set.Properties.ContainsKey(weight))))
        {
            var shared = sets.Length == 0 ? [] : sets[0].Properties.Keys.Where(name => Array.TrueForAll(sets, set => set.Properties.ContainsKey(name)));
            throw AlgorithmErrors.Failed($"Relationship weight property `{weight}` not found in relationship types {AlgorithmErrors.Names(selected)}. Properties existing on all relationship types: {AlgorithmErrors.Names(shared)}");
        }

        return AlgorithmGraph.Select(graph, Members(graph), sets, weight, cancellation);
    }

    /// <summary>Null for all nodes.</summary>
    public bool[]? Members(ProjectedGraph graph)
    {
        if (labels.Contains("*", StringComparer.Ordinal))
        {
            return null;
        }

        Require("nodeLabels", labels, graph.Labels.Keys);
        var members = new bool[graph.NodeCount];
        foreach (var label in labels)
        {
            var bearers = graph.Labels[label];
            for (var node = 0; node < members.Length; node++)
            {
                members[node] |= bearers[node];
            }
        }

        return Array.TrueForAll(members, member => member) ? null : members;
    }

    private static void Require(string key, string[] names, IEnumerable<string> available)
    {
        var missing = names.Except(available, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw AlgorithmErrors.Failed($"Could not find the specified `{key}` of {AlgorithmErrors.Names(missing)}. Available are {AlgorithmErrors.Names(available)}.");
        }
    }
}

/// <summary>Where <c>mutate</c> and <c>write</c> put the result.</summary>
internal sealed class Target(AlgorithmMode mode, string? property, string? type)
{
    /// <summary>Null for modes that change nothing.</summary>
    public static Target? Read(Settings settings, AlgorithmMode mode, AlgorithmFamily family)
    {
        if (mode is AlgorithmMode.Stream or AlgorithmMode.Stats)
        {
            return null;
        }

        var verb = mode == AlgorithmMode.Mutate ? "mutate" : "write";
        if (mode == AlgorithmMode.Write)
        {
            settings.Concurrency("writeConcurrency");
            settings.Allow("writeToResultStore");
        }

        if (family.RelationshipProperties is not { } made)
        {
            return new(mode, settings.RequiredText($"{verb}Property"), null);
        }

        var relationshipType = settings.RequiredText($"{verb}RelationshipType");
        return new(mode, made is ["similarity"] ? settings.RequiredText($"{verb}Property") : null, relationshipType);
    }

    public void RefuseTaken(ProjectedGraph graph, AlgorithmMode asked, AlgorithmFamily family)
    {
        if (asked != AlgorithmMode.Mutate)
        {
            return;
        }

        if (family.RelationshipProperties is null && graph.Properties.ContainsKey(property!))
        {
            throw AlgorithmErrors.Failed($"Node property `{property}` already exists in the in-memory graph.");
        }

        if (type is not null && graph.Relationships.ContainsKey(type))
        {
            throw AlgorithmErrors.Failed($"Relationship type `{type}` already exists in the in-memory graph.");
        }
    }

    /// <summary>Returns how much was written.</summary>
    public long Apply(AlgorithmGraph graph, Outcome outcome, FunctionContext context, AlgorithmFamily family) => (outcome.Column, mode) switch
    {
        ({ } column, AlgorithmMode.Mutate) => MutateNodes(graph, column, context.StatementTime),
        ({ } column, _) => WriteNodes(graph, column, context),
        (null, AlgorithmMode.Mutate) => MutateRelationships(graph, outcome, context, family),
        _ => WriteRelationships(graph, outcome, context, family),
    };

    private long MutateNodes(AlgorithmGraph graph, Value[] column, Instant now)
    {
        var all = graph.Numbers is null ? column : new Value[graph.Origin.NodeCount];
        for (var i = 0; graph.Numbers is not null && i < column.Length; i++)
        {
            all[graph.Numbers[i]] = column[i];
        }

        graph.Origin.AddProperty(property!, NodeColumn.Read(property!, all, Value.Null), now);
        return column.Length;
    }

    private long WriteNodes(AlgorithmGraph graph, Value[] column, FunctionContext context)
    {
        var key = context.Graph.PropertyKeys.GetOrAdd(property!);
        var written = 0L;
        var run = new Run(context.Cancellation);
        for (var node = 0; node < column.Length; node++)
        {
            run.Tick();
            if (!column[node].IsNull && context.Graph.NodeExists(graph.IdOf(node)))
            {
                context.Graph.SetNodeProperty(graph.IdOf(node), key, column[node]);
                written++;
            }
        }

        return written;
    }

    private long MutateRelationships(AlgorithmGraph graph, Outcome outcome, FunctionContext context, AlgorithmFamily family)
    {
        var name = property ?? family.RelationshipProperties!.FirstOrDefault();
        string[] names = name is null ? [] : [name];
        var builder = new RelationshipSetBuilder(Orientation.Natural, names, Array.ConvertAll(names, _ => Aggregation.None));
        var made = 0L;
        var run = new Run(context.Cancellation);
        foreach (var (source, target, values) in outcome.Made)
        {
            run.Tick();
            made++;
            double[] kept = names.Length == 0 ? [] : [values[0].AsDouble()];
            builder.Add(graph.Numbers?[source] ?? source, graph.Numbers?[target] ?? target, kept);
        }

        graph.Origin.AddRelationships(type!, builder.Build(graph.Origin.NodeCount, context.Cancellation), context.StatementTime);
        return made;
    }

    private long WriteRelationships(AlgorithmGraph graph, Outcome outcome, FunctionContext context, AlgorithmFamily family)
    {
        var state = context.Graph;
        var token = state.RelationshipTypes.GetOrAdd(type!);
        var written = 0L;
        var run = new Run(context.Cancellation);
        foreach (var (source, target, values) in outcome.Made)
        {
            run.Tick();
            var (start, end) = (graph.IdOf(source), graph.IdOf(target));
            if (!state.NodeExists(start) || !state.NodeExists(end))
            {
                continue;
            }

            string[] names = property is null ? family.RelationshipProperties! : [property];
            var given = names.Zip(values).Where(pair => !pair.Second.IsNull).ToArray();
            state.CreateRelationship(start, token, end, Array.ConvertAll(given, pair => state.PropertyKeys.GetOrAdd(pair.First)), Array.ConvertAll(given, pair => pair.Second));
            written++;
        }

        return written;
    }
}
