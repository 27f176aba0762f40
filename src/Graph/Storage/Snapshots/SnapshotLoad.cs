using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Makes a state out of the sections of a snapshot.</summary>
/// <remarks>Checksums guard against damage; the checks here keep a file that was written wrongly from making a state that breaks later.</remarks>
internal sealed class SnapshotLoad(SnapshotReader reader)
{
    private readonly GraphState _state = new();
    private TokenSet[] _labelSets = [];
    private TokenSet[] _shapes = [];

    public GraphState Run()
    {
        ReadNames();
        ReadSets();
        ReadNodes();
        ReadRelationships();
        _state.BuildLinks();
        ReadIndexes();
        ReadEnd();
        _state.Freeze();
        return _state;
    }

    private void ReadNames()
    {
        reader.BeginSection(SnapshotSection.Names);
        foreach (var table in new[] { _state.Labels, _state.RelationshipTypes, _state.PropertyKeys })
        {
            var count = reader.ReadBelow(int.MaxValue);
            var names = new List<string>();
            for (var i = 0; i < count; i++)
            {
                names.Add(reader.ReadString());
            }

            if (names.Distinct(StringComparer.Ordinal).Count() < count)
            {
                throw reader.Damaged("a name stands twice");
            }

            names.ForEach(name => table.GetOrAdd(name));
        }

        reader.EndSection();
    }

    private void ReadSets()
    {
        reader.BeginSection(SnapshotSection.Sets);
        _labelSets = ReadSets(_state.Vocabulary.LabelSets, _state.Labels.Count);
        _shapes = ReadSets(_state.Vocabulary.Shapes, _state.PropertyKeys.Count);
        reader.EndSection();
    }

    private TokenSet[] ReadSets(TokenSetTable table, int tokenLimit)
    {
        var sets = new List<TokenSet>();
        for (var count = reader.ReadBelow(int.MaxValue); count > 0; count--)
        {
            var tokens = new int[reader.ReadBelow(tokenLimit + 1L)];
            for (var i = 0; i < tokens.Length; i++)
            {
                tokens[i] = reader.ReadBelow(tokenLimit);
                if (i > 0 && tokens[i] <= tokens[i - 1])
                {
                    throw reader.Damaged("a set is not in ascending order");
                }
            }

            sets.Add(table.Of(tokens));
        }

        return [.. sets];
    }

    private void ReadNodes()
    {
        reader.BeginSection(SnapshotSection.Nodes);
        var next = reader.ReadBelow(int.MaxValue + 1L);
        var node = -1L;
        for (var count = reader.ReadBelow(next + 1L); count > 0; count--)
        {
            node = NextId(node, next);
            var labels = _labelSets[reader.ReadBelow(_labelSets.Length)];
            _state.LoadNode((int)node, labels, ReadProperties());
        }

        reader.EndSection();
        _state.SetNextNode(next);
    }

    private void ReadRelationships()
    {
        reader.BeginSection(SnapshotSection.Relationships);
        var next = reader.ReadBelow(int.MaxValue + 1L);
        var relationship = -1L;
        for (var count = reader.ReadBelow(next + 1L); count > 0; count--)
        {
            relationship = NextId(relationship, next);
            var type = reader.ReadBelow(_state.RelationshipTypes.Count);
            var start = ReadNode();
            var end = ReadNode();
            _state.LoadRelationship((int)relationship, start, type, end, ReadProperties());
        }

        reader.EndSection();
        _state.SetNextRelationship(next);
    }

    private int NextId(long previous, int next)
    {
        var step = reader.ReadBelow(next - previous);
        return step > 0 ? (int)(previous + step) : throw reader.Damaged("an id stands twice");
    }

    private int ReadNode()
    {
        var node = reader.ReadBelow(_state.NextNode);
        return _state.NodeExists(node) ? node : throw reader.Damaged($"a relationship leads to node {node}, which is not there");
    }

    private PropertyRow ReadProperties()
    {
        var shape = _shapes[reader.ReadBelow(_shapes.Length)];
        if (shape.Count == 0)
        {
            return default;
        }

        var values = new Value[shape.Count];
        foreach (ref var value in values.AsSpan())
        {
            value = ValueCodec.Read(reader);
        }

        return new PropertyRow { Shape = shape.Id, Values = values };
    }

    private void ReadIndexes()
    {
        reader.BeginSection(SnapshotSection.Indexes);
        var firstForm = reader.Version <= SnapshotFormat.VersionWithNodeIndexes;
        if (!firstForm)
        {
            _state.DropFirstLookups();
        }

        for (var count = reader.ReadBelow(int.MaxValue); count > 0; count--)
        {
            if (firstForm)
            {
                DefinitionCodec.ReadFirstForm(reader, _state);
            }
            else
            {
                DefinitionCodec.Read(reader, _state);
            }
        }

        reader.EndSection();
    }

    private void ReadEnd()
    {
        reader.BeginSection(SnapshotSection.End);
        var (nodes, relationships) = (reader.ReadVarint(), reader.ReadVarint());
        if (nodes != _state.NodeCount || relationships != _state.RelationshipCount)
        {
            throw reader.Damaged("it does not count as many nodes and relationships as there are");
        }

        reader.EndSection();
        reader.RequireEndOfFile();
    }
}
