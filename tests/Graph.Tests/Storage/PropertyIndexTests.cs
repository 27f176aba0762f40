using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

public sealed class PropertyIndexTests
{
    private readonly GraphState _state = new();
    private readonly int _label;
    private readonly int _key;
    private readonly int _second;
    private readonly IndexDefinition _index;

    public PropertyIndexTests()
    {
        _label = _state.Labels.GetOrAdd("Actor");
        _key = _state.PropertyKeys.GetOrAdd("id");
        _second = _state.PropertyKeys.GetOrAdd("kind");
        _index = new IndexDefinition("by id", _label, [_key], Unique: false);
    }

    [Fact]
    public void Equal_numbers_are_one_key_whatever_their_type()
    {
        Create(Value.Of(1L), Value.Of(1.0), Value.Of(0.0), Value.Of(-0.0), Value.Of(0L), Value.Of("1"), Value.True);
        _state.CreateIndex(_index);

        Assert.Equal([0, 1], Walks.All(_state.Seek(_index, [Value.Of(1L)])));
        Assert.Equal([0, 1], Walks.All(_state.Seek(_index, [Value.Of(1.0)])));
        Assert.Equal([2, 3, 4], Walks.All(_state.Seek(_index, [Value.Of(-0.0)])));
        Assert.Equal([2, 3, 4], Walks.All(_state.Seek(_index, [Value.Of(0L)])));
        Assert.Equal([5], Walks.All(_state.Seek(_index, [Value.Of("1")])));
    }

    [Fact]
    public void Integers_that_a_float_cannot_hold_are_kept_apart()
    {
        Create(Value.Of(9_007_199_254_740_993), Value.Of(9_007_199_254_740_992), Value.Of(9_007_199_254_740_992.0));
        _state.CreateIndex(_index);

        Assert.Equal([0], Walks.All(_state.Seek(_index, [Value.Of(9_007_199_254_740_993)])));
        Assert.Equal([1, 2], Walks.All(_state.Seek(_index, [Value.Of(9_007_199_254_740_992.0)])));
    }

    [Fact]
    public void Null_and_NaN_equal_nothing()
    {
        Create(Value.Of(double.NaN), Value.Of(Value.Of(double.NaN)), Value.Null);
        _state.CreateIndex(_index);

        Assert.Empty(Walks.All(_state.Seek(_index, [Value.Of(double.NaN)])));
        Assert.Empty(Walks.All(_state.Seek(_index, [Value.Of(Value.Of(double.NaN))])));
        Assert.Empty(Walks.All(_state.Seek(_index, [Value.Null])));
        Assert.Equal(2, _state.CountEntries(_index));
    }

    [Fact]
    public void A_range_holds_comparable_values_only()
    {
        Create(
            Value.Of(5L), Value.Of("5"), Value.Of(4.5), Value.True, Value.Of(double.NaN), Value.Of(-3L), Value.Of(double.PositiveInfinity),
            Value.Of("b"), Value.Of(new DateOnly(2024, 1, 1)), Value.Of(new DateOnly(2023, 1, 1)), Value.False);
        _state.CreateIndex(_index);

        Assert.Equal([5, 2, 0, 6], Range(Value.Null, true, Value.Of(double.PositiveInfinity), true));
        Assert.Equal([5, 2], Range(Value.Null, true, Value.Of(5L), false));
        Assert.Equal([0, 6], Range(Value.Of(4.5), false, Value.Null, true));
        Assert.Equal([2, 0], Range(Value.Of(4.5), true, Value.Of(5.0), true));
        Assert.Equal([1, 7], Range(Value.Of(""), true, Value.Null, true));
        Assert.Equal([1], Range(Value.Null, true, Value.Of("b"), false));
        Assert.Equal([9], Range(Value.Null, true, Value.Of(new DateOnly(2024, 1, 1)), false));
        Assert.Equal([10], Range(Value.Null, true, Value.True, false));
        Assert.Empty(Range(Value.Of(1L), true, Value.Of("z"), true));
        Assert.Empty(Range(Value.Of(double.NaN), true, Value.Null, true));
        Assert.Empty(Range(Value.Of(5L), false, Value.Of(5L), true));
        Assert.Equal(11, Range(Value.Null, true, Value.Null, true).Length);
    }

    [Fact]
    public void A_prefix_is_found_by_units_and_only_in_strings()
    {
        Create(Value.Of("Aceh Besar"), Value.Of("Aceh"), Value.Of("Ace"), Value.Of("Aceh\uffff"), Value.Of("Aci"), Value.Of(1L), Value.Of("aceh"), Value.Of("Aceh 🌋"));
        _state.CreateIndex(_index);

        Assert.Equal([1, 0, 7, 3], Walks.All(_state.SeekPrefix(_index, "Aceh")));
        Assert.Equal([2, 1, 0, 7, 3, 4, 6], Walks.All(_state.SeekPrefix(_index, "")));
    }

    [Fact]
    public void A_composite_index_holds_nodes_with_all_keys_and_finds_by_the_first_alone()
    {
        var pair = new IndexDefinition("pair", _label, [_second, _key], Unique: false);
        _state.CreateIndex(pair);
        var cso = Value.Of("cso");
        _state.CreateNode([_label], [_key, _second], [Value.Of(2L), cso]);
        _state.CreateNode([_label], [_key, _second], [Value.Of(1L), cso]);
        _state.CreateNode([_label], [_second], [cso]);
        _state.CreateNode([], [_key, _second], [Value.Of(1L), cso]);

        Assert.Equal([1, 0], Walks.All(_state.Seek(pair, [cso])));
        Assert.Equal([0], Walks.All(_state.Seek(pair, [cso, Value.Of(2L)])));
        _state.SetNodeProperty(2, _key, Value.Of(1.0));
        _state.AddLabel(3, _label);
        _state.SetNodeProperty(0, _key, Value.Null);
        Assert.Equal([1, 2, 3], Walks.All(_state.Seek(pair, [cso])));
        Assert.Null(_state.FindIndex(_label, _second));
    }

    [Fact]
    public void A_unique_index_refuses_a_second_node_at_each_kind_of_write_and_changes_nothing()
    {
        var unique = new IndexDefinition("one id", _label, [_key], Unique: true);
        _state.CreateIndex(unique);
        Create(Value.Of("a"), Value.Of("b"));
        var unlabelled = _state.CreateNode([], [_key], [Value.Of("a")]);

        var refusal = Assert.Throws<CypherException>(() => _state.SetNodeProperty(1, _key, Value.Of("a")));
        Assert.Equal(CypherErrors.ConstraintCode, refusal.Code);
        Assert.Contains("Node 0 already has label `Actor` with `id` = 'a'", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<CypherException>(() => _state.AddLabel(unlabelled, _label));
        Assert.Throws<CypherException>(() => _state.CreateNode([_label], [_key], [Value.Of("b")]));
        Assert.Throws<CypherException>(() => _state.ReplaceNodeProperties(1, [_key], [Value.Of("a")]));

        Assert.Equal((3L, 2L), (_state.NodeCount, _state.CountEntries(unique)));
        Assert.Equal("b", _state.NodeProperty(1, _key).AsString());
        Assert.False(_state.HasLabel(unlabelled, _label));
        _state.DeleteNode(0);
        Assert.True(_state.AddLabel(unlabelled, _label));
        Assert.Equal([unlabelled], Walks.All(_state.Seek(unique, [Value.Of("a")])));
    }

    [Fact]
    public void A_unique_index_is_not_created_over_two_equal_nodes()
    {
        Create(Value.Of(1L), Value.Of(2L), Value.Of(1.0));

        var refusal = Assert.Throws<CypherException>(() => _state.CreateIndex(new IndexDefinition("one id", _label, [_key], Unique: true)));

        Assert.Contains("on both node 0 and node 2", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_state.Indexes);
    }

    [Fact]
    public void A_unique_index_is_preferred_and_a_dropped_one_is_gone()
    {
        _state.CreateIndex(_index);
        _state.CreateIndex(new IndexDefinition("one id", _label, [_key], Unique: true));

        Assert.Equal("one id", _state.FindIndex(_label, _key)!.Name);
        _state.DropIndex("one id");
        Assert.Equal("by id", _state.FindIndex(_label, _key)!.Name);
        _state.DropIndex("by id");
        Assert.Null(_state.FindIndex(_label, _key));
        Assert.Throws<ArgumentException>(() => _state.Seek(_index, [Value.Of(1L)]));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_large_index_agrees_with_a_sorted_set_through_inserts_and_removals(int seed)
    {
        var random = new Random(seed);
        _state.CreateIndex(_index);
        var expected = new SortedSet<(long Key, long Node)>();
        for (var i = 0; i < 6000; i++)
        {
            // First mostly growing, then mostly shrinking.
            if (expected.Count > 0 && random.Next(6000) < i)
            {
                var gone = expected.ElementAt(random.Next(expected.Count));
                expected.Remove(gone);
                _state.DeleteNode(gone.Node);
            }
            else
            {
                var key = random.Next(500);
                expected.Add((key, _state.CreateNode([_label], [_key], [Value.Of((long)key)])));
            }

            if (i % 500 == 499)
            {
                Assert.Equal(expected.Select(entry => entry.Node), Range(Value.Null, true, Value.Null, true));
            }
        }

        var fork = _state.Fork();
        foreach (var (_, node) in expected)
        {
            fork.DeleteNode(node);
        }

        Assert.Equal(0, fork.CountEntries(_index));
        Assert.Empty(Walks.All(fork.SeekRange(_index, Value.Null, true, Value.Null, true)));
        Assert.Equal(expected.Select(entry => entry.Node), Range(Value.Null, true, Value.Null, true));
    }

    [Fact]
    public void The_number_of_different_keys_is_estimated()
    {
        Assert.Equal(0, Estimate(0, 1));
        Assert.Equal(1, Estimate(1, 1));
        Assert.InRange(Estimate(20_000, 20_000), 19_000, 20_000);
        Assert.InRange(Estimate(20_000, 10), 1, 150);
        Assert.InRange(Estimate(20_000, 4_000), 3_200, 4_800);
    }

    private long Estimate(int nodes, int different)
    {
        var state = new GraphState();
        for (var i = 0; i < nodes; i++)
        {
            state.CreateNode([_label], [_key], [Value.Of((long)(i % different))]);
        }

        state.CreateIndex(_index);
        return state.EstimateDistinct(_index);
    }

    private void Create(params Value[] values)
    {
        foreach (var value in values)
        {
            _state.CreateNode([_label], [_key], [value]);
        }
    }

    private long[] Range(Value from, bool fromInclusive, Value to, bool toInclusive) =>
        Walks.All(_state.SeekRange(_index, from, fromInclusive, to, toInclusive));
}
