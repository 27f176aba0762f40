using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.Storage;

/// <summary>Compares all that is derived in a frozen state (counts, label sets, adjacency, indexes, uniqueness) with the records of nodes and relationships.</summary>
internal sealed class StateCheck
{
    /// <summary>A graph that is broken throughout needs no complete list.</summary>
    private const int FindingLimit = 100;

    private readonly GraphState _state;
    private readonly CancellationToken _cancellationToken;
    private readonly List<GraphFinding> _findings = [];

    private StateCheck(GraphState state, CancellationToken cancellationToken)
    {
        _state = state;
        _cancellationToken = cancellationToken;
    }

    public static IReadOnlyList<GraphFinding> Run(GraphState state, CancellationToken cancellationToken)
    {
        var check = new StateCheck(state, cancellationToken);
        check.CheckNodes();
        check.CheckRelationships();
        check.CheckAdjacency();
        foreach (var index in state.Indexes)
        {
            check.CheckIndex(index);
        }

        return check._findings;
    }

    private void CheckNodes()
    {
        long nodes = 0;
        var labelled = new long[_state.Labels.Count];
        for (var node = 0L; node < _state.NextNode; node++)
        {
            Tick(node);
            nodes += _state.NodeExists(node) ? 1 : 0;
            foreach (var label in _state.LabelsOf(node))
            {
                labelled[label]++;
            }
        }

        Expect("nodes", "counted", nodes, _state.NodeCount);
        for (var label = 0; label < labelled.Length; label++)
        {
            var place = $"label '{_state.Labels[label]}'";
            Expect(place, "counted", labelled[label], _state.CountNodes(label));
            long right = 0;
            for (var nodesOfLabel = _state.NodesWithLabel(label); nodesOfLabel.MoveNext();)
            {
                right += _state.HasLabel(nodesOfLabel.Current, label) ? 1 : 0;
            }

            Expect(place, "listed", labelled[label], right);
        }
    }

    private void CheckRelationships()
    {
        long relationships = 0;
        var typed = new long[_state.RelationshipTypes.Count];
        for (var relationship = 0L; relationship < _state.NextRelationship; relationship++)
        {
            Tick(relationship);
            if (!_state.RelationshipExists(relationship))
            {
                continue;
            }

            relationships++;
            typed[_state.TypeOf(relationship)]++;
            if (!_state.NodeExists(_state.StartOf(relationship)) || !_state.NodeExists(_state.EndOf(relationship)))
            {
                Report($"relationship {relationship}", "one of its ends does not exist");
            }
        }

        Expect("relationships", "counted", relationships, _state.RelationshipCount);
        for (var type = 0; type < typed.Length; type++)
        {
            Expect($"type '{_state.RelationshipTypes[type]}'", "counted", typed[type], _state.CountRelationships(type));
        }
    }

    /// <summary>Each living relationship stands once at its start and once at its end, so right entries in the right number are all entries.</summary>
    private void CheckAdjacency()
    {
        var (outgoing, incoming) = (0L, 0L);
        for (var node = 0L; node < _state.NextNode; node++)
        {
            Tick(node);
            outgoing += CheckLinks(node, Direction.Outgoing);
            incoming += CheckLinks(node, Direction.Incoming);
        }

        Expect("adjacency", "listed at their start", _state.RelationshipCount, outgoing);
        Expect("adjacency", "listed at their end", _state.RelationshipCount, incoming);
    }

    private int CheckLinks(long node, Direction direction)
    {
        var links = 0;
        var previous = -1L;
        var previousType = -1;
        for (var cursor = _state.Expand(node, direction, []); cursor.MoveNext(); links++)
        {
            var relationship = cursor.Relationship;
            var (here, there) = direction == Direction.Outgoing ? (_state.StartOf(relationship), _state.EndOf(relationship)) : (_state.EndOf(relationship), _state.StartOf(relationship));
            var type = _state.TypeOf(relationship);
            if (!_state.RelationshipExists(relationship) || here != node || there != cursor.Neighbour || (type == previousType && relationship <= previous))
            {
                Report($"node {node}", $"relationship {relationship} stands in the wrong place among its relationships");
            }

            (previous, previousType) = (relationship, type);
        }

        if (links != _state.Degree(node, direction, -1))
        {
            Report($"node {node}", $"{links} relationships are listed where {_state.Degree(node, direction, -1)} are counted");
        }

        return links;
    }

    /// <summary>Every entry must be that of its entity, and stand behind the one before it; then as many entries as entities that belong there are exactly these.</summary>
    private void CheckIndex(IndexDefinition definition)
    {
        if (_state.IndexOf(definition) is FullTextIndex words)
        {
            CheckWords(words);
        }

        if (_state.IndexOf(definition) is not PropertyIndex tree)
        {
            return;
        }

        var place = $"index '{definition.Name}'";
        var kind = definition.Entity == EntityKind.Node ? "node" : "relationship";
        long listed = 0;
        Values.Value[] previous = [];
        var previousEntity = -1;
        for (var entries = _state.EntriesOf(definition); entries.MoveNext(); listed++)
        {
            Tick(listed);
            var entity = entries.Node;
            if (!BelongsTo(tree, entity) || !HasKeys(definition, entity, entries.Keys))
            {
                Report(place, $"the entry of {kind} {entity} is not what the {kind} has");
            }

            if (listed > 0 && !IndexBound.At(entries.Keys, entity).IsAfter(previous, previousEntity))
            {
                Report(place, $"the entry of {kind} {entity} stands in the wrong place");
            }

            if (definition.Unique && listed > 0 && IndexBound.Before(entries.Keys).Matches(previous) && previous.All(IndexKey.CanBeSought))
            {
                Report(place, $"{previousEntity} and {entity} have the same keys, which must be unique");
            }

            (previous, previousEntity) = ([.. entries.Keys], entity);
        }

        var expected = CountExpected(tree);
        Expect(place, "listed", expected, listed);
        Expect(place, "counted", expected, _state.CountEntries(definition));
    }

    /// <summary>The entries must be those of an index that is made anew.</summary>
    private void CheckWords(FullTextIndex index)
    {
        var place = $"index '{index.Definition.Name}'";
        var anew = (FullTextIndex)_state.MadeAnew(index.Definition)!;
        Expect(place, "counted", anew.Count, index.Count);
        for (var field = 0; field < index.Definition.Keys.Length; field++)
        {
            Expect(place, "counted as words", anew.SizeOf(field).Words, index.SizeOf(field).Words);
            Expect(place, "counted as having words", anew.SizeOf(field).Entities, index.SizeOf(field).Entities);
        }

        var (expected, entries) = (anew.Entries, index.Entries);
        for (var number = 0L; ; number++)
        {
            Tick(number);
            var (isDue, isThere) = (expected.MoveNext(), entries.MoveNext());
            if (isDue != isThere || (isDue && (expected.Node != entries.Node || !IndexBound.Before(expected.Keys).Matches(entries.Keys))))
            {
                Report(place, $"its entry {number} is not what the entities' texts say");
                return;
            }

            if (!isDue)
            {
                return;
            }
        }
    }

    private long CountExpected(PropertyIndex index)
    {
        long expected = 0;
        if (index.Definition.Entity == EntityKind.Relationship)
        {
            for (var relationships = _state.AllRelationships(); relationships.MoveNext();)
            {
                expected += BelongsTo(index, relationships.Current) ? 1 : 0;
            }

            return expected;
        }

        for (var nodes = _state.NodesWithLabel(index.Definition.Label); nodes.MoveNext();)
        {
            expected += BelongsTo(index, nodes.Current) ? 1 : 0;
        }

        return expected;
    }

    // A check has its own object for the keys, since that of the state is the writer's.
    private bool BelongsTo(PropertyIndex index, long entity) => index.Definition.Entity == EntityKind.Node
        ? _state.HasLabel(entity, index.Definition.Label) && index.CopyFor(0).Takes(in _state.RecordOfNode(entity).Properties, _state.Vocabulary.Shapes)
        : _state.RelationshipExists(entity) && _state.TypeOf(entity) == index.Definition.Label
            && index.CopyFor(0).Takes(in _state.RowOfRelationship(entity), _state.Vocabulary.Shapes);

    private bool HasKeys(IndexDefinition definition, long entity, ReadOnlySpan<Values.Value> keys)
    {
        var own = definition.Keys.Select(key => IndexKey.Normalise(
            definition.Entity == EntityKind.Node ? _state.NodeProperty(entity, key) : _state.RelationshipProperty(entity, key))).ToArray();
        return IndexBound.Before(own).Matches(keys);
    }

    private void Expect(string place, string how, long records, long derived)
    {
        if (records != derived)
        {
            Report(place, $"there are {records}, but {derived} are {how}");
        }
    }

    private void Report(string place, string message)
    {
        if (_findings.Count < FindingLimit)
        {
            _findings.Add(new(place, message + ". Put back a good copy of the graph's folder, or export the graph and import it anew"));
        }
    }

    private void Tick(long count)
    {
        if (count % 4096 == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
