using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

/// <summary>Paris put its clocks forward from 02:00 to 03:00 on 2023-03-26 and back from 03:00 to 02:00 on 2023-10-29 (IANA, europe).</summary>
public sealed class ZoneTests
{
    [Fact]
    public void A_reading_that_the_clock_skips_moves_forward_by_the_gap()
        => Assert.Equal("2023-03-26T03:30:00+02:00[Europe/Paris]", TextOf("datetime", Value.Of("2023-03-26T02:30[Europe/Paris]")));

    [Fact]
    public void A_reading_that_occurs_twice_is_the_earlier_instant()
        => Assert.Equal("2023-10-29T02:30:00+02:00[Europe/Paris]", TextOf("datetime", Value.Of("2023-10-29T02:30[Europe/Paris]")));

    [Fact]
    public void A_reading_that_occurs_twice_is_told_apart_by_its_offset()
        => Assert.Equal("2023-10-29T02:30:00+01:00[Europe/Paris]", TextOf("datetime", Value.Of("2023-10-29T02:30+01:00[Europe/Paris]")));

    [Fact]
    public void The_later_of_two_readings_keeps_its_offset_when_days_are_added()
    {
        // Clocks go back on 2023-10-29 and on 2024-10-27; the day between the two is a winter one.
        var later = DateTime("2023-10-29T02:30+01:00[Europe/Paris]");

        Assert.True(TemporalArithmetic.TryAdd(later, Duration("P364D"), out var sum));

        Assert.Equal("2024-10-27T02:30:00+01:00[Europe/Paris]", TemporalText.Format(sum));
    }

    [Fact]
    public void Years_past_the_zone_data_follow_the_rules_in_force()
        => Assert.Equal("+12023-07-01T12:00:00+02:00[Europe/Paris]", TextOf("datetime", Value.Of("+12023-07-01T12:00[Europe/Paris]")));

    [Fact]
    public void Years_before_the_zone_data_keep_local_mean_time()
        // Paris lies 9 min 21 s ahead of Greenwich.
        => Assert.Equal("-12023-07-01T12:00:00+00:09:21[Europe/Paris]", TextOf("datetime", Value.Of("-12023-07-01T12:00[Europe/Paris]")));

    [Fact]
    public void A_zone_name_may_have_spaces_for_underscores()
        => Assert.Equal("America/New_York", TemporalText.ParseZone("America/New York").Id);
}
