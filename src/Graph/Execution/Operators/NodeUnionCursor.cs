using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>For each row of the source, the nodes that any of several ways finds, each once, by id: in the order in which a scan would give them.</summary>
internal sealed class NodeUnionCursor(ExecutionContext context, Cursor source, int slot, Cursor[] branches) : SourceCursor(context, source)
{
    private readonly HashSet<long> _found = [];
    private long[] _nodes = [];
    private int _next;

    public override void Open()
    {
        base.Open();
        _nodes = [];
        _next = 0;
    }

    public override bool Next()
    {
        while (_next >= _nodes.Length)
        {
            if (!Source.Next())
            {
                return false;
            }

            Find();
        }

        Context.Slots[slot] = Value.NodeReference(_nodes[_next++]);
        return true;
    }

    private void Find()
    {
        _found.Clear();
        foreach (var branch in branches)
        {
            branch.Open();
            while (branch.Next())
            {
                _found.Add(Context.Slots[slot].Bits);
            }
        }

        _nodes = [.. _found];
        Array.Sort(_nodes);
        _next = 0;
    }
}
