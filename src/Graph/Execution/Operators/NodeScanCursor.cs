using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>One way of finding nodes.</summary>
internal abstract class NodeAccess
{
    /// <summary>The nodes for the row in the frame; null where there can be none.</summary>
    public abstract NodeCursor? Find(ExecutionContext context);

    /// <summary>Whether more nodes come after a found set is used up (a look-up of several values).</summary>
    public virtual NodeCursor? FindMore(ExecutionContext context) => null;
}

internal sealed class AllNodesAccess : NodeAccess
{
    public override NodeCursor? Find(ExecutionContext context) => context.Graph.AllNodes();
}

internal sealed class LabelAccess(string name) : NodeAccess
{
    public override NodeCursor? Find(ExecutionContext context)
    {
        var label = context.Graph.Labels.Find(name);
        return label < 0 ? null : context.Graph.NodesWithLabel(label);
    }
}

internal sealed class IndexSeekAccess(string indexName, CompiledExpression value) : NodeAccess
{
    public override NodeCursor? Find(ExecutionContext context)
    {
        var key = value.Evaluate(context);
        return key.IsNull ? null : context.Graph.Seek(Index(context, indexName), [key]);
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

    public override NodeCursor? Find(ExecutionContext context)
    {
        var value = list.Evaluate(context);
        _rest = new(value.Kind switch
        {
            ValueKind.Null => [],
            ValueKind.List => value.AsList().Where(item => !item.IsNull).Distinct(),
            _ => throw CypherErrors.Type($"IN needs a list, but the value is a {value.Kind}."),
        });
        return FindMore(context);
    }

    public override NodeCursor? FindMore(ExecutionContext context) =>
        _rest.TryDequeue(out var key) ? context.Graph.Seek(IndexSeekAccess.Index(context, indexName), [key]) : null;
}

internal sealed class IndexRangeAccess(IndexRangePlan range) : NodeAccess
{
    public override NodeCursor? Find(ExecutionContext context)
    {
        var from = range.From?.Value.Evaluate(context) ?? Value.Null;
        var to = range.To?.Value.Evaluate(context) ?? Value.Null;
        if ((range.From is not null && from.IsNull) || (range.To is not null && to.IsNull))
        {
            return null;
        }

        var index = IndexSeekAccess.Index(context, range.IndexName);
        return context.Graph.SeekRange(index, from, range.From?.Inclusive ?? true, to, range.To?.Inclusive ?? true);
    }
}

internal sealed class IndexPrefixAccess(string indexName, CompiledExpression prefix) : NodeAccess
{
    public override NodeCursor? Find(ExecutionContext context)
    {
        var value = prefix.Evaluate(context);
        return value.IsString ? context.Graph.SeekPrefix(IndexSeekAccess.Index(context, indexName), value.AsString()) : null;
    }
}

/// <summary>For each row of the source, the nodes that an access finds.</summary>
internal sealed class NodeScanCursor(ExecutionContext context, Cursor source, int slot, NodeAccess access) : SourceCursor(context, source)
{
    private NodeCursor? _nodes;

    public override void Open()
    {
        base.Open();
        _nodes = null;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_nodes is { } nodes)
            {
                Context.Tick();
                var found = nodes.MoveNext();
                _nodes = nodes;
                if (found)
                {
                    Context.Slots[slot] = Value.NodeReference(nodes.Current);
                    return true;
                }

                _nodes = access.FindMore(Context);
            }
            else if (Source.Next())
            {
                _nodes = access.Find(Context);
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
