using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Execution;

/// <summary>Carries out CREATE and DROP of indexes and constraints.</summary>
internal static class SchemaStatements
{
    private const string AlreadyExistsCode = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists";
    private const string IndexDropFailedCode = "Neo.DatabaseError.Schema.IndexDropFailed";
    private const string ConstraintDropFailedCode = "Neo.DatabaseError.Schema.ConstraintDropFailed";
    private const string CreationFailedCode = "Neo.DatabaseError.Schema.ConstraintCreationFailed";
    private const string RepeatedPropertyCode = "Neo.ClientError.Schema.RepeatedPropertyInCompositeSchema";

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
        if (keys.FirstOrDefault(key => keys.Count(other => other == key) > 1) is { } repeated)
        {
            throw new CypherException(RepeatedPropertyCode, $"The property '{repeated}' stands twice in one index.");
        }

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

            throw new CypherException(ConflictCode(existing, labelToken, keyTokens, name, unique), $"'{existing.Name}' is there already: add IF NOT EXISTS, or drop it first.");
        }

        var kind = unique ? "constraint" : "index";
        try
        {
            graph.CreateIndex(new(name ?? $"{kind}_{label}_{string.Join('_', keys)}", labelToken, keyTokens, unique));
        }
        catch (CypherException violation) when (violation.Code == CypherErrors.ConstraintCode)
        {
            throw new CypherException(CreationFailedCode, violation.Message);
        }

        if (unique)
        {
            counters.ConstraintsAdded++;
        }
        else
        {
            counters.IndexesAdded++;
        }
    }

    /// <summary>In what way a new rule meets one that is there: in all, in its name alone, or in what it covers.</summary>
    private static string ConflictCode(IndexDefinition existing, int label, int[] keys, string? name, bool unique)
    {
        var kind = existing.Unique ? "Constraint" : "Index";
        if (existing.Label != label || !existing.Keys.AsSpan().SequenceEqual(keys))
        {
            return $"Neo.ClientError.Schema.{kind}WithNameAlreadyExists";
        }

        return existing.Unique == unique && (name is null || name == existing.Name) ? AlreadyExistsCode : $"Neo.ClientError.Schema.{kind}AlreadyExists";
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

            throw new CypherException(drop.Constraint ? ConstraintDropFailedCode : IndexDropFailedCode, $"There is no {(drop.Constraint ? "constraint" : "index")} '{drop.Name}'.");
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
