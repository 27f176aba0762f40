using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Plans as maps, in the form in which Neo4j sends them behind EXPLAIN and PROFILE.</summary>
internal static class PlanMap
{
    /// <summary>Behind every operator's name stands the database that planned it.</summary>
    private const string Suffix = "@neo4j";
    private const string Version = "5.26";
    private const string Runtime = "SLOTTED";

    /// <summary>The key of the summary under which a plan stands.</summary>
    public static string KeyOf(QueryPlan plan) => plan.DbHits is null ? "plan" : "profile";

    public static MapValue Write(QueryPlan plan)
    {
        var id = 0L;
        return Write(plan, ref id, isRoot: true);
    }

    public static QueryPlan Read(MapValue map)
    {
        var arguments = map.GetOrNull("args") is { Kind: ValueKind.Map } args ? args.AsMap() : MapValue.Empty;
        var name = map.GetOrNull("operatorType").AsStringOrNull() ?? "";
        return new()
        {
            Operator = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name,
            Details = arguments.GetOrNull("Details").AsStringOrNull() ?? "",
            EstimatedRows = arguments.GetOrNull("EstimatedRows") is { IsFloat: true } rows ? rows.AsDouble() : 0,
            Identifiers = map.GetOrNull("identifiers") is { Kind: ValueKind.List } names ? [.. names.AsList().Select(name => name.AsStringOrNull() ?? "")] : [],
            Children = map.GetOrNull("children") is { Kind: ValueKind.List } children ? [.. children.AsList().Where(child => child.Kind == ValueKind.Map).Select(child => Read(child.AsMap()))] : [],
            Rows = map.GetOrNull("rows") is { IsInteger: true } given ? given.AsInteger() : null,
            DbHits = map.GetOrNull("dbHits") is { IsInteger: true } hits ? hits.AsInteger() : null,
        };
    }

    private static MapValue Write(QueryPlan plan, ref long id, bool isRoot)
    {
        var arguments = Arguments(plan, id++);
        if (isRoot)
        {
            arguments.AddRange(OfWhole(plan));
        }

        List<KeyValuePair<string, Value>> entries =
        [
            new("operatorType", Value.Of(plan.Operator + Suffix)),
            new("identifiers", Value.Of([.. plan.Identifiers.Select(Value.Of)])),
            new("args", Value.Of(MapValue.From(arguments))),
        ];
        if (plan.Children.Count > 0)
        {
            var children = new Value[plan.Children.Count];
            for (var i = 0; i < children.Length; i++)
            {
                children[i] = Value.Of(Write(plan.Children[i], ref id, isRoot: false));
            }

            entries.Add(new("children", Value.Of(children)));
        }

        if (plan.DbHits is { } hits)
        {
            // There is no page cache: the graph is in memory.
            entries.AddRange([new("dbHits", Value.Of(hits)), new("rows", Value.Of(plan.Rows ?? 0)), new("pageCacheHits", Value.Of(0L)), new("pageCacheMisses", Value.Of(0L)), new("pageCacheHitRatio", Value.Of(0.0))]);
        }

        return MapValue.From(entries);
    }

    private static List<KeyValuePair<string, Value>> Arguments(QueryPlan plan, long id)
    {
        List<KeyValuePair<string, Value>> arguments = [new("Id", Value.Of(id)), new("EstimatedRows", Value.Of(plan.EstimatedRows))];
        if (plan.Details.Length > 0)
        {
            arguments.Add(new("Details", Value.Of(plan.Details)));
        }

        if (plan.DbHits is { } hits)
        {
            arguments.AddRange([new("DbHits", Value.Of(hits)), new("Rows", Value.Of(plan.Rows ?? 0)), new("PageCacheHits", Value.Of(0L)), new("PageCacheMisses", Value.Of(0L))]);
        }

        return arguments;
    }

    private static IEnumerable<KeyValuePair<string, Value>> OfWhole(QueryPlan plan) =>
    [
        new("planner", Value.Of("COST")),
        new("planner-impl", Value.Of("GREEDY")),
        new("planner-version", Value.Of(Version)),
        new("runtime", Value.Of(Runtime)),
        new("runtime-impl", Value.Of(Runtime)),
        new("runtime-version", Value.Of(Version)),
        new("version", Value.Of("5")),
        new("string-representation", Value.Of($"Cypher 5\n\nPlanner COST\n\nRuntime {Runtime}\n\nRuntime version {Version}\n\n{plan.ToTable()}")),
    ];
}
