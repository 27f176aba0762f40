using System.Globalization;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>SHOW INDEXES and SHOW CONSTRAINTS.</summary>
internal static class SchemaListing
{
    private static readonly ProcedureField Filter = new("filter", CypherTypes.String);

    public static IEnumerable<ProcedureDefinition> All =>
    [
        ShowRows.Procedure(ShowCommand.Indexes, [Filter], (context, arguments) => Indexes(context.Graph, arguments[0].AsString())),
        ShowRows.Procedure(ShowCommand.Constraints, [Filter], (context, arguments) => Constraints(context.Graph, arguments[0].AsString())),
    ];

    /// <summary>The statement that would make the index, or the constraint that owns it.</summary>
    public static string CreateStatement(GraphState graph, IndexDefinition index)
    {
        var variable = index.Entity == EntityKind.Node ? "n" : "r";
        var names = index.Entity == EntityKind.Node ? graph.Labels : graph.RelationshipTypes;
        var labels = index.Labels.Length == 0 ? "" : ":" + string.Join('|', index.Labels.Select(label => Quoted(names[label])));
        var pattern = index.Entity == EntityKind.Node ? $"({variable}{labels})" : $"()-[{variable}{labels}]-()";
        var keys = string.Join(", ", index.Keys.Select(key => $"{variable}.{Quoted(graph.PropertyKeys[key])}"));
        if (index.Unique)
        {
            return $"CREATE CONSTRAINT {Quoted(index.Name)} FOR {pattern} REQUIRE ({keys}) IS UNIQUE";
        }

        var covered = index.Kind switch
        {
            IndexKind.Lookup => index.Entity == EntityKind.Node ? "EACH labels(n)" : "EACH type(r)",
            IndexKind.FullText => $"EACH [{keys}]",
            _ => $"({keys})",
        };
        var settings = string.Join(",", index.Configuration.Select(setting => $"{Quoted(setting.Key)}: {setting.Value}"));
        return $"CREATE {KindName(index.Kind)} INDEX {Quoted(index.Name)} FOR {pattern} ON {covered}"
            + (settings.Length == 0 ? "" : $" OPTIONS {{indexConfig: {{{settings}}}}}");
    }

    public static string KindName(IndexKind kind) => kind.ToString().ToUpperInvariant();

    public static string Provider(IndexKind kind) => kind switch
    {
        IndexKind.Range => "range-1.0",
        IndexKind.Text => "text-2.0",
        IndexKind.Point => "point-1.0",
        IndexKind.Lookup => "token-lookup-1.0",
        IndexKind.FullText => "fulltext-1.0",
        _ => "vector-2.0",
    };

    private static IEnumerable<Dictionary<string, Value>> Indexes(GraphState graph, string filter) =>
        graph.Lookups.Concat(graph.Indexes)
            .Where(index => filter.Length == 0 || KindName(index.Kind) == filter)
            .OrderBy(index => index.Name, StringComparer.Ordinal)
            .Select(index => Index(graph, index));

    private static Dictionary<string, Value> Index(GraphState graph, IndexDefinition index) => new(Common(graph, index))
    {
        ["id"] = Value.Of(index.Id),
        ["state"] = Value.Of("ONLINE"),
        ["populationPercent"] = Value.Of(100.0),
        ["type"] = Value.Of(KindName(index.Kind)),
        ["indexProvider"] = Value.Of(Provider(index.Kind)),
        ["owningConstraint"] = index.Unique ? Value.Of(index.Name) : Value.Null,
        ["readCount"] = Value.Of(0L),
        ["failureMessage"] = Value.Of(""),
    };

    private static IEnumerable<Dictionary<string, Value>> Constraints(GraphState graph, string filter) =>
        graph.Indexes
            .Where(index => index.Unique && IsWanted(filter, index.Entity))
            .OrderBy(index => index.Name, StringComparer.Ordinal)
            .Select(index => new Dictionary<string, Value>(Common(graph, index))
            {
                ["id"] = Value.Of(index.Id + 1),
                ["type"] = Value.Of(index.Entity == EntityKind.Node ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS"),
                ["ownedIndex"] = Value.Of(index.Name),
            });

    /// <summary>Uniqueness is the one kind of constraint that there is.</summary>
    private static bool IsWanted(string filter, EntityKind entity)
    {
        var words = filter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var unique = words.Length == 0 || words.Any(word => word is "UNIQUE" or "UNIQUENESS");
        return unique && !(words.Contains("NODE") && entity == EntityKind.Relationship)
            && !(words.Any(word => word is "REL" or "RELATIONSHIP") && entity == EntityKind.Node);
    }

    private static Dictionary<string, Value> Common(GraphState graph, IndexDefinition index)
    {
        var names = index.Entity == EntityKind.Node ? graph.Labels : graph.RelationshipTypes;
        var lookup = index.Kind == IndexKind.Lookup;
        return new()
        {
            ["name"] = Value.Of(index.Name),
            ["entityType"] = Value.Of(index.Entity.ToString().ToUpper(CultureInfo.InvariantCulture)),
            ["labelsOrTypes"] = lookup ? Value.Null : Value.Of(index.Labels.Select(label => names[label])),
            ["properties"] = lookup ? Value.Null : Value.Of(index.Keys.Select(key => graph.PropertyKeys[key])),
            ["options"] = Value.Of(MapValue.From([new("indexConfig", Value.Of(index.Configuration)), new("indexProvider", Value.Of(Provider(index.Kind)))])),
            ["createStatement"] = Value.Of(CreateStatement(graph, index)),
        };
    }

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
