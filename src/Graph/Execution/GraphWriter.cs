using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>Carries out a statement's updates on the transaction's state: checks values, counts changes, and holds back deletions that must wait.</summary>
internal sealed class GraphWriter(GraphState graph, QueryCounters counters, MemoryBudget memory)
{
    /// <summary>About what an entity takes in records, links and the log.</summary>
    private const int EntityBytes = 128;
    private const int PropertyBytes = 64;

    private readonly HashSet<long> _waitingNodes = [];
    private int[] _keys = [];
    private Value[] _values = [];

    /// <summary>The labels of the node created last and their tokens: a clause creates node after node with the same ones.</summary>
    private (string[] Names, int[] Tokens) _labels = ([], []);

    /// <summary>The key at each place of the map read last and its token, for the same reason.</summary>
    private readonly List<(string Key, int Token)> _keysAtPlaces = [];

    private readonly HeldMemory _memory = new(memory);

    public GraphState Graph => graph;

    public QueryCounters Counters => counters;

    public long CreateNode(string[] labels, MapValue properties)
    {
        if (!ReferenceEquals(labels, _labels.Names))
        {
            _labels = (labels, [.. labels.Select(graph.Labels.GetOrAdd).Order()]);
        }

        var tokens = _labels.Tokens;
        var count = Resolve(properties);
        _memory.Add(EntityBytes + MemoryBudget.SizeOf(_values.AsSpan(0, count), []));
        var node = graph.CreateNode(tokens, _keys.AsSpan(0, count), _values.AsSpan(0, count));
        counters.NodesCreated++;
        counters.LabelsAdded += tokens.Length;
        counters.PropertiesSet += count;
        return node;
    }

    public long CreateRelationship(long start, string type, long end, MapValue properties)
    {
        if (!graph.NodeExists(start) || !graph.NodeExists(end))
        {
            throw CypherErrors.EntityNotFound("A relationship cannot be created at a node that has been deleted in this transaction.");
        }

        var count = Resolve(properties);
        _memory.Add(EntityBytes + MemoryBudget.SizeOf(_values.AsSpan(0, count), []));
        var relationship = graph.CreateRelationship(start, graph.RelationshipTypes.GetOrAdd(type), end, _keys.AsSpan(0, count), _values.AsSpan(0, count));
        counters.RelationshipsCreated++;
        counters.PropertiesSet += count;
        return relationship;
    }

    /// <summary>Sets or, with null, removes a property. <paramref name="countMissing"/>: whether the removal of one that is not there counts as a change, as it does in <c>SET n += map</c>.</summary>
    public void SetNodeProperty(long node, string key, Value value, bool countMissing = false)
    {
        if (!graph.NodeExists(node))
        {
            // What is written to something deleted is lost without a word, but counts.
            Count(isChange: true);
            return;
        }

        var token = TokenToSet(key, ref value);
        var isChange = token >= 0 && (!value.IsNull || !graph.NodeProperty(node, token).IsNull);
        if (isChange)
        {
            _memory.Add(PropertyBytes + MemoryBudget.SizeBeside(value));
            graph.SetNodeProperty(node, token, value);
        }

        Count(isChange || countMissing);
    }

    public void SetRelationshipProperty(long relationship, string key, Value value, bool countMissing = false)
    {
        if (!graph.RelationshipExists(relationship))
        {
            Count(isChange: true);
            return;
        }

        var token = TokenToSet(key, ref value);
        var isChange = token >= 0 && (!value.IsNull || !graph.RelationshipProperty(relationship, token).IsNull);
        if (isChange)
        {
            _memory.Add(PropertyBytes + MemoryBudget.SizeBeside(value));
            graph.SetRelationshipProperty(relationship, token, value);
        }

        Count(isChange || countMissing);
    }

    public void AddLabel(long node, string label)
    {
        if (graph.AddLabel(node, graph.Labels.GetOrAdd(label)))
        {
            counters.LabelsAdded++;
        }
    }

    public void RemoveLabel(long node, string label)
    {
        var token = graph.Labels.Find(label);
        if (token >= 0 && graph.RemoveLabel(node, token))
        {
            counters.LabelsRemoved++;
        }
    }

    public void DeleteRelationship(long relationship)
    {
        if (graph.RelationshipExists(relationship))
        {
            graph.DeleteRelationship(relationship);
            counters.RelationshipsDeleted++;
        }
    }

    /// <summary>Deletes a node, or lets it wait for its relationships to go: the statement fails in the end if they do not.</summary>
    public void DeleteNode(long node, bool detach)
    {
        if (!graph.NodeExists(node))
        {
            return;
        }

        if (detach)
        {
            foreach (var relationship in RelationshipsOf(node))
            {
                DeleteRelationship(relationship);
            }
        }

        if (graph.Degree(node, Direction.Both, -1) > 0)
        {
            _waitingNodes.Add(node);
            return;
        }

        graph.DeleteNode(node);
        counters.NodesDeleted++;
    }

    /// <summary>What was changed so far is lasting, and the statement keeps it no longer.</summary>
    public void Forget() => _memory.Clear();

    /// <summary>Called once all of the statement has run.</summary>
    public void Complete()
    {
        foreach (var node in _waitingNodes.Where(graph.NodeExists))
        {
            counters.NodesDeleted++;
            if (graph.Degree(node, Direction.Both, -1) > 0)
            {
                throw CypherErrors.Constraint($"Node {node} still has relationships: delete these first, or use DETACH DELETE.");
            }

            graph.DeleteNode(node);
        }

        _waitingNodes.Clear();
    }

    /// <summary>Puts the properties that are not null into <see cref="_keys"/> and <see cref="_values"/>. Returns how many there are.</summary>
    private int Resolve(MapValue properties)
    {
        if (properties.Count > _keys.Length)
        {
            _keys = new int[properties.Count];
            _values = new Value[properties.Count];
        }

        var count = 0;
        for (var i = 0; i < properties.Count; i++)
        {
            ref readonly var value = ref properties.ValueSpan[i];
            if (!value.IsNull)
            {
                var stored = StorableValue.Of(properties.KeySpan[i], value);
                _keys[count] = TokenAt(i, properties.KeySpan[i]);
                _values[count++] = stored;
            }
        }

        return count;
    }

    private int TokenAt(int place, string key)
    {
        if (place < _keysAtPlaces.Count && ReferenceEquals(_keysAtPlaces[place].Key, key))
        {
            return _keysAtPlaces[place].Token;
        }

        var token = graph.PropertyKeys.GetOrAdd(key);
        while (_keysAtPlaces.Count <= place)
        {
            _keysAtPlaces.Add((key, token));
        }

        _keysAtPlaces[place] = (key, token);
        return token;
    }

    /// <summary>The key's token, and the value as it is stored; -1 where null would remove a key that the graph has never seen.</summary>
    private int TokenToSet(string key, ref Value value)
    {
        if (value.IsNull && graph.PropertyKeys.Find(key) < 0)
        {
            return -1;
        }

        value = StorableValue.Of(key, value);
        return graph.PropertyKeys.GetOrAdd(key);
    }

    private void Count(bool isChange) => counters.PropertiesSet += isChange ? 1 : 0;

    private List<long> RelationshipsOf(long node)
    {
        var relationships = new List<long>();
        var cursor = graph.Expand(node, Direction.Both, []);
        while (cursor.MoveNext())
        {
            relationships.Add(cursor.Relationship);
        }

        return relationships;
    }
}
