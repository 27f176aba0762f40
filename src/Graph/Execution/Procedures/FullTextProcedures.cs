using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.FullText.Queries;
using CoEvolve.Graph.FullText.Scoring;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>Seeking in full-text indexes, as Neo4j's procedures of the same names do.</summary>
internal static class FullTextProcedures
{
    private static readonly ProcedureField[] Inputs =
    [
        new("indexName", CypherTypes.String),
        new("queryString", CypherTypes.String),
        new("options", CypherTypes.Map, Value.Of(MapValue.Empty)),
    ];

    public static IEnumerable<ProcedureDefinition> All =>
    [
        new("db.index.fulltext.queryNodes", Inputs, [new("node", CypherTypes.Node), new("score", CypherTypes.Float)], (context, arguments) => Query(context, arguments, EntityKind.Node))
        {
            Description = "Nodes whose text answers a query in Lucene's notation, the best first. Options: skip, limit, analyzer.",
        },
        new("db.index.fulltext.queryRelationships", Inputs, [new("relationship", CypherTypes.Relationship), new("score", CypherTypes.Float)], (context, arguments) => Query(context, arguments, EntityKind.Relationship))
        {
            Description = "Relationships whose text answers a query in Lucene's notation, the best first. Options: skip, limit, analyzer.",
        },
        new("db.index.fulltext.listAvailableAnalyzers", [], [new("analyzer", CypherTypes.String), new("description", CypherTypes.String), new("stopwords", CypherTypes.List)], (_, _) => Analyzers())
        {
            Description = "The analyzers that a full-text index can have.",
        },
        new("db.index.fulltext.awaitEventuallyConsistentIndexRefresh", [], [], (_, _) => [[]])
        {
            Description = "Waits for full-text indexes to have all that was committed, which they always have.",
        },
    ];

    private static IEnumerable<Value[]> Query(FunctionContext context, Value[] arguments, EntityKind entity)
    {
        var index = IndexOf(context.Graph, arguments[0], entity);
        if (!arguments[1].IsString)
        {
            throw Failed("A full-text query is a string, and null is none.");
        }

        var options = arguments[2].Kind == ValueKind.Map ? arguments[2].AsMap() : MapValue.Empty;
        string[] fields = [.. index.Definition.Keys.Select(key => context.Graph.PropertyKeys[key])];
        var query = QueryParser.Parse(arguments[1].AsString(), fields, AnalyzerOf(options) ?? index.Analyzer);
        return Search.Run(index, query, context.Cancellation)
            .Skip(Count(options, "skip", 0))
            .Take(Count(options, "limit", int.MaxValue))
            .Select(found => (Value[])[entity == EntityKind.Node ? Value.NodeReference(found.Entity) : Value.RelationshipReference(found.Entity), Value.Of((double)found.Score)]);
    }

    private static FullTextIndex IndexOf(GraphState graph, Value name, EntityKind entity)
    {
        var definition = graph.Indexes.FirstOrDefault(index => index.Kind == IndexKind.FullText && name.IsString && index.Name == name.AsString());
        return definition is null ? throw Failed($"There is no full-text index {name}.")
            : definition.Entity != entity ? throw Failed($"The full-text index {name} is over {(definition.Entity == EntityKind.Node ? "nodes" : "relationships")}: ask {(entity == EntityKind.Node ? "queryRelationships" : "queryNodes")}.")
            : (FullTextIndex)graph.IndexOf(definition)!;
    }

    private static TextAnalyzer? AnalyzerOf(MapValue options) =>
        !options.TryGetValue("analyzer", out var name) || !name.IsString ? null
        : TextAnalyzer.Find(name.AsString()) ?? throw Failed($"There is no full-text analyzer {name}.");

    /// <summary>A number of rows; what is none counts as left out, as in Neo4j.</summary>
    private static int Count(MapValue options, string key, int fallback)
    {
        if (!options.TryGetValue(key, out var value) || !value.IsNumber)
        {
            return fallback;
        }

        var count = value.AsDouble();
        return count >= 0 ? (int)Math.Min(count, int.MaxValue) : throw Failed($"The option {key} is not negative.");
    }

    private static IEnumerable<Value[]> Analyzers() => TextAnalyzer.All
        .OrderBy(analyzer => analyzer.Name, StringComparer.Ordinal)
        .Select(analyzer => (Value[])[Value.Of(analyzer.Name), Value.Of(analyzer.Description), Value.Of(analyzer.StopWords.Order(StringComparer.Ordinal))]);

    private static CypherException Failed(string message) => new(CypherErrors.ProcedureCallFailedCode, message);
}
