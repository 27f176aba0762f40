using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>Walks over a state while it is being written: what was there at the start is seen, less what has been deleted since.</summary>
public sealed class CursorTests
{
    private readonly GraphState _state = new();
    private readonly int _label;
    private readonly int _key;
    private readonly int _near;
    private readonly int _within;

    public CursorTests()
    {
        _label = _state.Labels.GetOrAdd("Locality");
        _key = _state.PropertyKeys.GetOrAdd("code");
        _near = _state.RelationshipTypes.GetOrAdd("NEAR");
        _within = _state.RelationshipTypes.GetOrAdd("WITHIN");
    }

    [Fact]
    public void A_loop_is_seen_once_in_each_direction_and_once_in_both()
    {
        var (a, b) = (_state.CreateNode([]), _state.CreateNode([]));
        var loop = _state.CreateRelationship(a, _near, a);
        var there = _state.CreateRelationship(a, _near, b);
        var back = _state.CreateRelationship(b, _near, a);

        Assert.Equal([(loop, a), (there, b)], Walks.All(_state.Expand(a, Direction.Outgoing, [_near])));
        Assert.Equal([(loop, a), (back, b)], Walks.All(_state.Expand(a, Direction.Incoming, [_near])));
        Assert.Equal([(loop, a), (there, b), (back, b)], Walks.All(_state.Expand(a, Direction.Both, [])));
        Assert.Equal((2, 2, 3), (_state.Degree(a, Direction.Outgoing, -1), _state.Degree(a, Direction.Incoming, _near), _state.Degree(a, Direction.Both, -1)));
    }

    [Fact]
    public void Only_the_asked_types_are_walked_also_beyond_the_64th()
    {
        var (a, b) = (_state.CreateNode([]), _state.CreateNode([]));
        var near = _state.CreateRelationship(a, _near, b);
        var within = _state.CreateRelationship(a, _within, b);
        var high = _state.CreateRelationship(a, 70, b);
        var higher = _state.CreateRelationship(a, 90, b);

        Assert.Equal([(near, b), (high, b)], Walks.All(_state.Expand(a, Direction.Outgoing, [70, _near])));
        Assert.Equal([(higher, b)], Walks.All(_state.Expand(a, Direction.Outgoing, [90])));
        Assert.Equal([(near, b), (within, b), (high, b), (higher, b)], Walks.All(_state.Expand(a, Direction.Outgoing, [])));
        Assert.Empty(Walks.All(_state.Expand(a, Direction.Outgoing, [-1])));
        Assert.Empty(Walks.All(_state.Expand(a, Direction.Outgoing, [80, 200])));
    }

    [Fact]
    public void Relationships_created_during_a_walk_are_not_seen()
    {
        var (a, b) = (_state.CreateNode([]), _state.CreateNode([]));
        var first = _state.CreateRelationship(a, _near, b);
        var second = _state.CreateRelationship(a, _within, b);
        var walk = _state.Expand(a, Direction.Both, []);
        var seen = new List<long>();
        while (walk.MoveNext())
        {
            seen.Add(walk.Relationship);
            _state.CreateRelationship(a, _near, b);
            _state.CreateRelationship(a, _within, b);
            _state.CreateRelationship(b, _within, a);
        }

        Assert.Equal([first, second], seen);
        Assert.Equal(8, _state.Degree(a, Direction.Both, -1));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Relationships_deleted_during_a_walk_are_not_seen_any_more(int degree)
    {
        var hub = _state.CreateNode([]);
        for (var i = 0; i < degree; i++)
        {
            _state.CreateRelationship(hub, _near, _state.CreateNode([]));
        }

        var walk = _state.Expand(hub, Direction.Outgoing, [_near]);
        var seen = new List<long>();
        while (walk.MoveNext())
        {
            seen.Add(walk.Relationship);
            _state.DeleteRelationship(walk.Relationship);
            _state.DeleteRelationship(degree - seen.Count);
            if (seen.Count == degree / 2)
            {
                break;
            }
        }

        Assert.False(walk.MoveNext());
        Assert.Equal(Enumerable.Range(0, degree / 2).Select(id => (long)id), seen);
        Assert.Equal(0, _state.Degree(hub, Direction.Both, -1));
        _state.DeleteNode(hub);
    }

    [Fact]
    public void A_hub_that_lost_relationships_is_walked_without_them_after_the_freeze_and_before()
    {
        var (hub, other) = (_state.CreateNode([]), _state.CreateNode([]));
        for (var i = 0; i < 1000; i++)
        {
            _state.CreateRelationship(hub, _near, other);
        }

        _state.Freeze();
        var fork = _state.Fork();
        for (var relationship = 0; relationship < 1000; relationship += 2)
        {
            fork.DeleteRelationship(relationship);
        }

        var expected = Enumerable.Range(0, 500).Select(i => ((long)(2 * i) + 1, other)).ToArray();
        Assert.Equal(expected, Walks.All(fork.Expand(hub, Direction.Outgoing, [_near])));
        Assert.Equal(500, fork.Degree(hub, Direction.Outgoing, _near));
        fork.Freeze();
        Assert.Equal(expected, Walks.All(fork.Expand(hub, Direction.Outgoing, [_near])));
        Assert.Equal(1000, Walks.All(_state.Expand(hub, Direction.Outgoing, [_near])).Length);
    }

    [Fact]
    public void A_dropped_fork_and_the_next_one_do_not_see_each_other_at_a_hub()
    {
        var (hub, a, b) = (_state.CreateNode([]), _state.CreateNode([]), _state.CreateNode([]));
        for (var i = 0; i < 5; i++)
        {
            _state.CreateRelationship(hub, _near, a);
        }

        _state.Freeze();
        var dropped = _state.Fork();
        dropped.CreateRelationship(hub, _near, a);
        var kept = _state.Fork();
        kept.CreateRelationship(hub, _near, b);

        Assert.Equal(a, Walks.All(dropped.Expand(hub, Direction.Outgoing, []))[^1].Neighbour);
        Assert.Equal(b, Walks.All(kept.Expand(hub, Direction.Outgoing, []))[^1].Neighbour);
        Assert.Equal(5, Walks.All(_state.Expand(hub, Direction.Outgoing, [])).Length);
    }

    [Fact]
    public void Nodes_that_get_the_label_during_a_scan_are_not_seen_and_deleted_ones_are_left_out()
    {
        for (var i = 0; i < 200; i++)
        {
            _state.CreateNode(i < 100 ? [_label] : []);
        }

        var scan = _state.NodesWithLabel(_label);
        var all = _state.AllNodes();
        Assert.True(scan.MoveNext());
        Assert.True(all.MoveNext());
        _state.AddLabel(150, _label);
        _state.RemoveLabel(60, _label);
        _state.DeleteNode(50);
        _state.CreateNode([_label]);

        Assert.Equal([.. Enumerable.Range(1, 99).Select(id => (long)id).Where(id => id != 50)], Walks.All(scan));
        Assert.Equal([.. Enumerable.Range(1, 199).Select(id => (long)id).Where(id => id != 50)], Walks.All(all));
        Assert.Equal(100, _state.CountNodes(_label));
    }

    [Fact]
    public void A_label_scan_finds_nodes_that_lie_far_apart()
    {
        long[] expected = [0, 63, 64, 16_383, 16_384, 70_000, 199_999];
        for (var i = 0; i < 200_000; i++)
        {
            _state.CreateNode(expected.Contains(i) ? [_label] : []);
        }

        Assert.Equal(expected, Walks.All(_state.NodesWithLabel(_label)));
        _state.Freeze();
        Assert.Equal(expected, Walks.All(_state.NodesWithLabel(_label)));
    }

    [Fact]
    public void Entries_that_come_during_an_index_walk_are_not_seen()
    {
        var index = new IndexDefinition("by code", _label, [_key], Unique: false);
        _state.CreateIndex(index);
        for (var i = 0; i < 300; i++)
        {
            _state.CreateNode([_label], [_key], [Value.Of(7L)]);
        }

        var walk = _state.Seek(index, [Value.Of(7L)]);
        var seen = new List<long>();
        while (walk.MoveNext())
        {
            seen.Add(walk.Current);
            _state.CreateNode([_label], [_key], [Value.Of(7L)]);
            if (walk.Current == 10)
            {
                _state.DeleteNode(11);
            }
        }

        Assert.Equal([.. Enumerable.Range(0, 300).Select(id => (long)id).Where(id => id != 11)], seen);
        Assert.Equal(598, Walks.All(_state.Seek(index, [Value.Of(7L)])).Length);
    }

    [Fact]
    public void A_deleted_relationship_still_tells_its_type_and_ends_and_its_id_is_not_given_again()
    {
        var (a, b) = (_state.CreateNode([]), _state.CreateNode([]));
        var relationship = _state.CreateRelationship(a, _within, b);
        _state.DeleteRelationship(relationship);
        _state.DeleteNode(b);

        Assert.Equal((_within, a, b), (_state.TypeOf(relationship), _state.StartOf(relationship), _state.EndOf(relationship)));
        Assert.False(_state.RelationshipExists(relationship));
        Assert.False(_state.NodeExists(b));
        Assert.Equal(b + 1, _state.CreateNode([]));
        Assert.Equal(relationship + 1, _state.CreateRelationship(a, _near, a));
        Assert.Throws<CypherException>(() => _state.CreateRelationship(a, _near, b));
    }
}
