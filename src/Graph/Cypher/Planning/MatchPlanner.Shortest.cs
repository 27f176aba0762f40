using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <content>Paths of which only the shortest are wanted.</content>
internal sealed partial class MatchPlanner
{
    /// <summary>Up to how many nodes at the far end it pays to search for each of them by itself, since such a search ends when it is met.</summary>
    private const double FewEnds = 2;

    private int[] Needs(CompiledExpression predicate) => [.. predicate.FreeSlots().Where(_introduced.Contains)];

    /// <summary>
    /// Predicates inside a selective path that speak of its ends alone. Matches are selected for each pair of ends, so it makes no difference
    /// when these are applied.
    /// </summary>
    private IEnumerable<CompiledExpression> DecidedAtEnds() => _selective?.Predicates.Where(IsDecidedAtEnds) ?? [];

    private bool IsDecidedAtEnds(CompiledExpression predicate) =>
        Needs(predicate).All(slot => slot == _selective!.Nodes[0] || slot == _selective.Nodes[^1]);

    /// <summary>Starts at the end that is known, or of which there are fewer.</summary>
    private void SolveSelective(BoundPath path)
    {
        var (left, right) = (path.Nodes[0], path.Nodes[^1]);
        var reversed = !_solved.Contains(left) && (_solved.Contains(right) || _leaves.Estimate(right) < _leaves.Estimate(left));
        var (start, end) = reversed ? (right, left) : (left, right);
        SolveEnd(start);
        if (!_solved.Contains(end) && _leaves.Estimate(end) <= FewEnds)
        {
            SolveEnd(end);
        }

        var into = _solved.Contains(end);
        var pending = path.Predicates.Where(predicate => !IsDecidedAtEnds(predicate)).Concat(into ? [] : DecidedAtEnds().Where(predicate => Needs(predicate) is [var slot] && slot == end));
        var program = WalkProgram.Of(_match.Pattern, path, reversed, pending, IsKnown);
        _plan = new ShortestWalkPlan(_plan, program, path, into, path.Count, path.Selector == PathSelector.ShortestGroups, RefuseSameEnds: false);
        _solved.UnionWith(_introduced);
    }

    private void SolveEnd(int slot)
    {
        if (!_solved.Contains(slot))
        {
            Start(slot);
        }

        ApplyPredicates();
    }

    /// <summary>
    /// shortestPath() and allShortestPaths(). A predicate of the clause that looks at the path takes part in the search: the path found is the
    /// shortest of those that satisfy it.
    /// </summary>
    private void SolveShortestPath(BoundPath path)
    {
        var relationship = _match.Pattern.Relationships.Single(other => other.Slot == path.Relationships[0]);
        var all = path.Selector == PathSelector.AllShortestPaths;
        var ready = _predicates.Where(predicate => predicate.Needs.All(slot => slot == path.Slot || slot == relationship.Slot || _solved.Contains(slot))).ToArray();
        if (ready.Length > 0)
        {
            var program = WalkProgram.OfShortestPath(relationship, [.. ready.Select(predicate => predicate.Expression)]);
            _plan = new ShortestWalkPlan(_plan, program, path, Into: true, 1, all, RefuseSameEnds: true);
            _predicates.RemoveAll(ready.Contains);
        }
        else
        {
            var (minimum, maximum) = relationship.Hops ?? (1, 1);
            _plan = new ShortestPathPlan(_plan, Step(relationship, fromLeft: true), minimum, maximum, relationship.HopProperties, all);
            _plan = new BuildPathPlan(_plan, path);
        }

        _solved.Add(relationship.Slot);
    }
}
