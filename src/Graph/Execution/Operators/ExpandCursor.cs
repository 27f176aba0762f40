using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Planning;
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

    /// <summary>Opens the relationships of a node; false where none can match.</summary>
    public bool TryExpand(long node, out AdjacencyCursor relationships)
    {
        FindTypes();
        var possible = step.Types.Length == 0 || _types.Length > 0;
        relationships = possible ? context.Graph.Expand(node, Direction, _types) : default;
        return possible;
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

/// <summary>For each row, the relationships of one node, and the nodes at their other ends.</summary>
internal sealed class ExpandCursor(ExecutionContext context, Cursor source, ExpandStep step, bool into) : SourceCursor(context, source)
{
    private readonly StepMatcher _matcher = new(context, step);
    private AdjacencyCursor _relationships;
    private bool _open;
    private long _target;

    public override void Open()
    {
        base.Open();
        _open = false;
    }

    public override bool Next()
    {
        while (true)
        {
            while (_open && _relationships.MoveNext())
            {
                Context.Tick();
                var relationship = _relationships.Relationship;
                var neighbour = _relationships.Neighbour;
                if ((into && neighbour != _target) || !_matcher.PredicateFits(relationship) || _matcher.IsTaken(relationship))
                {
                    continue;
                }

                Context.Slots[step.Relationship] = Value.RelationshipReference(relationship);
                if (!into)
                {
                    Context.Slots[step.To] = Value.NodeReference(neighbour);
                }

                return true;
            }

            if (!Source.Next())
            {
                return false;
            }

            _target = into ? Context.Slots[step.To].Bits : 0;
            _open = Context.Slots[step.From] is { IsNode: true } node && _matcher.TryExpand(node.Bits, out _relationships);
        }
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
