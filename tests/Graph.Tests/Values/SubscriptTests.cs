using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Tests.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

[SuppressMessage("Usage", "xUnit1051", Justification = "These values are short: nothing is to be cancelled.")]
public sealed class SubscriptTests
{
    private static readonly Value Letters = Value.Of(["a", "b", "c"]);
    private static readonly Value Map = Value.Of(MapValue.From([new("k", Value.Of(5L))]));

    [Theory]
    [InlineData(0, "'a'")]
    [InlineData(-1, "'c'")]
    [InlineData(3, "null")]
    [InlineData(-4, "null")]
    [InlineData(long.MinValue, "null")]
    public void A_list_is_indexed_from_either_end(long index, string item) =>
        Assert.Equal(item, Subscript.Index(Call.Context(), Letters, Value.Of(index)).ToString());

    [Theory]
    [InlineData(1L, null, "['b', 'c']")]
    [InlineData(null, -1L, "['a', 'b']")]
    [InlineData(-2L, 3L, "['b', 'c']")]
    [InlineData(2L, 1L, "[]")]
    [InlineData(-9L, 9L, "['a', 'b', 'c']")]
    public void A_slice_takes_what_lies_between_its_bounds(long? from, long? to, string items) =>
        Assert.Equal(items, Subscript.Slice(Letters, Bound(from), Bound(to)).ToString());

    [Fact]
    public void A_bound_that_is_null_makes_the_slice_null() => Assert.True(Subscript.Slice(Letters, Value.Null, null).IsNull);

    [Fact]
    public void A_map_is_indexed_by_its_keys()
    {
        Assert.Equal(Value.Of(5L), Subscript.Index(Call.Context(), Map, Value.Of("k")));
        Assert.True(Subscript.Index(Call.Context(), Map, Value.Of("x")).IsNull);
    }

    [Fact]
    public void An_index_of_the_wrong_kind_is_a_type_error()
    {
        Assert.Equal(CypherErrors.TypeCode, Assert.Throws<CypherException>(() => Subscript.Index(Call.Context(), Letters, Value.Of("k"))).Code);
        Assert.Equal(CypherErrors.TypeCode, Assert.Throws<CypherException>(() => Subscript.Index(Call.Context(), Map, Value.Of(0L))).Code);
        Assert.Equal(CypherErrors.TypeCode, Assert.Throws<CypherException>(() => Subscript.Index(Call.Context(), Value.Of("abc"), Value.Of(0L))).Code);
    }

    [Fact]
    public void A_point_without_the_component_is_an_argument_error_under_the_dot()
    {
        var point = Value.Of(new PointValue(7203, 1, 2));
        Assert.Equal(Value.Of(2.0), PropertyAccess.Get(Call.Context(), point, "y", PropertyAccess.UnknownToken));
        Assert.Equal(CypherErrors.ArgumentCode, Assert.Throws<CypherException>(() => PropertyAccess.Get(Call.Context(), point, "z", PropertyAccess.UnknownToken)).Code);
    }

    [Fact]
    public void A_number_has_no_properties() => Assert.Equal(
        CypherErrors.TypeCode,
        Assert.Throws<CypherException>(() => PropertyAccess.Get(Call.Context(), Value.Of(1L), "k", PropertyAccess.UnknownToken)).Code);

    private static Value? Bound(long? bound) => bound is { } known ? Value.Of(known) : null;
}
