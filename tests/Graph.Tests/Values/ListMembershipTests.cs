using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

public sealed class ListMembershipTests
{
    private static readonly Value[] Asked =
    [
        Value.Of("a7"), Value.Of("b"), Value.Of(7L), Value.Of(-1L), Value.Of(7.0), Value.Of(double.NaN), Value.True, Value.Null, Value.Of([Value.Of(7L)]),
    ];

    /// <summary>What else the long list holds, besides strings and integers.</summary>
    public static TheoryData<Value[]> Others => new((Value[][])[[], [Value.Null], [Value.Of(7.0)], [Value.False, Value.Null], [Value.Of([Value.Null])]]);

    [Theory]
    [MemberData(nameof(Others))]
    public void A_long_list_that_is_searched_often_answers_as_its_parts_do(Value[] others)
    {
        Value[] items = [.. Enumerable.Range(0, 60).Select(number => Value.Of($"a{number}")), .. Enumerable.Range(0, 60).Select(number => Value.Of((long)number)), .. others];
        var list = Value.Of(items);
        for (var round = 0; round < 3; round++)
        {
            foreach (var asked in Asked)
            {
                Assert.Equal(ByParts(asked, items), ValueComparison.In(asked, list, TestContext.Current.CancellationToken));
            }
        }
    }

    // Parts too short for sets: true in any, else unknown in any, else false.
    private static Value ByParts(Value asked, Value[] items)
    {
        var parts = items.Chunk(8).Select(part => ValueComparison.In(asked, Value.Of(part), TestContext.Current.CancellationToken)).ToArray();
        return parts.Contains(Value.True) ? Value.True : parts.Any(part => part.IsNull) ? Value.Null : Value.False;
    }
}
