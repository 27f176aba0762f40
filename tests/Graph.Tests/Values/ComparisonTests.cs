using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

[SuppressMessage("Usage", "xUnit1051", Justification = "These values are short: nothing is to be cancelled.")]
public sealed class ComparisonTests
{
    private static readonly Value Nan = Value.Of(double.NaN);

    [Fact]
    public void Two_nulls_are_not_known_to_be_equal() => Assert.True(ValueComparison.Equal(Value.Null, Value.Null).IsNull);

    [Fact]
    public void NaN_is_not_equal_to_itself() => Assert.Equal(Value.False, ValueComparison.Equal(Nan, Nan));

    [Fact]
    public void Lists_of_different_length_are_unequal_even_with_nulls() =>
        Assert.Equal(Value.False, ValueComparison.Equal(List(Value.Null), List(Value.Null, Value.Null)));

    [Fact]
    public void A_null_item_leaves_equality_unknown_unless_another_item_differs()
    {
        Assert.True(ValueComparison.Equal(List(Value.Of(1L), Value.Null), List(Value.Of(1L), Value.Of(2L))).IsNull);
        Assert.Equal(Value.False, ValueComparison.Equal(List(Value.Null, Value.Of(1L)), List(Value.Null, Value.Of(2L))));
    }

    [Fact]
    public void A_string_and_a_number_have_no_order() => Assert.True(ValueComparison.Less(Value.Of("a"), Value.Of(1L)).IsNull);

    [Fact]
    public void Every_order_with_NaN_is_false()
    {
        Assert.Equal(Value.False, ValueComparison.Less(Value.Of(1L), Nan));
        Assert.Equal(Value.False, ValueComparison.GreaterOrEqual(Nan, Nan));
    }

    [Fact]
    public void A_large_integer_is_compared_with_a_float_without_rounding()
    {
        Assert.Equal(Value.True, ValueComparison.Greater(Value.Of(9007199254740993L), Value.Of(9007199254740992.0)));
        Assert.Equal(Value.True, ValueComparison.Less(Value.Of(long.MaxValue), Value.Of(9223372036854775808.0)));
    }

    [Fact]
    public void Fractions_count_between_an_integer_and_a_float()
    {
        Assert.Equal(Value.True, ValueComparison.Less(Value.Of(-3L), Value.Of(-2.5)));
        Assert.Equal(Value.True, ValueComparison.Less(Value.Of(-2.5), Value.Of(-2L)));
    }

    [Fact]
    public void Lists_are_ordered_by_the_first_difference_then_by_length()
    {
        Assert.Equal(Value.True, ValueComparison.Less(List(Value.Of(1L)), List(Value.Of(1L), Value.Of(0L))));
        Assert.True(ValueComparison.Less(List(Value.Of(1L)), List(Value.Of("a"))).IsNull);
    }

    [Fact]
    public void Points_are_ordered_only_against_an_equal_point()
    {
        var a = Value.Of(new PointValue(7203, 1, 2));
        Assert.True(ValueComparison.LessOrEqual(a, Value.Of(new PointValue(7203, 2, 3))).IsNull);
        Assert.Equal(Value.True, ValueComparison.LessOrEqual(a, Value.Of(new PointValue(7203, 1, 2))));
    }

    [Fact]
    public void Membership_is_unknown_when_only_a_null_could_match()
    {
        Assert.Equal(Value.True, ValueComparison.In(Value.Of(1L), List(Value.Null, Value.Of(1.0))));
        Assert.True(ValueComparison.In(Value.Of(2L), List(Value.Null, Value.Of(1L))).IsNull);
        Assert.Equal(Value.False, ValueComparison.In(Value.Null, List()));
    }

    [Fact]
    public void Kinds_stand_in_their_order()
    {
        Value[] ascending =
        [
            Value.Of(MapValue.Empty), Value.NodeReference(1), Value.RelationshipReference(1), List(), Value.Of(new PathReference([1], [])),
            Value.Of(new PointValue(7203, 0, 0)), Value.DateFromEpochDay(0), Value.LocalTimeFromNanosecond(0), Value.Of("a"), Value.False,
            Value.True, Value.Of(double.NegativeInfinity), Value.Of(-0.0), Value.Of(0.0), Value.Of(1L), Nan, Value.Null,
        ];
        Value[] sorted = [.. ascending.Reverse().Order(Comparer<Value>.Create(ValueOrder.Compare))];
        Assert.Equal(ascending.Select(value => value.ToString()), sorted.Select(value => value.ToString()));
    }

    [Fact]
    public void Strings_are_ordered_by_code_point() => Assert.True(ValueOrder.CompareStrings("\uFFE6", "\U0001F600") < 0);

    [Fact]
    public void A_smaller_map_comes_first_then_keys_then_values()
    {
        Value[] ascending = [Map(("b", 1)), Map(("a", 1), ("b", 1)), Map(("a", 2), ("b", 0)), Map(("a", 1), ("c", 0))];
        Assert.Equal(ascending, ascending.Reverse().Order(Comparer<Value>.Create(ValueOrder.Compare)));
    }

    private static Value List(params Value[] items) => Value.Of(items);

    private static Value Map(params (string Key, long Value)[] entries) =>
        Value.Of(MapValue.From(entries.Select(entry => KeyValuePair.Create(entry.Key, Value.Of(entry.Value)))));
}
