using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>A node of the graph at a place of a walk's program. <c>Step</c> is -1 at an outer node; else it counts the hops of the round so far.</summary>
internal readonly record struct WalkPlace(long Node, int Segment, int Round, int Step);

/// <summary>A place that was reached: at which least number of relationships, and over what.</summary>
internal sealed class WalkArrival(WalkPlace place, int distance)
{
    public WalkPlace Place => place;

    public int Distance => distance;

    public bool IsStart => place is { Segment: 0, Step: -1 };

    /// <summary>The places from which this one can be reached, each over a relationship, or over none (-1) where only the program moves on.</summary>
    public List<(WalkArrival From, long Relationship)> Back { get; } = [];
}

/// <summary>
/// The graph seen through a walk's program, explored breadth first from one node: a place is a node and a point of the program. All steps
/// between explored places are kept, so that walks of every length can be read off backwards. Whether a relationship stands twice in a walk, and
/// what needs more than one hop to decide, is left to who reads them off.
/// </summary>
internal sealed class WalkGraph(ExecutionContext context, WalkProgram program)
{
    /// <summary>About what a place takes, and a way to it.</summary>
    private const int PlaceBytes = 160;
    private const int WayBytes = 16;

    private readonly StepMatcher[][] _matchers = [.. program.Segments.Select(segment => segment.Hops.Select(hop => new StepMatcher(context, hop)).ToArray())];
    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private readonly Dictionary<WalkPlace, WalkArrival> _reached = [];
    private readonly Stack<WalkArrival> _unsettled = [];
    private readonly long[] _boundNodes = new long[program.Nodes.Length];
    private readonly Value[] _boundRelationships = new Value[program.Segments.Length];
    private List<WalkArrival> _frontier = [];
    private long? _target;

    /// <summary>Number of relationships up to which everything is explored.</summary>
    public int Distance { get; private set; }

    /// <summary>Whether nothing is left to explore.</summary>
    public bool Exhausted => _frontier.Count == 0;

    /// <summary>Ends of the program that were reached, nearest first; one for each node.</summary>
    public List<WalkArrival> Ends { get; } = [];

    /// <summary>Starts over at a node. <paramref name="target"/>: the only node that counts as an end, where it is known.</summary>
    public void Begin(long from, long? target)
    {
        _reached.Clear();
        _memory.Clear();
        _frontier = [];
        Ends.Clear();
        Distance = 0;
        _target = target;
        for (var i = 0; i < _boundNodes.Length; i++)
        {
            _boundNodes[i] = program.Bound[i] ? context.Slots[program.Nodes[i]].Bits : -1;
        }

        for (var i = 0; i < _boundRelationships.Length; i++)
        {
            _boundRelationships[i] = program.Segments[i].Bound ? context.Slots[program.Segments[i].Slot] : Value.Null;
        }

        var start = new WalkArrival(new(from, 0, 0, -1), 0);
        if (NodeFits(start.Place))
        {
            Add(start);
            Settle();
        }
    }

    /// <summary>Explores one relationship further.</summary>
    public void Grow()
    {
        var frontier = _frontier;
        _frontier = [];
        Distance++;
        foreach (var arrival in frontier)
        {
            var (node, segment, round, step) = arrival.Place;
            var hop = Math.Max(step, 0);
            if (!_matchers[segment][hop].TryExpand(node, back: false, out var relationships))
            {
                continue;
            }

            while (relationships.MoveNext())
            {
                context.Touch();
                var next = step < 0 ? new WalkPlace(relationships.Neighbour, segment + 1, 0, -1) : new WalkPlace(relationships.Neighbour, segment, round, step + 1);
                if (_matchers[segment][hop].PredicateFits(relationships.Relationship) && HopFits(arrival.Place, hop, relationships.Relationship, next))
                {
                    Enter(next, arrival, relationships.Relationship);
                }
            }

            Settle();
        }
    }

    private void Enter(WalkPlace place, WalkArrival from, long relationship)
    {
        if (!_reached.TryGetValue(place, out var arrival))
        {
            arrival = new(place, Distance);
            Add(arrival);
        }

        _memory.Add(WayBytes);
        arrival.Back.Add((from, relationship));
    }

    private void Add(WalkArrival arrival)
    {
        _memory.Add(PlaceBytes);
        _reached.Add(arrival.Place, arrival);
        _unsettled.Push(arrival);
        var (_, segment, _, step) = arrival.Place;
        if (step < 0 && segment == program.Segments.Length)
        {
            Ends.Add(arrival);
        }
        else if (step < 0 ? program.Segments[segment].Round is null : step < program.Segments[segment].Hops.Length)
        {
            _frontier.Add(arrival);
        }
    }

    /// <summary>Moves on in the program where that takes no relationship.</summary>
    private void Settle()
    {
        while (_unsettled.TryPop(out var arrival))
        {
            var (node, segment, round, step) = arrival.Place;
            if (segment == program.Segments.Length || program.Segments[segment].Round is null || (step >= 0 && step < program.Segments[segment].Hops.Length))
            {
                continue;
            }

            var rounds = step < 0 ? 0 : round;
            var bounds = program.Segments[segment];
            if (rounds >= bounds.Minimum)
            {
                TryMove(new(node, segment + 1, 0, -1), arrival);
            }

            if (rounds < bounds.Maximum)
            {
                // Beyond the least number all rounds of an open part are alike, and stand for one place.
                TryMove(new(node, segment, bounds.Maximum == int.MaxValue ? Math.Min(rounds + 1, Math.Max(bounds.Minimum, 1)) : rounds + 1, 0), arrival);
            }
        }
    }

    private void TryMove(WalkPlace place, WalkArrival from)
    {
        if (NodeFits(place))
        {
            Enter(place, from, -1);
        }
    }

    private bool NodeFits(WalkPlace place)
    {
        if (place.Step >= 0)
        {
            var round = program.Segments[place.Segment];
            Write(round.Hops[0].From, place.Node);
            return Hold(round.Local[0]);
        }

        var last = place.Segment == program.Segments.Length;
        if ((last && _target is { } target && target != place.Node) || (program.Bound[place.Segment] && _boundNodes[place.Segment] != place.Node))
        {
            return false;
        }

        var checks = program.NodeChecks[place.Segment];
        if (checks.Length > 0)
        {
            Write(program.Nodes[place.Segment], place.Node);
        }

        return Hold(checks);
    }

    private bool HopFits(WalkPlace from, int hop, long relationship, WalkPlace to)
    {
        var segment = program.Segments[from.Segment];
        if (segment.Bound && _boundRelationships[from.Segment].Bits != relationship)
        {
            return false;
        }

        var checks = segment.Local[hop + 1];
        if (checks.Length > 0)
        {
            Write(segment.Hops[hop].From, from.Node);
            context.Slots[segment.Hops[hop].Relationship] = Value.RelationshipReference(relationship);
            Write(segment.Hops[hop].To, to.Node);
        }

        return Hold(checks) && (to.Step >= 0 || NodeFits(to));
    }

    private void Write(int slot, long node)
    {
        if (slot >= 0)
        {
            context.Slots[slot] = Value.NodeReference(node);
        }
    }

    private bool Hold(CompiledExpression[] checks)
    {
        foreach (var check in checks)
        {
            if (Logic.Truth(check.Evaluate(context)) != true)
            {
                return false;
            }
        }

        return true;
    }
}
