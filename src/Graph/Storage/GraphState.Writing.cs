using System.Diagnostics;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    /// <summary>Nodes where a large group has dead links, to be compacted by <see cref="Freeze"/>.</summary>
    private HashSet<int>? _nodesWithDeadLinks;

    /// <summary>A state that starts as this one and can be changed; this one stays as it is.</summary>
    /// <remarks>Takes constant time. A state that is still being written may be forked too (a savepoint) and be written on independently.</remarks>
    public GraphState Fork()
    {
        CompactLinks();
        if (!_frozen)
        {
            // From here on this state shares its pages, so it must not own them any more.
            _owner = Owner.Next();
            _ownsLabels = false;
            _ownsTypeCounts = false;
            _ownsIndexes = false;
        }

        return new GraphState(this);
    }

    /// <summary>Ends changing: from now on this state is immutable and may be read by any thread.</summary>
    public void Freeze()
    {
        CompactLinks();
        _frozen = true;
    }

    public long CreateNode(ReadOnlySpan<int> labels) => CreateNode(labels, [], []);

    /// <summary>Creates a node with its properties at once: cheaper than one by one. Keys are distinct; null values are left out.</summary>
    public long CreateNode(ReadOnlySpan<int> labels, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        AssertWritable();
        var node = NextId(_nextNode);
        var set = _vocabulary.LabelSets.Of(labels);
        var row = RowFrom(keys, values);
        EnterIndexes(node, set, in row);
        _nextNode = node + 1;
        _nodeCount++;
        ref var record = ref _nodes.Write(node, _owner);
        record.LabelSet = set.Id + 1;
        record.Properties = row;
        foreach (var label in set.Tokens)
        {
            OwnLabel(label).Add(node);
        }

        _changes?.NodeCreated(set.Tokens, keys, values);
        return node;
    }

    public long CreateRelationship(long start, int type, long end) => CreateRelationship(start, type, end, [], []);

    /// <summary>Creates a relationship with its properties at once. Keys are distinct; null values are left out.</summary>
    public long CreateRelationship(long start, int type, long end, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        AssertWritable();
        RequireNode(start);
        RequireNode(end);
        var relationship = NextId(_nextRelationship);
        var row = RowFrom(keys, values);
        EnterRelationshipIndexes(relationship, type, in row);
        _nextRelationship = relationship + 1;
        _relationshipCount++;
        OwnTypeCounts(type)[type]++;
        _relationships.Write(relationship, _owner) = new RelationshipRecord { Start = (int)start, End = (int)end, Type = type + 1 };
        if (!keys.IsEmpty)
        {
            _relationshipProperties.Write(relationship, _owner) = row;
        }

        var loop = start == end;
        LinkGroup.GetOrAdd(ref OwnLinks((int)start).Outgoing, type).Append(relationship, (int)end, loop);
        LinkGroup.GetOrAdd(ref OwnLinks((int)end).Incoming, type).Append(relationship, (int)start, loop);
        _changes?.RelationshipCreated(start, type, end, keys, values);
        return relationship;
    }

    /// <summary>The node must have no relationships left.</summary>
    public void DeleteNode(long node)
    {
        AssertWritable();
        RequireNode(node);
        if (Degree(node, Direction.Both, -1) > 0)
        {
            throw new InvalidOperationException($"Node {node} still has relationships and cannot be deleted.");
        }

        var set = LabelSetOf(node);
        LeaveIndexes((int)node, set, in NodeOf(node).Properties);
        foreach (var label in set.Tokens)
        {
            OwnLabel(label).Remove((int)node);
        }

        _nodes.Write((int)node, _owner) = default;
        if (LinksOf(node).Outgoing is not null || LinksOf(node).Incoming is not null)
        {
            _links.Write((int)node, _owner) = default;
        }

        _nodeCount--;
        _changes?.NodeDeleted(node);
    }

    public void DeleteRelationship(long relationship)
    {
        AssertWritable();
        RequireRelationship(relationship);
        ref var record = ref _relationships.Write((int)relationship, _owner);
        var type = record.Type - 1;
        LeaveRelationshipIndexes((int)relationship, type, in RowOf(relationship));
        record.Type = -record.Type;
        if (RowOf(relationship).Values is not null)
        {
            _relationshipProperties.Write((int)relationship, _owner) = default;
        }

        OwnTypeCounts(type)[type]--;
        _relationshipCount--;
        var loop = record.Start == record.End;
        Unlink(record.Start, ref LinkGroup.GetOrAdd(ref OwnLinks(record.Start).Outgoing, type), (int)relationship, loop);
        Unlink(record.End, ref LinkGroup.GetOrAdd(ref OwnLinks(record.End).Incoming, type), (int)relationship, loop);
        _changes?.RelationshipDeleted(relationship);
    }

    /// <summary>Returns whether the node lacked the label so far.</summary>
    public bool AddLabel(long node, int label)
    {
        AssertWritable();
        RequireNode(node);
        var set = LabelSetOf(node);
        if (set.Contains(label))
        {
            return false;
        }

        var larger = _vocabulary.LabelSets.With(set, label);
        ChangeIndexedLabels((int)node, set, larger);
        _nodes.Write((int)node, _owner).LabelSet = larger.Id + 1;
        OwnLabel(label).Add((int)node);
        _changes?.LabelAdded(node, label);
        return true;
    }

    /// <summary>Returns whether the node had the label so far.</summary>
    public bool RemoveLabel(long node, int label)
    {
        AssertWritable();
        RequireNode(node);
        var set = LabelSetOf(node);
        if (!set.Contains(label))
        {
            return false;
        }

        var smaller = _vocabulary.LabelSets.Without(set, label);
        ChangeIndexedLabels((int)node, set, smaller);
        _nodes.Write((int)node, _owner).LabelSet = smaller.Id + 1;
        OwnLabel(label).Remove((int)node);
        _changes?.LabelRemoved(node, label);
        return true;
    }

    private static int NextId(int next) => next < int.MaxValue ? next
        : throw new InvalidOperationException("The graph has given all of its 2,147,483,647 ids.");

    private void Unlink(int node, ref LinkGroup group, int relationship, bool loop)
    {
        if (group.Remove(relationship, loop))
        {
            (_nodesWithDeadLinks ??= []).Add(node);
        }
    }

    private void CompactLinks()
    {
        if (_nodesWithDeadLinks is null)
        {
            return;
        }

        foreach (var node in _nodesWithDeadLinks)
        {
            ref var links = ref OwnLinks(node);
            CompactLinks(links.Outgoing);
            CompactLinks(links.Incoming);
        }

        _nodesWithDeadLinks = null;
    }

    private void CompactLinks(LinkGroup[]? groups)
    {
        foreach (ref var group in groups.AsSpan())
        {
            if (group.Dead > 0)
            {
                group.Compact(in _relationships);
            }
        }
    }

    private ref NodeLinks OwnLinks(int node)
    {
        ref var links = ref _links.Write(node, _owner);
        if (links.Owner != _owner)
        {
            links.Owner = _owner;
            links.Outgoing = LinkGroup.CopyOfUsed(links.Outgoing);
            links.Incoming = LinkGroup.CopyOfUsed(links.Incoming);
        }

        return ref links;
    }

    private LabelIndex OwnLabel(int label)
    {
        if (!_ownsLabels || label >= _labels.Length)
        {
            var copy = new LabelIndex?[Math.Max(label + 1, _labels.Length)];
            _labels.CopyTo(copy, 0);
            _labels = copy;
            _ownsLabels = true;
        }

        ref var index = ref _labels[label];
        if (index is null || index.StateOwner != _owner)
        {
            index = index?.CopyFor(_owner) ?? new LabelIndex(_owner);
        }

        return index;
    }

    private long[] OwnTypeCounts(int type)
    {
        if (!_ownsTypeCounts || type >= _typeCounts.Length)
        {
            var copy = new long[Math.Max(type + 1, _typeCounts.Length)];
            _typeCounts.CopyTo(copy, 0);
            _typeCounts = copy;
            _ownsTypeCounts = true;
        }

        return _typeCounts;
    }

    private void RequireNode(long node)
    {
        if (!NodeExists(node))
        {
            throw CypherErrors.EntityNotFound($"Node {node} was deleted or never existed.");
        }
    }

    private void RequireRelationship(long relationship)
    {
        if (!RelationshipExists(relationship))
        {
            throw CypherErrors.EntityNotFound($"Relationship {relationship} was deleted or never existed.");
        }
    }

    [Conditional("DEBUG")]
    private void AssertWritable() => Debug.Assert(!_frozen, "A frozen state is never written.");
}
