using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// Walks a chain of relationships round after round, depth first, on a stack of its own. No relationship stands twice in one walk. The frame
/// holds the round being walked, so that predicates can look at it; a row holds the lists gathered over all rounds.
/// </summary>
internal sealed class QuantifiedExpandCursor(ExecutionContext context, Cursor source, QuantifiedExpandPlan plan) : SourceCursor(context, source)
{
    private readonly ExpandStep _step = plan.Step;
    private readonly RoundPlan _round = plan.Round;
    private readonly StepMatcher[] _hops = [.. plan.Round.Hops.Select(hop => new StepMatcher(context, hop))];
    private readonly bool[] _repeated = [.. Enumerable.Range(0, plan.Round.Hops.Length + 1).Select(place => place > 0 && plan.Round.IsRepeated(place))];
    private readonly List<Level> _levels = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _path = [];
    private readonly HashSet<long> _inPath = [];
    private long _target;
    private bool _emptyPending;

    public override void Open()
    {
        base.Open();
        _levels.Clear();
        _emptyPending = false;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_emptyPending)
            {
                _emptyPending = false;
                if (Accept())
                {
                    return true;
                }
            }

            while (_levels.Count > 0)
            {
                if (Advance() && Accept())
                {
                    return true;
                }
            }

            if (!Source.Next())
            {
                return false;
            }

            Start();
        }
    }

    private void Start()
    {
        _levels.Clear();
        _nodes.Clear();
        _path.Clear();
        _inPath.Clear();
        _emptyPending = false;
        var from = Context.Slots[_step.From];
        if (!from.IsNode)
        {
            return;
        }

        _target = plan.Into ? Context.Slots[_step.To].Bits : 0;
        _nodes.Add(from.Bits);
        _emptyPending = plan.Minimum == 0;
        BeginRound(from.Bits);
    }

    private void BeginRound(long node)
    {
        if (_path.Count / _hops.Length >= plan.Maximum)
        {
            return;
        }

        Context.Slots[_round.Start] = Value.NodeReference(node);
        if (Holds(0))
        {
            Push(node);
        }
    }

    private void Push(long node)
    {
        if (_hops[_path.Count % _hops.Length].TryExpand(node, back: false, out var relationships))
        {
            _levels.Add(new(relationships, _path.Count));
        }
    }

    /// <summary>One step of the walk; true where it ended a round and the walk is long enough to be a match.</summary>
    private bool Advance()
    {
        Context.Touch();
        var level = _levels[^1];
        Cut(level.Depth);
        var found = level.Relationships.MoveNext();
        if (!found)
        {
            _levels.RemoveAt(_levels.Count - 1);
            return false;
        }

        _levels[^1] = level;
        var relationship = level.Relationships.Relationship;
        var neighbour = level.Relationships.Neighbour;
        var hop = _hops[level.Depth % _hops.Length];
        if (_inPath.Contains(relationship) || !hop.PredicateFits(relationship) || hop.IsTaken(relationship) || !Enter(relationship, neighbour))
        {
            return false;
        }

        _path.Add(relationship);
        _inPath.Add(relationship);
        _nodes.Add(neighbour);
        if (_path.Count % _hops.Length > 0)
        {
            Push(neighbour);
            return false;
        }

        BeginRound(neighbour);
        return _path.Count / _hops.Length >= plan.Minimum;
    }

    private void Cut(int depth)
    {
        while (_path.Count > depth)
        {
            _inPath.Remove(_path[^1]);
            _path.RemoveAt(_path.Count - 1);
            _nodes.RemoveAt(_nodes.Count - 1);
        }
    }

    /// <summary>Whether the round may go on over a relationship to a node. Deeper rounds have written over the frame, so this round is put back first.</summary>
    private bool Enter(long relationship, long neighbour)
    {
        if (!_round.NeedsSlots)
        {
            return true;
        }

        var place = _path.Count % _hops.Length;
        var first = _path.Count - place;
        Context.Slots[_round.Start] = Value.NodeReference(_nodes[first]);
        for (var i = 0; i < place; i++)
        {
            Context.Slots[_round.Hops[i].Relationship] = Value.RelationshipReference(_path[first + i]);
            Context.Slots[_round.Hops[i].To] = Value.NodeReference(_nodes[first + i + 1]);
        }

        var hop = _round.Hops[place];
        if (_repeated[place + 1] && Context.Slots[hop.To].Bits != neighbour)
        {
            return false;
        }

        Context.Slots[hop.Relationship] = Value.RelationshipReference(relationship);
        Context.Slots[hop.To] = Value.NodeReference(neighbour);
        return Holds(place + 1);
    }

    private bool Holds(int place)
    {
        foreach (var check in _round.Checks[place])
        {
            if (Logic.Truth(check.Evaluate(Context)) != true)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the row when the walk ends where it must.</summary>
    private bool Accept()
    {
        var end = _nodes[^1];
        if (plan.Into && _target != end)
        {
            return false;
        }

        Context.Slots[_step.Relationship] = GatheredLists.Relationships(_path, 0, _path.Count, _step.Reversed);
        foreach (var (isNode, place, list) in _round.Lists)
        {
            Context.Slots[list] = GatheredLists.Every(isNode ? _nodes : _path, place, _hops.Length, _path.Count / _hops.Length, isNode, _step.Reversed);
        }

        if (!plan.Into)
        {
            Context.Slots[_step.To] = Value.NodeReference(end);
        }

        return true;
    }

    private struct Level(AdjacencyCursor relationships, int depth)
    {
        /// <summary>A field, since a cursor moves in place.</summary>
        public AdjacencyCursor Relationships = relationships;

        public readonly int Depth => depth;
    }
}

/// <summary>Makes lists of what a walk has met.</summary>
internal static class GatheredLists
{
    public static Value Relationships(List<long> path, int first, int count, bool reversed)
    {
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            items[reversed ? count - 1 - i : i] = Value.RelationshipReference(path[first + i]);
        }

        return Value.Of(new ListValue(items));
    }

    /// <summary>The entity at one place of each round.</summary>
    public static Value Every(List<long> walked, int first, int stride, int rounds, bool isNode, bool reversed)
    {
        var items = new Value[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var id = walked[first + (i * stride)];
            items[reversed ? rounds - 1 - i : i] = isNode ? Value.NodeReference(id) : Value.RelationshipReference(id);
        }

        return Value.Of(new ListValue(items));
    }
}
