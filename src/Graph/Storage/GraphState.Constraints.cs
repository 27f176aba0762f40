using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    // Unique indexes refuse at the write itself, so that a state never breaks them and a commit need not check.
    private void RequireFree(EntityIndex index, in PropertyRow row, int entity)
    {
        if (!index.Definition.Unique || index is not PropertyIndex tree)
        {
            return;
        }

        var keys = tree.KeysIn(in row, _vocabulary.Shapes);
        if (!keys.IsEmpty && tree.FindOther(keys, entity) is >= 0 and var other)
        {
            throw CypherErrors.Constraint($"{NameOf(index.Definition)} {other} already has {Describe(index.Definition, keys)}; the constraint '{index.Definition.Name}' allows it once.");
        }
    }

    private void RequireDifferent(EntityIndex index)
    {
        if (index.Definition.Unique && index is PropertyIndex tree && tree.FindEqual() is var (first, second, keys))
        {
            var kind = index.Definition.Entity == EntityKind.Node ? "node" : "relationship";
            throw CypherErrors.Constraint(
                $"The constraint '{index.Definition.Name}' cannot be created: {Describe(index.Definition, keys)} is on both {kind} {first} and {kind} {second}.");
        }
    }

    private static string NameOf(IndexDefinition definition) => definition.Entity == EntityKind.Node ? "Node" : "Relationship";

    private string Describe(IndexDefinition definition, ReadOnlySpan<Value> keys)
    {
        var parts = new string[keys.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = $"`{PropertyKeys[definition.Keys[i]]}` = {keys[i]}";
        }

        var owner = definition.Entity == EntityKind.Node ? $"label `{Labels[definition.Label]}`" : $"type `{RelationshipTypes[definition.Label]}`";
        return $"{owner} with {string.Join(", ", parts)}";
    }
}
