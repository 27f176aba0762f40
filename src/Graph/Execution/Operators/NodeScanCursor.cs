using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>One way of finding nodes.</summary>
internal abstract class NodeAccess
{
    /// <summary>The nodes for the row in the frame; false where there can be none.</summary>
    public abstract bool TryFind(ExecutionContext context, out NodeCursor nodes);

    /// <summary>Further nodes after a found set is used up (a look-up of several values).</summary>
    public virtual bool TryFindMore(ExecutionContext context, out NodeCursor nodes)
    {
        nodes = default;
        return false;
    }
}

internal sealed class AllNodesAccess : NodeAccess
{
    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        nodes = context.Graph.AllNodes();
        return true;
    }
}

internal sealed class LabelAccess(string name) : NodeAccess
{
    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        var label = context.Graph.Labels.Find(name);
        nodes = label < 0 ? default : context.Graph.NodesWithLabel(label);
        return label >= 0;
    }
}

internal sealed class IndexSeekAccess(string indexName, CompiledExpression value) : NodeAccess
{
    private IndexDefinition? _index;

    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        var key = value.Evaluate(context);
        nodes = key.IsNull ? default : context.Graph.Seek(_index ??= Index(context, indexName), [key]);
        return !key.IsNull;
    }

    internal static IndexDefinition Index(ExecutionContext context, string name)
    {
        foreach (var index in context.Graph.Indexes)
        {
            if (index.Name == name)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"The plan uses the index '{name}', which is gone.");
    }
}

/// <summary>A look-up of every distinct value of a list.</summary>
internal sealed class IndexInAccess(string indexName, CompiledExpression list) : NodeAccess
{
    private Queue<Value> _rest = new();

    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        _rest = new(ListItems.Read(list.Evaluate(context)));
        return TryFindMore(context, out nodes);
    }

    public override bool TryFindMore(ExecutionContext context, out NodeCursor nodes)
    {
        var found = _rest.TryDequeue(out var key);
        nodes = found ? context.Graph.Seek(IndexSeekAccess.Index(context, indexName), [key]) : default;
        return found;
    }
}

internal sealed class IndexRangeAccess(IndexRangePlan range) : NodeAccess
{
    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        nodes = default;
        var from = range.From?.Value.Evaluate(context) ?? Value.Null;
        var to = range.To?.Value.Evaluate(context) ?? Value.Null;
        if ((range.From is not null && from.IsNull) || (range.To is not null && to.IsNull))
        {
            return false;
        }

        var index = IndexSeekAccess.Index(context, range.IndexName);
        nodes = context.Graph.SeekRange(index, from, range.From?.Inclusive ?? true, to, range.To?.Inclusive ?? true);
        return true;
    }
}

internal sealed class IndexPrefixAccess(string indexName, CompiledExpression prefix) : NodeAccess
{
    public override bool TryFind(ExecutionContext context, out NodeCursor nodes)
    {
        var value = prefix.Evaluate(context);
        nodes = value.IsString ? context.Graph.SeekPrefix(IndexSeekAccess.Index(context, indexName), value.AsString()) : default;
        return value.IsString;
    }
}

/// <summary>For each row of the source, the nodes that an access finds.</summary>
internal sealed class NodeScanCursor(ExecutionContext context, Cursor source, int slot, NodeAccess access) : SourceCursor(context, source)
{
    private NodeCursor _nodes;
    private bool _open;

    public override void Open()
    {
        base.Open();
        _open = false;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_open)
            {
                Context.Touch();
                if (_nodes.MoveNext())
                {
                    Context.Slots[slot] = Value.NodeReference(_nodes.Current);
                    return true;
                }

                _open = access.TryFindMore(Context, out _nodes);
            }
            else if (Source.Next())
            {
                _open = access.TryFind(Context, out _nodes);
            }
            else
            {
                return false;
            }
        }
    }
}

/// <summary>The node with an id, or each of those with a list's ids.</summary>
internal sealed class NodeByIdCursor(ExecutionContext context, Cursor source, NodeByIdPlan plan) : SourceCursor(context, source)
{
    private readonly Queue<long> _ids = new();

    public override void Open()
    {
        base.Open();
        _ids.Clear();
    }

    public override bool Next()
    {
        while (true)
        {
            while (_ids.TryDequeue(out var id))
            {
                Context.Touch();
                if (Context.Graph.NodeExists(id))
                {
                    Context.Slots[plan.Slot] = Value.NodeReference(id);
                    return true;
                }
            }

            if (!Source.Next())
            {
                return false;
            }

            var value = plan.Id.Evaluate(Context);
            var ids = plan.In && value.Kind == ValueKind.List ? value.AsList().Distinct() : [value];
            foreach (var id in ids.Where(id => id.IsInteger))
            {
                _ids.Enqueue(id.AsInteger());
            }
        }
    }
}

/// <summary>Lets rows through whose slot is a node.</summary>
internal sealed class RequireNodeCursor(ExecutionContext context, Cursor source, int slot) : SourceCursor(context, source)
{
    public override bool Next()
    {
        while (Source.Next())
        {
            var value = Context.Slots[slot];
            switch (value.Kind)
            {
                case ValueKind.Node:
                    return true;
                case ValueKind.Null:
                    break;
                default:
                    throw CypherErrors.Type($"A pattern needs a node here, but the value is a {value.Kind}.");
            }
        }

        return false;
    }
}
