using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>Asks a state everything that can be asked and compares with the model.</summary>
internal static class ModelComparison
{
    private static readonly Direction[] s_directions = [Direction.Outgoing, Direction.Incoming, Direction.Both];

    public static void AssertSame(GraphModel model, GraphState state)
    {
        Assert.Equal(model.Nodes.Count, state.NodeCount);
        Assert.Equal(model.Relationships.Count, state.RelationshipCount);
        Assert.Equal(model.Nodes.Keys, Walks.All(state.AllNodes()));
        Assert.Equal(model.Relationships.Keys, Walks.All(state.AllRelationships()));
        AssertSameNodes(model, state);
        AssertSameRelationships(model, state);
        AssertSameLabelsAndTypes(model, state);
        foreach (var index in state.Indexes)
        {
            AssertSameIndex(model, state, index);
        }
    }

    private static void AssertSameNodes(GraphModel model, GraphState state)
    {
        for (var id = -1L; id <= state.NextNode; id++)
        {
            var expected = model.Nodes.GetValueOrDefault(id);
            Assert.Equal(expected is not null, state.NodeExists(id));
            Assert.Equal(expected?.Labels.ToArray() ?? [], state.LabelsOf(id).ToArray());
            AssertSameProperties(expected?.Properties ?? [], state.NodeProperties(id));
            for (var key = 0; key < state.PropertyKeys.Count; key++)
            {
                AssertSameValue(expected?.Properties.GetValueOrDefault(key) ?? Value.Null, state.NodeProperty(id, key));
            }

            foreach (var direction in s_directions)
            {
                AssertSameLinks(model, state, id, direction);
            }
        }
    }

    private static void AssertSameLinks(GraphModel model, GraphState state, long node, Direction direction)
    {
        var types = Enumerable.Range(0, state.RelationshipTypes.Count).ToArray();
        int[][] filters = [[], .. types.Select(type => new[] { type }), [0, 2], [2, 1, 66]];
        foreach (var filter in filters)
        {
            var expected = model.LinksOf(node, direction, filter).ToArray();
            var links = Walks.All(state.Expand(node, direction, filter));
            Assert.Equal(expected, links.Select(link => link.Relationship).Order());
            foreach (var (relationship, neighbour) in links)
            {
                var ends = model.Relationships[relationship];
                Assert.Equal(ends.Start == node && direction != Direction.Incoming ? ends.End : ends.Start == node ? ends.Start
                    : ends.Start, neighbour);
            }

            if (filter.Length < 2)
            {
                Assert.Equal(expected.Length, state.Degree(node, direction, filter.Length == 0 ? -1 : filter[0]));
            }
        }
    }

    private static void AssertSameRelationships(GraphModel model, GraphState state)
    {
        for (var id = -1L; id <= state.NextRelationship; id++)
        {
            var expected = model.Relationships.GetValueOrDefault(id);
            Assert.Equal(expected is not null, state.RelationshipExists(id));
            AssertSameProperties(expected?.Properties ?? [], state.RelationshipProperties(id));
            if (expected is not null)
            {
                Assert.Equal((expected.Start, expected.Type, expected.End), (state.StartOf(id), state.TypeOf(id), state.EndOf(id)));
            }
        }
    }

    private static void AssertSameLabelsAndTypes(GraphModel model, GraphState state)
    {
        for (var label = 0; label <= state.Labels.Count; label++)
        {
            var expected = model.Nodes.Where(node => node.Value.Labels.Contains(label)).Select(node => node.Key).ToArray();
            Assert.Equal(expected.Length, state.CountNodes(label));
            Assert.Equal(expected, Walks.All(state.NodesWithLabel(label)));
        }

        for (var type = 0; type <= state.RelationshipTypes.Count; type++)
        {
            var expected = model.Relationships.Where(entry => entry.Value.Type == type).Select(entry => entry.Key).ToArray();
            Assert.Equal(expected.Length, state.CountRelationships(type));
            Assert.Equal(expected, Walks.All(state.RelationshipsOfType(type)));
        }
    }

    private static void AssertSameIndex(GraphModel model, GraphState state, IndexDefinition index)
    {
        var entries = model.Entries(index).ToList();
        entries.Sort((a, b) => CompareKeys(a.Keys, b.Keys) is var order && order != 0 ? order : a.Node.CompareTo(b.Node));
        Assert.Equal(entries.Select(entry => entry.Node), Walks.All(state.SeekRange(index, Value.Null, true, Value.Null, true)));
        foreach (var (keys, _) in entries)
        {
            var equal = entries.Where(entry => CompareKeys(entry.Keys, keys) == 0).Select(entry => entry.Node);
            Assert.Equal(equal, Walks.All(state.Seek(index, keys)));
        }
    }

    private static int CompareKeys(Value[] a, Value[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var order = ValueOrder.Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static void AssertSameProperties(SortedDictionary<int, Value> expected, Properties actual)
    {
        Assert.Equal(expected.Keys, actual.Keys.ToArray());
        for (var i = 0; i < actual.Values.Length; i++)
        {
            AssertSameValue(expected[actual.Keys[i]], actual.Values[i]);
        }
    }

    private static void AssertSameValue(Value expected, Value actual)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(0, ValueOrder.Compare(expected, actual));
    }
}
