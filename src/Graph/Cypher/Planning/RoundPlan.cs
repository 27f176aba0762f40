using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>One round of a quantified part, in the order in which it is walked.</summary>
/// <param name="Hops">The relationships of the chain; each step's slots hold one round at a time.</param>
/// <param name="Checks">For the first node and for each hop, the predicates that can be decided once it is reached.</param>
/// <param name="Lists">What is gathered: the place of a node or of a hop in the chain, and the list's slot.</param>
internal sealed record RoundPlan(ExpandStep[] Hops, CompiledExpression[][] Checks, (bool IsNode, int Place, int List)[] Lists)
{
    /// <summary>Slot of the round's first node.</summary>
    public int Start => Hops[0].From;

    /// <summary>Whether anything must be looked at in the frame while walking: a predicate, or a node that must be met again.</summary>
    public bool NeedsSlots { get; } = Checks.Any(checks => checks.Length > 0) || MeetsAgain(Hops);

    /// <summary>Whether the node at a place of the chain stands earlier in it, too. A node without a slot stands nowhere else.</summary>
    public bool IsRepeated(int place) => Hops[place - 1].To >= 0 && Array.IndexOf(NodeSlots(Hops), Hops[place - 1].To) < place;

    public static RoundPlan Of(BoundGroup group, bool reversed, int[] distinctFrom)
    {
        var count = group.Relationships.Length;
        var hops = new ExpandStep[count];
        for (var i = 0; i < count; i++)
        {
            var relationship = group.Relationships[reversed ? count - 1 - i : i];
            hops[i] = new(
                reversed ? relationship.To : relationship.From,
                relationship.Slot,
                reversed ? relationship.From : relationship.To,
                relationship.Types,
                relationship.TypePredicate,
                reversed ? Opposite(relationship.Direction) : relationship.Direction,
                distinctFrom,
                reversed);
        }

        var nodes = NodeSlots(hops);
        var relationships = hops.Select(hop => hop.Relationship).ToArray();
        return new(hops, PlaceChecks(group.Predicates, nodes, relationships), [.. group.Lists.Select(list => Gathered(list, nodes, relationships))]);
    }

    public static PatternDirection Opposite(PatternDirection direction) => direction switch
    {
        PatternDirection.Outgoing => PatternDirection.Incoming,
        PatternDirection.Incoming => PatternDirection.Outgoing,
        _ => PatternDirection.Both,
    };

    /// <summary>Puts each predicate where the last of the slots that it reads gets its value.</summary>
    private static CompiledExpression[][] PlaceChecks(CompiledExpression[] predicates, int[] nodes, int[] relationships)
    {
        int PlaceOf(int slot) => Math.Max(Array.IndexOf(nodes, slot), Array.IndexOf(relationships, slot) + 1);
        var places = predicates.Select(predicate => (Predicate: predicate, Place: predicate.FreeSlots().Select(PlaceOf).Append(0).Max())).ToArray();
        return [.. Enumerable.Range(0, nodes.Length).Select(place => places.Where(check => check.Place == place).Select(check => check.Predicate).ToArray())];
    }

    private static (bool IsNode, int Place, int List) Gathered((int Single, int List) list, int[] nodes, int[] relationships)
    {
        var node = Array.IndexOf(nodes, list.Single);
        return node >= 0 ? (true, node, list.List) : (false, Array.IndexOf(relationships, list.Single), list.List);
    }

    private static int[] NodeSlots(ExpandStep[] hops) => [hops[0].From, .. hops.Select(hop => hop.To)];

    private static bool MeetsAgain(ExpandStep[] hops) => NodeSlots(hops).Distinct().Count() <= hops.Length;
}
