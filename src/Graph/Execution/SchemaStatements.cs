using System.Globalization;
using System.IO.Hashing;
using System.Text;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Catalog;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>Carries out CREATE and DROP of indexes and constraints.</summary>
internal sealed class SchemaStatements(GraphState graph, IReadOnlyDictionary<string, Value> parameters, QueryCounters counters, List<QueryNotification> notifications)
{
    private const string IndexDropFailedCode = "Neo.DatabaseError.Schema.IndexDropFailed";
    private const string ConstraintDropFailedCode = "Neo.DatabaseError.Schema.ConstraintDropFailed";
    private const string CreationFailedCode = "Neo.DatabaseError.Schema.ConstraintCreationFailed";
    private const string RepeatedPropertyCode = "Neo.ClientError.Schema.RepeatedPropertyInCompositeSchema";
    private const string RepeatedLabelCode = "Neo.ClientError.Schema.RepeatedLabelInSchema";

    public void Run(Statement statement)
    {
        switch (statement)
        {
            case CreateIndexStatement create:
                CreateIndex(create);
                break;
            case CreateConstraintStatement create:
                CreateConstraint(create);
                break;
            case DropSchemaStatement drop:
                Drop(drop);
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} is no statement about the schema.");
        }
    }

    private void CreateIndex(CreateIndexStatement create)
    {
        if (create.Keys.Count > 1 && create.Kind is IndexKind.Text or IndexKind.Point or IndexKind.Vector)
        {
            throw CypherErrors.Syntax($"A {SchemaListing.KindName(create.Kind)} index is over one property.", create.Position);
        }

        RequireDistinct(create.Labels, RepeatedLabelCode, "label or type");
        RequireDistinct(create.Keys, RepeatedPropertyCode, "property");
        var definition = Define(create.Kind, create.Entity, create.Labels, create.Keys, unique: false) with { Configuration = IndexSettings.Read(create, create.Kind, create.Options, parameters) };
        if (Admit(definition, create.Name, create.IfNotExists, "index") is { } admitted)
        {
            graph.CreateIndex(admitted);
            counters.IndexesAdded++;
        }
    }

    private void CreateConstraint(CreateConstraintStatement create)
    {
        RequireDistinct(create.Keys, RepeatedPropertyCode, "property");
        var definition = Define(IndexKind.Range, create.Entity, [create.Label], create.Keys, unique: true);
        IndexSettings.Read(create, IndexKind.Range, create.Options, parameters);
        if (Admit(definition, create.Name, create.IfNotExists, "constraint") is not { } admitted)
        {
            return;
        }

        if (create.Kind != ConstraintKind.Unique)
        {
            throw new CypherException(CreationFailedCode, "Of the kinds of constraints there is uniqueness alone here, as in Neo4j's Community edition: write IS UNIQUE.");
        }

        try
        {
            graph.CreateIndex(admitted);
        }
        catch (CypherException violation) when (violation.Code == CypherErrors.ConstraintCode)
        {
            throw new CypherException(CreationFailedCode, violation.Message);
        }

        counters.ConstraintsAdded++;
    }

    private IndexDefinition Define(IndexKind kind, EntityKind entity, SyntaxList<string> labels, SyntaxList<string> keys, bool unique)
    {
        var names = entity == EntityKind.Node ? graph.Labels : graph.RelationshipTypes;
        int[] tokens = [.. labels.Select(names.GetOrAdd)];
        return new("", tokens.Length == 0 ? -1 : tokens[0], [.. keys.Select(graph.PropertyKeys.GetOrAdd)], unique)
        {
            Kind = kind,
            Entity = entity,
            Labels = tokens,
            Id = graph.NextSchemaId,
        };
    }

    /// <summary>The definition with its name; null where nothing is to be done, since something of its kind is there already.</summary>
    private IndexDefinition? Admit(IndexDefinition definition, SchemaName? given, bool ifNotExists, string kind)
    {
        var name = given is null ? $"{kind}_{Hash(definition)}" : NameOf(given);
        definition = definition with { Name = name };
        var same = All.FirstOrDefault(other => IsSame(other, definition));
        var namesake = All.FirstOrDefault(other => other.Name == name);
        if (same is null && namesake is null)
        {
            return definition;
        }

        var existing = same ?? namesake!;
        if (ifNotExists && existing.Unique == definition.Unique)
        {
            notifications.Add(QueryNotification.AlreadyExists(SchemaListing.CreateStatement(graph, definition), SchemaListing.CreateStatement(graph, existing)));
            return null;
        }

        throw new CypherException(
            ConflictCode(definition, existing, same is not null, given is null),
            $"'{existing.Name}' is there already: add IF NOT EXISTS, or drop it first.");
    }

    private IEnumerable<IndexDefinition> All => graph.Lookups.Concat(graph.Indexes);

    private static bool IsSame(IndexDefinition a, IndexDefinition b) => a.Kind == b.Kind && a.Entity == b.Entity
        && a.Labels.AsSpan().SequenceEqual(b.Labels) && a.Keys.AsSpan().SequenceEqual(b.Keys);

    /// <summary>In what way a new rule meets one that is there: in all, in what it covers, or in its name alone.</summary>
    private static string ConflictCode(IndexDefinition created, IndexDefinition existing, bool sameSchema, bool unnamed)
    {
        var kind = existing.Unique ? "Constraint" : "Index";
        if (!sameSchema)
        {
            return $"Neo.ClientError.Schema.{kind}WithNameAlreadyExists";
        }

        return existing.Unique == created.Unique && (unnamed || created.Name == existing.Name)
            ? "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
            : $"Neo.ClientError.Schema.{kind}AlreadyExists";
    }

    private void Drop(DropSchemaStatement drop)
    {
        var name = NameOf(drop.Name);
        var existing = All.FirstOrDefault(index => index.Name == name);
        if (existing is null || (drop.Constraint && !existing.Unique))
        {
            if (drop.IfExists)
            {
                notifications.Add(QueryNotification.DoesNotExist(drop.Constraint, name));
                return;
            }

            throw new CypherException(drop.Constraint ? ConstraintDropFailedCode : IndexDropFailedCode, $"There is no {(drop.Constraint ? "constraint" : "index")} '{name}'.");
        }

        if (existing.Unique && !drop.Constraint)
        {
            throw new CypherException(IndexDropFailedCode, $"The index '{name}' belongs to a constraint: drop that.");
        }

        graph.DropIndex(name);
        counters.ConstraintsRemoved += drop.Constraint ? 1 : 0;
        counters.IndexesRemoved += drop.Constraint ? 0 : 1;
    }

    private string NameOf(SchemaName name)
    {
        if (!name.IsParameter)
        {
            return name.Text;
        }

        return !parameters.TryGetValue(name.Text, out var value)
            ? throw new CypherException(CypherErrors.ParameterMissingCode, $"The statement needs the parameter ${name.Text}, which was not given.", compileTime: true)
            : value.IsString ? value.AsString()
            : throw new CypherException(CypherErrors.TypeCode, $"A name is a string, and ${name.Text} is none.", compileTime: true);
    }

    private static void RequireDistinct(SyntaxList<string> names, string code, string what)
    {
        if (names.FirstOrDefault(name => names.Count(other => other == name) > 1) is { } repeated)
        {
            throw new CypherException(code, $"The {what} '{repeated}' stands twice in one index or constraint.");
        }
    }

    /// <summary>Eight hexadecimal digits that follow from what is covered.</summary>
    private static string Hash(IndexDefinition definition)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{definition.Kind} {definition.Entity} {definition.Unique} {string.Join(',', definition.Labels)} {string.Join(',', definition.Keys)}");
        return XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(text)).ToString("x8", CultureInfo.InvariantCulture);
    }
}
