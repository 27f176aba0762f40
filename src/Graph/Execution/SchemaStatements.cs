using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Execution;

/// <summary>Carries out CREATE and DROP of indexes and constraints.</summary>
internal static class SchemaStatements
{
    private const string AlreadyExistsCode = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists";
    private const string IndexMissingCode = "Neo.ClientError.Schema.IndexNotFound";
    private const string ConstraintMissingCode = "Neo.ClientError.Schema.ConstraintNotFound";

    public static void Run(Statement statement, GraphState graph, QueryCounters counters)
    {
        switch (statement)
        {
            case CreateIndexStatement create:
                Create(graph, create.Name, create.IfNotExists, create.Label, create.Keys, unique: false, counters);
                break;
            case CreateUniqueConstraintStatement create:
                Create(graph, create.Name, create.IfNotExists, create.Label, create.Keys, unique: true, counters);
                break;
            case DropSchemaStatement drop:
                Drop(graph, drop, counters);
                break;
            default:
                throw CypherErrors.Syntax("This statement is not supported.", statement.Position);
        }
    }

    private static void Create(GraphState graph, string? name, bool ifNotExists, string label, SyntaxList<string> keys, bool unique, QueryCounters counters)
    {
        var labelToken = graph.Labels.GetOrAdd(label);
        var keyTokens = keys.Select(graph.PropertyKeys.GetOrAdd).ToArray();
        var existing = graph.Indexes.FirstOrDefault(index =>
            index.Name == name || (index.Label == labelToken && index.Keys.AsSpan().SequenceEqual(keyTokens)));
        if (existing is not null)
        {
            if (ifNotExists)
            {
                return;
            }

            throw new CypherException(AlreadyExistsCode, $"'{existing.Name}' is there already: add IF NOT EXISTS, or drop it first.");
        }

        var kind = unique ? "constraint" : "index";
        graph.CreateIndex(new(name ?? $"{kind}_{label}_{string.Join('_', keys)}", labelToken, keyTokens, unique));
        if (unique)
        {
            counters.ConstraintsAdded++;
        }
        else
        {
            counters.IndexesAdded++;
        }
    }

    private static void Drop(GraphState graph, DropSchemaStatement drop, QueryCounters counters)
    {
        var existing = graph.Indexes.FirstOrDefault(index => index.Name == drop.Name && index.Unique == drop.Constraint);
        if (existing is null)
        {
            if (drop.IfExists)
            {
                return;
            }

            throw new CypherException(drop.Constraint ? ConstraintMissingCode : IndexMissingCode, $"There is no {(drop.Constraint ? "constraint" : "index")} '{drop.Name}'.");
        }

        graph.DropIndex(drop.Name);
        if (drop.Constraint)
        {
            counters.ConstraintsRemoved++;
        }
        else
        {
            counters.IndexesRemoved++;
        }
    }
}
