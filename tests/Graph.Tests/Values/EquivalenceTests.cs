using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

public sealed class EquivalenceTests
{
    [Fact]
    public void Null_is_equivalent_to_null() => AssertEquivalent(Value.Null, Value.Null);

    [Fact]
    public void NaN_is_equivalent_to_NaN() => AssertEquivalent(Value.Of(double.NaN), Value.Of(-double.NaN));

    [Fact]
    public void An_integer_is_equivalent_to_the_float_of_the_same_value() => AssertEquivalent(Value.Of(1L), Value.Of(1.0));

    [Fact]
    public void Zero_is_equivalent_to_negative_zero()
    {
        AssertEquivalent(Value.Of(0.0), Value.Of(-0.0));
        AssertEquivalent(Value.Of(0L), Value.Of(-0.0));
    }

    [Fact]
    public void An_integer_beyond_2_to_the_53_is_not_rounded() =>
        Assert.NotEqual(Value.Of(9007199254740993L), Value.Of(9007199254740992.0));

    [Fact]
    public void The_largest_integer_differs_from_2_to_the_63() =>
        Assert.NotEqual(Value.Of(long.MaxValue), Value.Of(9223372036854775808.0));

    [Fact]
    public void Lists_are_equivalent_item_by_item()
    {
        AssertEquivalent(List(Value.Of(1L), Value.Null), List(Value.Of(1.0), Value.Null));
        Assert.NotEqual(List(Value.Of(1L)), List(Value.Of(1L), Value.Of(2L)));
    }

    [Fact]
    public void Maps_are_equivalent_whatever_the_order_of_their_keys() => AssertEquivalent(
        Value.Of(MapValue.From([new("a", Value.Of(1L)), new("b", Value.Null)])),
        Value.Of(MapValue.From([new("b", Value.Null), new("a", Value.Of(1.0))])));

    [Fact]
    public void Maps_with_different_keys_differ() => Assert.NotEqual(
        Value.Of(MapValue.From([new("a", Value.Null)])),
        Value.Of(MapValue.From([new("b", Value.Null)])));

    [Fact]
    public void A_reference_to_a_node_is_equivalent_to_the_node_read_out() =>
        AssertEquivalent(Value.NodeReference(7), Value.Of(Node(7)));

    [Fact]
    public void A_node_differs_from_the_relationship_of_the_same_id() =>
        Assert.NotEqual(Value.NodeReference(7), Value.RelationshipReference(7));

    [Fact]
    public void A_path_by_ids_is_equivalent_to_the_path_read_out() => AssertEquivalent(
        Value.Of(new PathReference([7, 8], [3])),
        Value.Of(new PathValue([Node(7), Node(8)], [new RelationshipValue(3, "KNOWS", 7, 8, MapValue.Empty)])));

    [Fact]
    public void Points_are_equivalent_by_system_and_coordinates()
    {
        AssertEquivalent(Value.Of(new PointValue(7203, 1, 2)), Value.Of(new PointValue(7203, 1, 2)));
        Assert.NotEqual(Value.Of(new PointValue(7203, 1, 2)), Value.Of(new PointValue(4326, 1, 2)));
    }

    [Fact]
    public void A_string_differs_from_the_number_that_it_spells() => Assert.NotEqual(Value.Of("1"), Value.Of(1L));

    private static NodeValue Node(long id) => new(id, ["Actor"], MapValue.Empty);

    private static Value List(params Value[] items) => Value.Of(items);

    private static void AssertEquivalent(Value a, Value b)
    {
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }
}
