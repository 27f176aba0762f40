using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>
/// Orders the steps that find a pattern: starts where the graph offers least, walks on along the relationship that promises the fewest
/// rows, and applies each predicate as soon as all that it speaks of is known.
/// </summary>
internal sealed partial class MatchPlanner
{
    /// <summary>Part of the rows that a predicate of unknown selectivity is taken to keep.</summary>
    private const double PredicateSelectivity = 0.1;

    private readonly GraphState _graph;
    private readonly BoundMatch _match;
    private readonly LeafPlanner _leaves;
    private readonly HashSet<int> _introduced;
    private readonly HashSet<int> _solved = [];
    private readonly List<BoundRelationship> _relationships;
    private readonly List<int> _walked = [];
    private readonly BoundPath? _selective;
    private readonly List<(CompiledExpression Expression, int[] Needs)> _predicates;
    private Plan _plan = new ArgumentPlan();

    public MatchPlanner(GraphState graph, BoundMatch match)
    {
        _graph = graph;
        _match = match;
        _introduced = [.. match.Introduced];
        _selective = match.Pattern.Paths.FirstOrDefault(path => path.IsSelective);
        _predicates = [.. match.Predicates.Concat(DecidedAtEnds()).Select(predicate => (predicate, Needs(predicate)))];
        _leaves = new LeafPlanner(graph, [.. _predicates.Select(predicate => predicate.Expression)], IsKnown);
        var shortest = match.Pattern.Paths.Where(path => path.Selector != PathSelector.All).SelectMany(path => path.Relationships).ToHashSet();
        _relationships = [.. match.Pattern.Relationships.Where(relationship => !shortest.Contains(relationship.Slot))];
    }

    public Plan Plan(Plan source)
    {
        _plan = source;
        ApplyPredicates();
        foreach (var node in _match.Pattern.Nodes.Where(node => node.Bound))
        {
            _plan = new RequireNodePlan(_plan, node.Slot);
            _solved.Add(node.Slot);
        }

        ApplyPredicates();
        if (_selective is not null)
        {
            SolveSelective(_selective);
            ApplyPredicates();
            return _plan;
        }

        while (SolveNext())
        {
            ApplyPredicates();
        }

        foreach (var path in _match.Pattern.Paths)
        {
            SolvePath(path);
            ApplyPredicates();
        }

        return _plan;
    }

    /// <summary>Whether a slot has its value at this point of the plan.</summary>
    private bool IsKnown(int slot) => !_introduced.Contains(slot) || _solved.Contains(slot);

    private bool SolveNext()
    {
        var known = _relationships.Find(relationship => relationship.Bound && relationship.Hops is null);
        if (known is not null)
        {
            SolveKnownRelationship(known);
            return true;
        }

        var next = _relationships
            .Where(relationship => _solved.Contains(relationship.From) || _solved.Contains(relationship.To))
            .MinBy(ExpansionCost);
        if (next is not null)
        {
            Expand(next);
            return true;
        }

        var start = _match.Pattern.Nodes
            .Where(node => !_solved.Contains(node.Slot))
            .Select(node => (int?)node.Slot)
            .MinBy(slot => _leaves.Estimate(slot!.Value));
        if (start is null)
        {
            return false;
        }

        Start(start.Value);
        return true;
    }

    private void Start(int slot)
    {
        (_plan, var solved) = _leaves.Plan(_plan, slot);
        _predicates.RemoveAll(predicate => solved.Contains(predicate.Expression));
        _solved.Add(slot);
    }

    /// <summary>Rows that a step makes of one row, about.</summary>
    private double ExpansionCost(BoundRelationship relationship)
    {
        var bothKnown = _solved.Contains(relationship.From) && _solved.Contains(relationship.To);
        var count = relationship.Types.Length == 0
            ? _graph.RelationshipCount
            : relationship.Types.Sum(type => _graph.RelationshipTypes.Find(type) is >= 0 and var token ? _graph.CountRelationships(token) : 0L);
        var degree = count / (double)Math.Max(1, _graph.NodeCount) * (relationship.Direction == PatternDirection.Both ? 2 : 1);
        var rows = relationship.Hops is { } hops ? Math.Pow(Math.Max(1.5, degree), Math.Min(hops.Maximum, 4)) : degree;
        var target = _solved.Contains(relationship.From) ? relationship.To : relationship.From;
        var selectivity = bothKnown ? 1.0 / Math.Max(1, _graph.NodeCount)
            : Math.Pow(PredicateSelectivity, _predicates.Count(predicate => predicate.Needs.Length == 1 && predicate.Needs[0] == target));
        return rows * selectivity;
    }

    private void SolveKnownRelationship(BoundRelationship relationship)
    {
        var step = Step(relationship, fromLeft: true);
        _plan = new KnownRelationshipPlan(_plan, step, _solved.Contains(relationship.From), _solved.Contains(relationship.To));
        Finish(relationship);
    }

    private void Expand(BoundRelationship relationship)
    {
        var fromLeft = _solved.Contains(relationship.From);
        var into = fromLeft && _solved.Contains(relationship.To);
        var step = Step(relationship, fromLeft);
        _plan = relationship.Group is { } group
            ? new QuantifiedExpandPlan(_plan, step, into, relationship.Hops!.Value.Minimum, relationship.Hops.Value.Maximum, RoundPlan.Of(group, !fromLeft, step.DistinctFrom))
            : relationship.Hops is { } hops
            ? new VariableExpandPlan(_plan, step, into, hops.Minimum, hops.Maximum, relationship.HopProperties, relationship.Bound)
            : new ExpandPlan(_plan, step, into);
        Finish(relationship);
    }

    private void Finish(BoundRelationship relationship)
    {
        _solved.Add(relationship.From);
        _solved.Add(relationship.To);
        _solved.Add(relationship.Slot);
        _solved.UnionWith(relationship.Group?.Lists.Select(list => list.List) ?? []);
        _walked.Add(relationship.Slot);
        _relationships.Remove(relationship);
    }

    private ExpandStep Step(BoundRelationship relationship, bool fromLeft)
    {
        var direction = fromLeft ? relationship.Direction : RoundPlan.Opposite(relationship.Direction);
        return new(
            fromLeft ? relationship.From : relationship.To,
            relationship.Slot,
            fromLeft ? relationship.To : relationship.From,
            relationship.Types,
            relationship.TypePredicate,
            direction,
            [.. _walked.Where(slot => MayBeTheSame(relationship, slot))],
            Reversed: !fromLeft);
    }

    /// <summary>Two relationships of different types are never the same one and need no check.</summary>
    private bool MayBeTheSame(BoundRelationship relationship, int walkedSlot)
    {
        var walked = _match.Pattern.Relationships.First(other => other.Slot == walkedSlot);
        return walked.Types.Length == 0 || relationship.Types.Length == 0 || walked.Types.Intersect(relationship.Types).Any();
    }

    private void SolvePath(BoundPath path)
    {
        if (path.Selector == PathSelector.All)
        {
            _plan = new BuildPathPlan(_plan, path);
        }
        else
        {
            SolveShortestPath(path);
        }

        _solved.Add(path.Slot);
    }

    private void ApplyPredicates()
    {
        var ready = _predicates.Where(predicate => predicate.Needs.All(_solved.Contains)).ToArray();
        if (ready.Length > 0)
        {
            _plan = FilterSteps.On(_plan, ready.Select(predicate => predicate.Expression));
            _predicates.RemoveAll(predicate => predicate.Needs.All(_solved.Contains));
        }
    }
}
