using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// Deletes what all rows name: first the relationships, then the nodes, since a node may be named before the relationships that hold it.
/// Rows go on only when all is done.
/// </summary>
internal sealed class DeleteCursor(ExecutionContext context, Cursor source, DeletePlan plan) : SourceCursor(context, source)
{
    private readonly SavedRows _rows = new(context, plan.Saved);
    private readonly HashSet<long> _nodes = [];
    private readonly HashSet<long> _relationships = [];
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _rows.Clear();
        _nodes.Clear();
        _relationships.Clear();
        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            DeleteAll();
            _next = 0;
        }

        if (_next >= _rows.Count)
        {
            return false;
        }

        _rows.Restore(_next++);
        return true;
    }

    private void DeleteAll()
    {
        while (Source.Next())
        {
            Context.Tick();
            _rows.Save();
            foreach (var expression in plan.Expressions)
            {
                Collect(expression.Evaluate(Context));
            }
        }

        var writer = Creation.Writer(Context);
        foreach (var relationship in _relationships)
        {
            writer.DeleteRelationship(relationship);
        }

        foreach (var node in _nodes)
        {
            Context.Tick();
            writer.DeleteNode(node, plan.Detach);
        }
    }

    private void Collect(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                break;
            case ValueKind.Node:
                _nodes.Add(value.Bits);
                break;
            case ValueKind.Relationship:
                _relationships.Add(value.Bits);
                break;
            case ValueKind.Path when value.Heap<PathReference>() is { } path:
                _nodes.UnionWith(path.Nodes);
                _relationships.UnionWith(path.Relationships);
                break;
            default:
                throw CypherErrors.Type($"Only nodes, relationships and paths can be deleted, but the value is a {value.Kind}.");
        }
    }
}
