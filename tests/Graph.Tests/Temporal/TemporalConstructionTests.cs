using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalConstructionTests
{
    [Theory]
    [InlineData("date", "2024-05-06")]
    [InlineData("localtime", "07:08:09.5")]
    [InlineData("time", "07:08:09.5Z")]
    [InlineData("localdatetime", "2024-05-06T07:08:09.5")]
    [InlineData("datetime", "2024-05-06T07:08:09.5Z")]
    public void Without_an_argument_the_statement_clock_answers_in_UTC(string function, string expected) => Assert.Equal(expected, TextOf(function));

    [Fact]
    public void The_three_clocks_differ_and_read_in_any_zone()
    {
        Assert.Equal("06:08:09", TextOf("localtime.transaction"));
        Assert.Equal("2024-05-06T16:08:09.5+09:00[Asia/Jayapura]", TextOf("datetime.statement", Value.Of("Asia/Jayapura")));
        Assert.Equal("14:09:09+07:00", TextOf("time.realtime", Value.Of("+07:00")));
        Assert.Equal("2024-05-05", TextOf("date", Map(At("timezone", "Pacific/Honolulu")))); // 21:08 the evening before
    }

    [Fact]
    public void A_date_is_made_of_the_parts_of_any_one_calendar()
    {
        Assert.Equal("2023-03-09", TextOf("date", Map(At("year", 2023), At("month", 3), At("day", 9))));
        Assert.Equal("2023-03-09", TextOf("date", Map(At("year", 2023), At("week", 10), At("dayOfWeek", 4))));
        Assert.Equal("2023-05-01", TextOf("date", Map(At("year", 2023), At("quarter", 2), At("dayOfQuarter", 31))));
        Assert.Equal("2023-03-09", TextOf("date", Map(At("year", 2023), At("ordinalDay", 68))));
        Assert.Equal("2023-01-01", TextOf("date", Map(At("year", 2023))));
    }

    [Fact]
    public void A_date_keeps_of_another_what_the_map_does_not_name()
    {
        var other = LocalDateTime("2023-11-30T06:07");

        Assert.Equal("2023-11-15", TextOf("date", Map(At("date", other), At("day", 15))));
        Assert.Equal("2023-02-28", TextOf("date", Map(At("date", other), At("month", 2))));
        Assert.Equal("2023-08-30", TextOf("date", Map(At("date", other), At("quarter", 3))));
        Assert.Equal("2023-01-05", TextOf("date", Map(At("date", other), At("week", 1)))); // 30 November was a Thursday
    }

    [Fact]
    public void Fractions_of_a_second_add_up_from_three_units()
    {
        var parts = Map(At("hour", 6), At("minute", 7), At("second", 8), At("millisecond", 9), At("microsecond", 10), At("nanosecond", 11));

        Assert.Equal("06:07:08.009010011", TextOf("localtime", parts));
    }

    [Fact]
    public void A_timezone_moves_a_time_that_has_an_offset_and_only_names_it_for_one_that_has_none()
    {
        var zone = At("timezone", "+09:00");

        Assert.Equal("08:07:00+09:00", TextOf("time", Map(At("time", Time("06:07+07:00")), zone)));
        Assert.Equal("06:07:00+09:00", TextOf("time", Map(At("time", LocalTime("06:07")), zone)));
        Assert.Equal("2023-03-09T08:07:00+09:00", TextOf("datetime", Map(At("datetime", DateTime("2023-03-09T06:07+07:00")), zone)));
        Assert.Equal("2023-03-09T06:07:00+09:00", TextOf("datetime", Map(At("date", DateTime("2023-03-09T01:00+07:00")), At("time", LocalTime("06:07")), zone)));
    }

    [Fact]
    public void A_value_converts_to_a_kind_with_the_same_parts_or_fewer()
    {
        var zoned = DateTime("2023-03-09T06:07[Asia/Jakarta]");

        Assert.Equal("2023-03-09", TextOf("date", zoned));
        Assert.Equal("06:07:00+07:00", TextOf("time", zoned));
        Assert.Equal("2023-03-09T06:07:00", TextOf("localdatetime", zoned));
        Assert.Equal("06:07:00Z", TextOf("time", LocalTime("06:07")));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("datetime", Date("2023-03-09"))));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("date", Time("06:07Z"))));
    }

    [Fact]
    public void Seconds_and_milliseconds_since_1970_make_a_datetime()
    {
        Assert.Equal("1970-01-01T07:01:00+07:00[Asia/Jakarta]", TextOf("datetime", Map(At("epochSeconds", 60), At("timezone", "Asia/Jakarta"))));
        Assert.Equal("1969-12-31T23:59:59.999000005Z", TextOf("datetime", Map(At("epochMillis", -1), At("nanosecond", 5))));
        Assert.Equal("1970-01-01T00:01:00.000000007Z", TextOf("datetime.fromepoch", Value.Of(60L), Value.Of(7L)));
        Assert.Equal("1969-12-31T23:59:58.5Z", TextOf("datetime.fromepochmillis", Value.Of(-1500L)));
    }

    [Fact]
    public void Null_gives_null()
        => Assert.All(["date", "time", "datetime", "duration", "date.statement", "datetime.fromepochmillis"], name => Assert.True(Call(name, Value.Null).IsNull));

    [Fact]
    public void A_map_with_a_hole_a_stranger_or_a_part_out_of_range_is_an_argument_error()
    {
        Value[] maps =
        [
            Map(), Map(At("month", 3)), Map(At("year", 2023), At("day", 9)), Map(At("year", 2023), At("month", 13)),
            Map(At("year", 2023), At("month", 2), At("day", 29)), Map(At("year", 2023), At("fortnight", 3)), Map(At("year", "2023")),
            Map(At("year", 2023), At("week", 53)), Map(At("year", 2023), At("week", 9), At("month", 3)), Map(At("year", 2023), At("hour", 6)),
            Map(At("year", 2023), At("ordinalDay", 366)), Map(At("year", 2023), At("quarter", 1), At("dayOfQuarter", 91)),
        ];

        Assert.All(maps, map => Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Call("date", map))));
        Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Call("localtime", Map(At("hour", 6), At("second", 8)))));
        Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Call("localtime", Map(At("minute", 7)))));
    }

    [Fact]
    public void A_number_makes_no_date() => Assert.Equal(CypherErrors.ProcedureCallFailedCode, CodeOf(() => Call("date", Value.Of(2023L))));

    [Fact]
    public void A_duration_is_made_of_whole_and_broken_amounts()
    {
        Assert.Equal("P1Y3M16DT36H0.001002003S", TextOf("duration", Map(
            At("years", 1), At("quarters", 1), At("weeks", 2), At("days", 2.0), At("hours", 36), At("milliseconds", 1), At("microseconds", 2), At("nanoseconds", 3))));
        Assert.Equal("P17DT12H", TextOf("duration", Map(At("weeks", 2.5))));
        Assert.Equal(CypherErrors.ExecutionFailedCode, CodeOf(() => Call("duration", Map(At("fortnights", 1)))));
        Assert.Equal(CypherErrors.ExecutionFailedCode, CodeOf(() => Call("duration", Map(At("days", "1")))));
    }
}
