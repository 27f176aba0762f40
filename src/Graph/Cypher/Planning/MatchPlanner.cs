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
    private readonly PlannerRules _rules;
    private readonly StepCost _cost;
    private readonly BoundMatch _match;
    private readonly LeafPlanner _leaves;
    private readonly HashSet<int> _introduced;
    private readonly HashSet<int> _solved = [];
    private readonly List<BoundRelationship> _relationships;
    private readonly List<int> _walked = [];
    private readonly BoundPath? _selective;
    private readonly List<(CompiledExpression Expression, int[] Needs)> _predicates;
    private Plan _plan = new ArgumentPlan();

    public MatchPlanner(GraphState graph, BoundMatch match, PlannerRules rules)
    {
        _rules = rules;
        _match = match;
        _introduced = [.. match.Introduced];
        _selective = match.Pattern.Paths.FirstOrDefault(path => path.IsSelective);
        _predicates = [.. match.Predicates.Concat(DecidedAtEnds()).Select(predicate => (predicate, Needs(predicate)))];
        _leaves = new LeafPlanner(graph, [.. _predicates.Select(predicate => predicate.Expression)], IsKnown, rules);
        _cost = new StepCost(graph, match, _leaves);
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
            ApplyPredicates(last: true);
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

        ApplyPredicates(last: true);
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

        var touching = _relationships.Where(relationship => _solved.Contains(relationship.From) || _solved.Contains(relationship.To));
        var next = _rules.UseCosts ? touching.MinBy(relationship => _cost.Of(relationship, _solved)) : touching.FirstOrDefault();
        if (next is not null)
        {
            Expand(next);
            return true;
        }

        return SolveStart();
    }

    /// <summary>Begins a part of the pattern that hangs together with nothing known: at a node, or at a relationship where an index finds fewer of these.</summary>
    private bool SolveStart()
    {
        int[] open = [.. _match.Pattern.Nodes.Select(node => node.Slot).Where(slot => !_solved.Contains(slot))];
        if (open.Length == 0)
        {
            return false;
        }

        var start = _rules.UseCosts ? _cost.CheapestStart(open, _solved, _relationships) : open[0];
        var sought = _relationships.MinBy(relationship => _leaves.ChooseRelationship(relationship)?.Rows ?? double.PositiveInfinity);
        if (sought is not null && _leaves.ChooseRelationship(sought) is { } choice && choice.Rows < _leaves.Estimate(start))
        {
            _plan = new RelationshipSearchPlan(_plan, sought.Slot, choice.Search);
            SolveKnownRelationship(sought);
            return true;
        }

        Start(start);
        return true;
    }

    private void Start(int slot)
    {
        (_plan, var solved) = _leaves.Plan(_plan, slot);
        _predicates.RemoveAll(predicate => solved.Contains(predicate.Expression));
        _solved.Add(slot);
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

    /// <param name="last">Whether nothing of the pattern is left; where plans are not rewritten, predicates wait for this.</param>
    private void ApplyPredicates(bool last = false)
    {
        if (!_rules.Rewrite && !last)
        {
            return;
        }

        var ready = _predicates.Where(predicate => predicate.Needs.All(_solved.Contains)).ToArray();
        if (ready.Length > 0)
        {
            var expressions = ready.Select(predicate => predicate.Expression);
            _plan = _rules.Rewrite ? FilterSteps.On(_plan, expressions) : new FilterPlan(_plan, [.. expressions]);
            _predicates.RemoveAll(predicate => predicate.Needs.All(_solved.Contains));
        }
    }
}
