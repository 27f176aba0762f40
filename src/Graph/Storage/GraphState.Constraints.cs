using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    // Unique indexes refuse at the write itself, so that a state never breaks them and a commit need not check.
    private void RequireFree(PropertyIndex index, ReadOnlySpan<Value> keys, int node)
    {
        if (!index.Definition.Unique || keys.IsEmpty)
        {
            return;
        }

        var other = index.FindOther(keys, node);
        if (other >= 0)
        {
            throw Taken(index.Definition, keys, other);
        }
    }

    private void RequireDifferent(IndexDefinition definition, List<(ReadOnlyMemory<Value> Keys, int Node)> ascending)
    {
        for (var i = 1; i < ascending.Count; i++)
        {
            var keys = ascending[i].Keys.Span;
            if (IndexBound.Before(keys).Matches(ascending[i - 1].Keys.Span) && keys.ToArray().All(IndexKey.CanBeSought))
            {
                throw CypherErrors.Constraint(
                    $"The constraint '{definition.Name}' cannot be created: {Describe(definition, keys)} is on both node {ascending[i - 1].Node} and node {ascending[i].Node}.");
            }
        }
    }

    private CypherException Taken(IndexDefinition definition, ReadOnlySpan<Value> keys, int other) => CypherErrors.Constraint(
        $"Node {other} already has {Describe(definition, keys)}; the constraint '{definition.Name}' allows it once.");

    private string Describe(IndexDefinition definition, ReadOnlySpan<Value> keys)
    {
        var parts = new string[keys.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = $"`{PropertyKeys[definition.Keys[i]]}` = {keys[i]}";
        }

        return $"label `{Labels[definition.Label]}` with {string.Join(", ", parts)}";
    }
}
