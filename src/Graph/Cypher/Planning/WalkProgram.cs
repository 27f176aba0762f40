using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>
/// A whole path as a machine that walks it: outer nodes 0 to n with a segment between each two, which is one relationship or a number of
/// rounds. Where it is walked against the text, all of it is turned round.
/// </summary>
/// <param name="Nodes">Slots of the outer nodes in walking order.</param>
/// <param name="Bound">Which of them have their value before the clause.</param>
/// <param name="NodeChecks">For each outer node, what can be decided by looking at it alone.</param>
/// <param name="Segments">What lies between outer nodes i and i+1.</param>
/// <param name="Final">What can be decided only when the walk is whole.</param>
/// <param name="Reversed">Whether lists must be turned round.</param>
internal sealed record WalkProgram(int[] Nodes, bool[] Bound, CompiledExpression[][] NodeChecks, WalkSegment[] Segments, CompiledExpression[] Final, bool Reversed)
{
    /// <summary>The program of a selective path.</summary>
    /// <param name="pattern">The clause's pattern.</param>
    /// <param name="path">Its only path.</param>
    /// <param name="reversed">Whether to walk against the text.</param>
    /// <param name="predicates">What a match must satisfy, less what is decided before the walk begins.</param>
    /// <param name="isKnown">Whether a slot has its value before the walk begins.</param>
    public static WalkProgram Of(BoundPattern pattern, BoundPath path, bool reversed, IEnumerable<CompiledExpression> predicates, Func<int, bool> isKnown)
    {
        int[] nodes = reversed ? [.. path.Nodes.Reverse()] : path.Nodes;
        var relationships = (reversed ? path.Relationships.Reverse() : path.Relationships)
            .Select(slot => pattern.Relationships.Single(relationship => relationship.Slot == slot)).ToArray();
        var open = predicates.Select(predicate => (Predicate: predicate, Needs: predicate.FreeSlots().Where(slot => !isKnown(slot)).ToArray())).ToList();
        CompiledExpression[] Take(params int[] slots)
        {
            var taken = open.Where(check => check.Needs.All(slots.Contains)).Select(check => check.Predicate).ToArray();
            open.RemoveAll(check => check.Needs.All(slots.Contains));
            return taken;
        }

        var nodeChecks = nodes.Select(node => Take(node)).ToArray();
        var segments = relationships.Select((relationship, i) => relationship.Group is { } group
            ? WalkSegment.Rounds(RoundPlan.Of(group, reversed, []), relationship)
            : WalkSegment.Single(Hop(relationship, reversed), relationship.Bound, Take(nodes[i], relationship.Slot, nodes[i + 1]))).ToArray();
        var bound = nodes.Select(slot => pattern.Nodes.Single(node => node.Slot == slot).Bound).ToArray();
        return new(nodes, bound, nodeChecks, segments, [.. open.Select(check => check.Predicate)], reversed);
    }

    /// <summary>The program of <c>shortestPath((a)-[*]->(b))</c>, whose rounds are single relationships without slots of their own.</summary>
    public static WalkProgram OfShortestPath(BoundRelationship relationship, CompiledExpression[] final)
    {
        var hop = Hop(relationship, reversed: false) with { From = -1, To = -1 };
        var conditions = relationship.HopProperties.Select(condition => (CompiledExpression)new CompareExpression(
            ComparisonOperator.Equal, new PropertyValueExpression(new SlotExpression(relationship.Slot), condition.Key), condition.Value)).ToArray();
        var round = new RoundPlan([hop], [[], conditions], []);
        var segment = WalkSegment.Rounds(round, relationship with { Hops = relationship.Hops ?? (1, 1) });
        return new([relationship.From, relationship.To], [true, true], [[], []], [segment with { IsSingle = relationship.Hops is null }], final, Reversed: false);
    }

    private static ExpandStep Hop(BoundRelationship relationship, bool reversed) => new(
        reversed ? relationship.To : relationship.From,
        relationship.Slot,
        reversed ? relationship.From : relationship.To,
        relationship.Types,
        relationship.TypePredicate,
        reversed ? RoundPlan.Opposite(relationship.Direction) : relationship.Direction,
        [],
        reversed);
}

/// <summary>What lies between two outer nodes: <c>Minimum</c> to <c>Maximum</c> rounds, or one relationship where <c>Round</c> is null.</summary>
/// <param name="Hops">The relationships of one round, or the only one.</param>
/// <param name="Local">For the first node and for each hop, what can be decided by looking at that hop alone.</param>
/// <param name="Round">The chain of a quantified part, all of whose predicates it holds.</param>
/// <param name="Minimum">Least number of rounds.</param>
/// <param name="Maximum">Greatest number of rounds.</param>
/// <param name="Slot">Slot of the relationship, or of the list of all of them.</param>
/// <param name="Bound">Whether the only relationship has its value before the clause.</param>
internal sealed record WalkSegment(
    ExpandStep[] Hops,
    CompiledExpression[][] Local,
    RoundPlan? Round,
    int Minimum,
    int Maximum,
    int Slot,
    bool Bound)
{
    /// <summary>Whether the slot takes the relationship itself although it is walked as a round.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether a round must be looked at as a whole once it is there.</summary>
    public bool NeedsReplay { get; } = Round is not null
        && (Round.Checks.Sum(checks => checks.Length) > Local.Sum(checks => checks.Length) || Enumerable.Range(1, Hops.Length).Any(Round.IsRepeated));

    public static WalkSegment Single(ExpandStep hop, bool bound, CompiledExpression[] checks) => new([hop], [[], checks], null, 1, 1, hop.Relationship, bound);

    public static WalkSegment Rounds(RoundPlan round, BoundRelationship relationship)
    {
        var (minimum, maximum) = relationship.Hops ?? throw new InvalidOperationException("A quantified part has no bounds.");
        var own = round.Hops.SelectMany(hop => new[] { hop.From, hop.Relationship, hop.To }).ToHashSet();
        var local = round.Checks.Select((checks, place) => checks.Where(check => IsLocal(check, round, place, own)).ToArray()).ToArray();
        return new(round.Hops, local, round, minimum, maximum, relationship.Slot, Bound: false);
    }

    private static bool IsLocal(CompiledExpression check, RoundPlan round, int place, HashSet<int> own)
    {
        int[] near = place == 0 ? [round.Start] : [round.Hops[place - 1].From, round.Hops[place - 1].Relationship, round.Hops[place - 1].To];
        return check.FreeSlots().All(slot => !own.Contains(slot) || near.Contains(slot));
    }
}
