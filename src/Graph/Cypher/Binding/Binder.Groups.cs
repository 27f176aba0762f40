using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Binding;

/// <content>Quantified parts of a path.</content>
internal sealed partial class Binder
{
    /// <summary>Declares the variables of one round inside, and the lists that gather them outside.</summary>
    private int DeclareGroup(RelationshipPattern relationship, PathGroup group, int from, int to, Scope scope, PatternDraft pattern)
    {
        var inner = new Scope(pattern.Before);
        var draft = new PatternDraft(pattern.Before);
        var nodes = group.Inner.Nodes.Select(node => DeclareNode(node, inner, draft)).ToArray();
        for (var i = 0; i < group.Inner.Relationships.Count; i++)
        {
            DeclareRelationship(group.Inner.Relationships[i], nodes[i], nodes[i + 1], inner, draft);
        }

        var lists = new List<(int, int)>();
        foreach (var symbol in inner.Symbols)
        {
            var list = NewSlot();
            lists.Add((symbol.Slot, list));
            scope.Declare(new(symbol.Name, list, StaticType.ListOf(symbol.Type)));
        }

        var slot = NewSlot();
        pattern.RelationshipPatterns.Add(new(relationship, slot, from, to, Bound: false) { Group = new(inner, draft, nodes, [.. lists]) });
        return slot;
    }

    private BoundRelationship BindGroup(RelationshipDraft draft, PathGroup group)
    {
        var (scope, inner, nodes, lists) = draft.Group ?? throw new InvalidOperationException("A quantified part was not declared.");
        var predicates = new List<CompiledExpression>();
        foreach (var (node, slot) in inner.NodePatterns)
        {
            BindNodeConditions(node, slot, scope, predicates);
        }

        var relationships = inner.RelationshipPatterns.Select(relationship => BindRelationship(relationship, scope, predicates)).ToArray();
        if (group.Inner.Where is not null)
        {
            predicates.AddRange(SyntaxWalk.Conjuncts(group.Inner.Where).Select(conjunct => BindPredicate(conjunct, scope)));
        }

        var types = relationships.Any(relationship => relationship.Types.Length == 0) ? [] : relationships.SelectMany(relationship => relationship.Types).Distinct();
        return new(draft.Slot, draft.From, draft.To, [.. types], null, PatternDirection.Both, (group.Minimum, group.Maximum ?? int.MaxValue), [], Bound: false)
        {
            Group = new(nodes, relationships, [.. predicates], lists),
        };
    }

    /// <param name="Scope">What the inside sees: its own variables and those from before the clause.</param>
    /// <param name="Inner">The inside's nodes and relationships.</param>
    /// <param name="Nodes">Slots of the nodes in the order of the text.</param>
    /// <param name="Lists">Slots of one round and of the lists that gather them.</param>
    private sealed record GroupDraft(Scope Scope, PatternDraft Inner, int[] Nodes, (int Single, int List)[] Lists);
}
