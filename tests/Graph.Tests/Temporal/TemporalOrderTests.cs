using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalOrderTests
{
    [Fact]
    public void Times_are_ordered_by_instant_and_then_by_offset()
    {
        Assert.True(TemporalOrder.Compare(Time("10:00+07:00"), Time("04:00Z")) < 0);
        Assert.True(TemporalOrder.Compare(Time("10:00+07:00"), Time("03:00Z")) > 0);
    }

    [Fact]
    public void Datetimes_of_one_instant_are_ordered_by_offset_and_then_by_zone()
    {
        Assert.True(TemporalOrder.Compare(DateTime("2023-03-09T03:00Z"), DateTime("2023-03-09T10:00+07:00")) < 0);
        Assert.True(TemporalOrder.Compare(DateTime("2023-03-09T10:00+07:00"), DateTime("2023-03-09T10:00[Asia/Jakarta]")) < 0);
        Assert.Equal(0, TemporalOrder.Compare(DateTime("2023-03-09T10:00[Asia/Jakarta]"), DateTime("2023-03-09T10:00[Asia/Jakarta]")));
    }

    [Fact]
    public void Durations_are_ordered_by_average_length()
    {
        // An average month is 30.436875 days.
        Assert.True(TemporalOrder.Compare(Duration("P30D"), Duration("P1M")) < 0);
        Assert.True(TemporalOrder.Compare(Duration("P31D"), Duration("P1M")) > 0);
    }

    [Fact]
    public void Durations_of_one_length_are_equal_only_part_by_part()
    {
        var (day, hours) = (Duration("P1D").Heap<DurationValue>()!, Duration("PT24H").Heap<DurationValue>()!);

        Assert.False(day.EquivalentTo(hours));
        Assert.NotEqual(0, TemporalOrder.Compare(Value.Of(day), Value.Of(hours)));
        Assert.True(hours.EquivalentTo(Duration("PT1440M").Heap<DurationValue>()!));
    }

    [Fact]
    public void Equal_values_have_equal_hashes()
    {
        Assert.Equal(HashOf(Time("10:00+07:00")), HashOf(Time("1000+07")));
        Assert.Equal(HashOf(LocalDateTime("2023-03-09T10")), HashOf(LocalDateTime("2023068T10")));
        Assert.Equal(HashOf(DateTime("2023-03-09T10+07:00[Asia/Jakarta]")), HashOf(DateTime("2023-03-09T10[Asia/Jakarta]")));
        Assert.Equal(HashOf(Duration("PT1M")), HashOf(Duration("PT60S")));
    }

    private static int HashOf(Value value) => value.Heap<HeapValue>()!.EquivalenceHash();
}
