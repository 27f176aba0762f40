namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// Reads the walks of one length off an explored graph, backwards from an end, on a stack of its own. No relationship stands twice in one. The least
/// distance of each place from the start is known, so that no walk is followed that could not come out right in length.
/// </summary>
internal sealed class WalkTrails(ExecutionContext context)
{
    private readonly List<Frame> _frames = [];
    private readonly HashSet<long> _taken = [];
    private bool _isWhole;

    /// <summary>Whether a walk was given up because it would have become longer than asked for.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Number of places of the walk at hand.</summary>
    public int Count => _frames.Count;

    /// <summary>A place of the walk at hand, in walking order.</summary>
    public WalkPlace this[int index] => _frames[^(index + 1)].Arrival.Place;

    /// <summary>The relationship by which a place of the walk at hand was reached; -1 where only the program moved on.</summary>
    public long RelationshipTo(int index) => _frames[^index].Relationship;

    public void Begin(WalkArrival end, int length)
    {
        _frames.Clear();
        _taken.Clear();
        WasCut = false;
        _frames.Add(new(end, -1, length));
        _isWhole = end.IsStart && length == 0;
    }

    /// <summary>Moves to the next walk; false when there is none of this length any more.</summary>
    public bool Next()
    {
        if (_isWhole)
        {
            _isWhole = false;
            return true;
        }

        while (_frames.Count > 0)
        {
            context.Tick();
            var top = _frames[^1];
            if (top.Edge == top.Arrival.Back.Count)
            {
                _taken.Remove(top.Relationship);
                _frames.RemoveAt(_frames.Count - 1);
                continue;
            }

            var (from, relationship) = top.Arrival.Back[top.Edge];
            _frames[^1] = top with { Edge = top.Edge + 1 };
            var left = top.Left - (relationship < 0 ? 0 : 1);
            if (from.Distance > left)
            {
                WasCut = true;
                continue;
            }

            if (relationship >= 0 && !_taken.Add(relationship))
            {
                continue;
            }

            _frames.Add(new(from, relationship, left));
            if (from.IsStart && left == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="Arrival">The place.</param>
    /// <param name="Relationship">What leads from it towards the end.</param>
    /// <param name="Left">How many relationships are still to come before it.</param>
    private readonly record struct Frame(WalkArrival Arrival, long Relationship, int Left)
    {
        /// <summary>The next way back that has not been tried.</summary>
        public int Edge { get; init; }
    }
}
