using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// The shortest matches of a path from a known node, for each node at which it may end: walks of growing length, until enough of them satisfy
/// all predicates or no longer one can exist.
/// </summary>
internal sealed class ShortestWalkCursor(ExecutionContext context, Cursor source, ShortestWalkPlan plan) : SourceCursor(context, source)
{
    private readonly WalkProgram _program = plan.Program;
    private readonly WalkGraph _graph = new(context, plan.Program);
    private readonly WalkTrails _trails = new(context);
    private readonly List<long> _nodes = [];
    private readonly List<long> _path = [];
    private readonly long[] _outer = new long[plan.Program.Nodes.Length];
    private IEnumerator<bool>? _matches;

    private int From => _program.Nodes[0];

    private int To => _program.Nodes[^1];

    public override void Open()
    {
        base.Open();
        _matches = null;
    }

    public override bool Next()
    {
        while (_matches is null || !_matches.MoveNext())
        {
            _matches?.Dispose();
            _matches = null;
            if (!Source.Next())
            {
                return false;
            }

            if (Context.Slots[From].IsNode && (!plan.Into || Context.Slots[To].IsNode))
            {
                _matches = Matches().GetEnumerator();
            }
        }

        return true;
    }

    /// <summary>Each item is a match that stands in the frame.</summary>
    private IEnumerable<bool> Matches()
    {
        var from = Context.Slots[From].Bits;
        var target = plan.Into ? Context.Slots[To].Bits : (long?)null;
        if (plan.RefuseSameEnds && from == target && _program.Segments[0].Minimum > 0)
        {
            throw CypherErrors.ExecutionFailed("A shortest path needs two different nodes: add a predicate that the start is not the end.");
        }

        _graph.Begin(from, target);
        while (!_graph.Exhausted && (!plan.Into || _graph.Ends.Count == 0))
        {
            _graph.Grow();
        }

        for (var i = 0; i < _graph.Ends.Count; i++)
        {
            foreach (var match in Select(_graph.Ends[i]))
            {
                yield return match;
            }
        }
    }

    private IEnumerable<bool> Select(WalkArrival end)
    {
        var selected = 0L;
        for (var length = end.Distance; selected < plan.Count; length++)
        {
            while (_graph.Distance < length && !_graph.Exhausted)
            {
                _graph.Grow();
            }

            var before = selected;
            _trails.Begin(end, length);
            while ((plan.Groups || selected < plan.Count) && _trails.Next())
            {
                if (Assemble())
                {
                    selected = plan.Groups ? before + 1 : selected + 1;
                    yield return true;
                }
            }

            if (!_trails.WasCut && _graph.Exhausted)
            {
                yield break;
            }
        }
    }

    /// <summary>Writes the walk at hand into the frame; false where it fails a predicate that needed all of it.</summary>
    private bool Assemble()
    {
        for (var i = 0; i < _trails.Count; i++)
        {
            var place = _trails[i];
            var relationship = i == 0 ? -1 : _trails.RelationshipTo(i);
            if (place.Step < 0)
            {
                if ((place.Segment > 0 && !FinishSegment(_program.Segments[place.Segment - 1], relationship)) || !SetNode(place))
                {
                    return false;
                }

                _nodes.Clear();
                _path.Clear();
                _nodes.Add(place.Node);
            }
            else if (relationship >= 0)
            {
                _path.Add(relationship);
                _nodes.Add(place.Node);
            }
        }

        Context.Slots[plan.Path.Slot] = PathBuilder.Build(Context, plan.Path);
        return Hold(_program.Final);
    }

    /// <summary>A node that stands twice in the pattern must be the same one both times.</summary>
    private bool SetNode(WalkPlace place)
    {
        var index = place.Segment;
        var slot = _program.Nodes[index];
        _outer[index] = place.Node;
        var first = Array.IndexOf(_program.Nodes, slot);
        Context.Slots[slot] = Value.NodeReference(place.Node);
        return _outer[first] == place.Node;
    }

    private bool FinishSegment(WalkSegment segment, long relationship)
    {
        if (segment.Round is not { } round)
        {
            Context.Slots[segment.Slot] = Value.RelationshipReference(relationship);
            return true;
        }

        var rounds = _path.Count / segment.Hops.Length;
        for (var i = 0; segment.NeedsReplay && i < rounds; i++)
        {
            if (!Replay(round, i * segment.Hops.Length))
            {
                return false;
            }
        }

        Context.Slots[segment.Slot] = segment.IsSingle
            ? Value.RelationshipReference(_path[0])
            : GatheredLists.Relationships(_path, 0, _path.Count, _program.Reversed);
        foreach (var (isNode, place, list) in round.Lists)
        {
            Context.Slots[list] = GatheredLists.Every(isNode ? _nodes : _path, place, segment.Hops.Length, rounds, isNode, _program.Reversed);
        }

        return true;
    }

    /// <summary>Looks at a round as a whole, from its first relationship on.</summary>
    private bool Replay(RoundPlan round, int first)
    {
        Context.Slots[round.Start] = Value.NodeReference(_nodes[first]);
        for (var i = 0; i < round.Hops.Length; i++)
        {
            var hop = round.Hops[i];
            if (round.IsRepeated(i + 1) && Context.Slots[hop.To].Bits != _nodes[first + i + 1])
            {
                return false;
            }

            Context.Slots[hop.Relationship] = Value.RelationshipReference(_path[first + i]);
            Context.Slots[hop.To] = Value.NodeReference(_nodes[first + i + 1]);
            if (!Hold(round.Checks[i + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Hold(CompiledExpression[] checks)
    {
        foreach (var check in checks)
        {
            if (Logic.Truth(check.Evaluate(Context)) != true)
            {
                return false;
            }
        }

        return true;
    }
}
