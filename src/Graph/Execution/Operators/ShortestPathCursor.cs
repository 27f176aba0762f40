using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// Breadth-first search between two known nodes. It remembers for every node reached the relationships that reached it at its least
/// distance; walking these back from the end gives all shortest paths.
/// </summary>
internal sealed class ShortestPathCursor(ExecutionContext context, Cursor source, ShortestPathPlan plan) : SourceCursor(context, source)
{
    private readonly ExpandStep _step = plan.Step;
    private readonly StepMatcher _matcher = new(context, plan.Step);
    /// <summary>About what a reached node takes with one way back.</summary>
    private const int ReachedBytes = 160;

    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private readonly HopConditions _conditions = new(plan.HopProperties);
    private readonly Queue<Value> _found = new();

    public override void Open()
    {
        base.Open();
        _found.Clear();
    }

    public override bool Next()
    {
        while (true)
        {
            if (_found.TryDequeue(out var list))
            {
                Context.Slots[_step.Relationship] = list;
                return true;
            }

            if (!Source.Next())
            {
                return false;
            }

            if (Context.Slots[_step.From] is { IsNode: true } from && Context.Slots[_step.To] is { IsNode: true } to)
            {
                Search(from.Bits, to.Bits);
            }
        }
    }

    private void Search(long from, long to)
    {
        if (from == to)
        {
            if (plan.Minimum == 0)
            {
                _found.Enqueue(Value.Of(ListValue.Empty));
                return;
            }

            throw new CypherException("Neo.DatabaseError.Statement.ExecutionFailed", "A shortest path needs two different nodes: add a predicate that the start is not the end.");
        }

        _conditions.Prepare(Context);
        _memory.Clear();
        var reached = new Dictionary<long, Reached> { [from] = new(0) };
        var frontier = new List<long> { from };
        for (var distance = 1; distance <= plan.Maximum && frontier.Count > 0 && !reached.ContainsKey(to); distance++)
        {
            frontier = Grow(frontier, distance, reached);
        }

        if (reached.TryGetValue(to, out var end) && end.Distance >= plan.Minimum)
        {
            Collect(to, reached, []);
        }
    }

    private List<long> Grow(List<long> frontier, int distance, Dictionary<long, Reached> reached)
    {
        var next = new List<long>();
        foreach (var node in frontier)
        {
            if (!_matcher.TryExpand(node, back: false, out var relationships))
            {
                continue;
            }

            while (relationships.MoveNext())
            {
                Context.Touch();
                var relationship = relationships.Relationship;
                if (!_matcher.PredicateFits(relationship) || !_conditions.Fit(Context.Graph, relationship))
                {
                    continue;
                }

                if (!reached.TryGetValue(relationships.Neighbour, out var neighbour))
                {
                    neighbour = new(distance);
                    _memory.Add(ReachedBytes);
                    reached.Add(relationships.Neighbour, neighbour);
                    next.Add(relationships.Neighbour);
                }

                if (neighbour.Distance == distance)
                {
                    neighbour.By.Add((relationship, node));
                }
            }
        }

        return next;
    }

    /// <summary>Walks back from the end; depth is the length of the shortest path.</summary>
    private void Collect(long node, Dictionary<long, Reached> reached, List<long> tail)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Context.Tick();
        var entry = reached[node];
        if (entry.Distance == 0)
        {
            var relationships = tail.Select(Value.RelationshipReference).ToArray();
            Array.Reverse(relationships);
            _found.Enqueue(Value.Of(new ListValue(relationships)));
            return;
        }

        foreach (var (relationship, before) in entry.By)
        {
            tail.Add(relationship);
            Collect(before, reached, tail);
            tail.RemoveAt(tail.Count - 1);
            if (!plan.All && _found.Count > 0)
            {
                return;
            }
        }
    }

    private sealed class Reached(int distance)
    {
        public int Distance => distance;

        public List<(long Relationship, long From)> By { get; } = [];
    }
}
