using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalTruncationTests
{
    [Theory]
    [InlineData("millennium", "2000-01-01T00:00:00")]
    [InlineData("century", "2000-01-01T00:00:00")]
    [InlineData("decade", "2020-01-01T00:00:00")]
    [InlineData("year", "2023-01-01T00:00:00")]
    [InlineData("weekYear", "2023-01-02T00:00:00")]
    [InlineData("quarter", "2023-10-01T00:00:00")]
    [InlineData("month", "2023-11-01T00:00:00")]
    [InlineData("week", "2023-11-27T00:00:00")]
    [InlineData("day", "2023-11-30T00:00:00")]
    [InlineData("hour", "2023-11-30T06:00:00")]
    [InlineData("minute", "2023-11-30T06:07:00")]
    [InlineData("second", "2023-11-30T06:07:08")]
    [InlineData("millisecond", "2023-11-30T06:07:08.123")]
    [InlineData("microsecond", "2023-11-30T06:07:08.123456")]
    public void Every_unit_begins_where_the_calendar_or_clock_begins_it(string unit, string expected)
        => Assert.Equal(expected, TextOf("localdatetime.truncate", Value.Of(unit), LocalDateTime("2023-11-30T06:07:08.123456789")));

    [Fact]
    public void The_zone_is_kept_and_the_offset_follows_the_date()
        => Assert.Equal(
            "2023-01-01T00:00:00+01:00[Europe/Paris]",
            TextOf("datetime.truncate", Value.Of("year"), DateTime("2023-07-01T12:00[Europe/Paris]")));

    [Fact]
    public void Fields_are_set_after_truncating()
    {
        Assert.Equal("2023-11-28", TextOf("date.truncate", Value.Of("week"), Date("2023-11-30"), Map(At("dayOfWeek", 2))));
        Assert.Equal("06:00:00.000000002", TextOf("localtime.truncate", Value.Of("hour"), LocalTime("06:07:08.9"), Map(At("nanosecond", 2))));
        Assert.Equal("06:07:08.123000002", TextOf("localtime.truncate", Value.Of("millisecond"), LocalTime("06:07:08.123456"), Map(At("nanosecond", 2))));
        Assert.Equal(
            "2023-11-01T05:00:00+09:00",
            TextOf("datetime.truncate", Value.Of("month"), DateTime("2023-11-30T06:07+07:00"), Map(At("hour", 5), At("timezone", "+09:00"))));
    }

    [Fact]
    public void A_unit_that_the_value_has_no_part_for_is_a_type_error()
    {
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("localdatetime.truncate", Value.Of("hour"), Date("2023-11-30"))));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("time.truncate", Value.Of("day"), Date("2023-11-30"))));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("time.truncate", Value.Of("month"), DateTime("2023-11-30T06:07Z"))));
    }

    [Fact]
    public void Unknown_units_and_missing_values_fail()
    {
        Assert.Equal(CypherErrors.ExecutionFailedCode, CodeOf(() => Call("date.truncate", Value.Of("Year"), Date("2023-11-30"))));
        Assert.Equal(CypherErrors.ProcedureCallFailedCode, CodeOf(() => Call("date.truncate", Value.Of("year"), Value.Null)));
    }
}
