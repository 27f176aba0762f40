using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>What all expansions ask of a relationship before they walk it.</summary>
internal sealed class StepMatcher(ExecutionContext context, ExpandStep step)
{
    private int[] _types = [];
    private int _found = -1;

    public Direction Direction { get; } = step.Direction switch
    {
        PatternDirection.Outgoing => Direction.Outgoing,
        PatternDirection.Incoming => Direction.Incoming,
        _ => Direction.Both,
    };

    /// <summary>The step's direction as seen from its far end.</summary>
    public Direction Opposite => Direction switch
    {
        Direction.Outgoing => Direction.Incoming,
        Direction.Incoming => Direction.Outgoing,
        _ => Direction.Both,
    };

    /// <summary>The one type, where the step has one direction and the state stays as it is; else -1.</summary>
    public int SingleType
    {
        get
        {
            FindTypes();
            return _types.Length == 1 && step.Types.Length == 1 && Direction != Direction.Both && context.Graph.IsFrozen ? _types[0] : -1;
        }
    }

    /// <summary>Opens the relationships of a node, or those that lead back from the step's far end; false where none can match.</summary>
    public bool TryExpand(long node, bool back, out AdjacencyCursor relationships)
    {
        FindTypes();
        var possible = step.Types.Length == 0 || _types.Length > 0;
        relationships = possible ? context.Graph.Expand(node, back ? Opposite : Direction, _types) : default;
        return possible;
    }

    /// <summary>Whether the far end has fewer relationships to look at than the near one.</summary>
    public bool IsShorterFrom(long far, long near)
    {
        FindTypes();
        return context.Graph.Degree(far, Opposite, _types) < context.Graph.Degree(near, Direction, _types);
    }

    public bool TypeFits(long relationship)
    {
        FindTypes();
        var type = context.Graph.TypeOf(relationship);
        return (step.Types.Length == 0 || Array.IndexOf(_types, type) >= 0) && TypePredicateFits(type);
    }

    public bool PredicateFits(long relationship) => step.TypePredicate is null || TypePredicateFits(context.Graph.TypeOf(relationship));

    /// <summary>Whether the clause has walked this relationship already.</summary>
    public bool IsTaken(long relationship)
    {
        foreach (var slot in step.DistinctFrom)
        {
            var value = context.Slots[slot];
            if (value.IsRelationship ? value.Bits == relationship : value.Kind == ValueKind.List && Contains(value.AsList(), relationship))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(ListValue relationships, long relationship)
    {
        foreach (var item in relationships.Items)
        {
            if (item.Bits == relationship)
            {
                return true;
            }
        }

        return false;
    }

    private bool TypePredicateFits(int type) => step.TypePredicate is null || step.TypePredicate.MatchesType(context.Graph, type);

    /// <summary>A type's token may come into being while a statement runs, so tokens are looked up until all are known.</summary>
    private void FindTypes()
    {
        if (_found == step.Types.Length)
        {
            return;
        }

        _types = [.. step.Types.Select(context.Graph.RelationshipTypes.Find).Where(token => token >= 0)];
        _found = _types.Length;
    }
}

/// <summary>For each row, the relationships of one node, and the nodes at their other ends, as far as the predicates hold.</summary>
/// <remarks>Where the far node is known, the relationships of that end are walked which has fewer.</remarks>
internal sealed class ExpandCursor(ExecutionContext context, Cursor source, ExpandStep step, bool into, CompiledExpression[] predicates) : SourceCursor(context, source)
{
    private readonly StepMatcher _matcher = new(context, step);
    private AdjacencyCursor _relationships;
    private bool _open;

    /// <summary>One type in one direction of a state that stays: the walk is a walk over this array, from <c>_place</c> + 1 to <c>_end</c>.</summary>
    private Link[] _links = [];
    private int _place;
    private int _end;
    private bool _prefetching;
    private long _target;

    public override void Open()
    {
        base.Open();
        _open = false;
        _place = _end = 0;
    }

    public override bool Next()
    {
        while (true)
        {
            while (_place < _end)
            {
                Context.Touch();
                var link = _links[++_place];
                if (_prefetching)
                {
                    Context.Graph.PrefetchAhead(_links, _place, _end);
                }

                if (Fits(link.Relationship, link.Neighbour))
                {
                    return true;
                }
            }

            while (_open && _relationships.MoveNext())
            {
                Context.Touch();
                if (Fits(_relationships.Relationship, _relationships.Neighbour))
                {
                    return true;
                }
            }

            if (!Source.Next())
            {
                return false;
            }

            Expand(Context.Slots[step.From]);
        }
    }

    private void Expand(Value from)
    {
        _open = false;
        _place = _end = 0;
        if (!from.IsNode)
        {
            return;
        }

        var (node, back) = (from.Bits, false);
        if (into)
        {
            var far = Context.Slots[step.To].Bits;
            back = _matcher.IsShorterFrom(far, node);
            (node, _target) = back ? (far, node) : (node, far);
        }

        if (_matcher.SingleType is >= 0 and var type)
        {
            _links = Context.Graph.LinksOf(node, back ? _matcher.Opposite : _matcher.Direction, type, out _end);
            _prefetching = _end >= GraphState.PrefetchFrom && !into;
        }
        else
        {
            _open = _matcher.TryExpand(node, back, out _relationships);
        }
    }

    /// <summary>Puts the relationship and its far node into the frame and asks the predicates.</summary>
    private bool Fits(long relationship, long neighbour)
    {
        if ((into && neighbour != _target) || !_matcher.PredicateFits(relationship) || _matcher.IsTaken(relationship))
        {
            return false;
        }

        var slots = Context.Slots;
        slots[step.Relationship] = Value.RelationshipReference(relationship);
        if (!into)
        {
            slots[step.To] = Value.NodeReference(neighbour);
        }

        foreach (var predicate in predicates)
        {
            if (!predicate.Holds(Context))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A relationship that is known already: fills in its end nodes, once for each way of walking it.</summary>
internal sealed class KnownRelationshipCursor(ExecutionContext context, Cursor source, KnownRelationshipPlan plan) : SourceCursor(context, source)
{
    private readonly StepMatcher _matcher = new(context, plan.Step);
    private bool _backwardsPending;

    public override void Open()
    {
        base.Open();
        _backwardsPending = false;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_backwardsPending)
            {
                _backwardsPending = false;
                if (TryEnds(backwards: true))
                {
                    return true;
                }

                continue;
            }

            if (!Source.Next())
            {
                return false;
            }

            var value = Context.Slots[plan.Step.Relationship];
            if (value.IsNull)
            {
                continue;
            }

            if (!value.IsRelationship)
            {
                throw CypherErrors.Type($"A pattern needs a relationship here, but the value is a {value.Kind}.");
            }

            if (!_matcher.TypeFits(value.Bits) || _matcher.IsTaken(value.Bits))
            {
                continue;
            }

            var loop = Context.Graph.StartOf(value.Bits) == Context.Graph.EndOf(value.Bits);
            _backwardsPending = _matcher.Direction == Direction.Both && !loop;
            if (TryEnds(backwards: _matcher.Direction == Direction.Incoming))
            {
                return true;
            }
        }
    }

    private bool TryEnds(bool backwards)
    {
        var relationship = Context.Slots[plan.Step.Relationship].Bits;
        var (start, end) = (Context.Graph.StartOf(relationship), Context.Graph.EndOf(relationship));
        var (from, to) = backwards ? (end, start) : (start, end);
        var sameNode = plan.Step.From == plan.Step.To;
        if ((sameNode && from != to)
            || (plan.FromKnown && Context.Slots[plan.Step.From].Bits != from)
            || (plan.ToKnown && Context.Slots[plan.Step.To].Bits != to))
        {
            return false;
        }

        Context.Slots[plan.Step.From] = Value.NodeReference(from);
        Context.Slots[plan.Step.To] = Value.NodeReference(to);
        return true;
    }
}
