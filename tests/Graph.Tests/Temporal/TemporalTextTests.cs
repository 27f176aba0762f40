using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalTextTests
{
    [Theory]
    [InlineData("2023-03-09", "2023-03-09")]
    [InlineData("20230309", "2023-03-09")]
    [InlineData("2023-3-9", "2023-03-09")]
    [InlineData("2023-03", "2023-03-01")]
    [InlineData("202303", "2023-03-01")]
    [InlineData("2023", "2023-01-01")]
    [InlineData("2023-W10-4", "2023-03-09")]
    [InlineData("2023w104", "2023-03-09")]
    [InlineData("2023-W10", "2023-03-06")]
    [InlineData("2023-Q2-31", "2023-05-01")]
    [InlineData("2023Q2", "2023-04-01")]
    [InlineData("2023-068", "2023-03-09")]
    [InlineData("2023068", "2023-03-09")]
    [InlineData("-0044-03-15", "-0044-03-15")]
    [InlineData("+12023-03-09", "+12023-03-09")]
    [InlineData("-999999999-01-01", "-999999999-01-01")]
    public void A_date_reads_in_every_calendar(string text, string expected) => Assert.Equal(expected, TextOf("date", Value.Of(text)));

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2023-02-29")]
    [InlineData("2023-00-01")]
    [InlineData("2023-366")]
    [InlineData("2023-W54")]
    [InlineData("2023-Q1-91")]
    [InlineData("12023-03-09")]
    [InlineData("2023-03-09T")]
    [InlineData("2023-03-09 ")]
    public void What_is_no_date_is_a_syntax_error(string text) => Assert.Equal(CypherErrors.SyntaxCode, CodeOf(() => Date(text)));

    [Fact]
    public void A_53rd_week_in_a_year_of_52_is_an_argument_error()
        => Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Date("2023-W53-1")));

    [Theory]
    [InlineData("06:07:08.090", "06:07:08.09")]
    [InlineData("060708,09", "06:07:08.09")]
    [InlineData("6:07", "06:07:00")]
    [InlineData("0607", "06:07:00")]
    [InlineData("T06", "06:00:00")]
    [InlineData("23:59:59.999999999", "23:59:59.999999999")]
    public void A_local_time_reads_cut_off_after_any_part(string text, string expected)
        => Assert.Equal(expected, TextOf("localtime", Value.Of(text)));

    [Theory]
    [InlineData("24:00")]
    [InlineData("23:59:60")]
    [InlineData("06:07:08.0123456789")]
    [InlineData("06:07Z")]
    public void What_is_no_local_time_is_a_syntax_error(string text)
        => Assert.Equal(CypherErrors.SyntaxCode, CodeOf(() => LocalTime(text)));

    [Theory]
    [InlineData("06:07+07:00", "06:07:00+07:00")]
    [InlineData("0607-0330", "06:07:00-03:30")]
    [InlineData("06-02", "06:00:00-02:00")]
    [InlineData("06:07z", "06:07:00Z")]
    [InlineData("06:07", "06:07:00Z")]
    [InlineData("06:07+02:05:30", "06:07:00+02:05:30")]
    public void A_time_reads_with_its_offset_or_in_UTC(string text, string expected) => Assert.Equal(expected, TextOf("time", Value.Of(text)));

    [Theory]
    [InlineData("06:07+18:01")]
    [InlineData("06:07[Asia/Jakarta]")]
    public void An_offset_past_18_hours_or_a_named_zone_of_a_time_is_an_argument_error(string text)
        => Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Time(text)));

    [Theory]
    [InlineData("2023-03-09T06:07:08+07:00", "2023-03-09T06:07:08+07:00")]
    [InlineData("2023-03-09T06:07[Asia/Jayapura]", "2023-03-09T06:07:00+09:00[Asia/Jayapura]")]
    [InlineData("2023-03-09T06:07+07:00[Asia/Jakarta]", "2023-03-09T06:07:00+07:00[Asia/Jakarta]")]
    [InlineData("2023068T06", "2023-03-09T06:00:00Z")]
    [InlineData("2023-03-09", "2023-03-09T00:00:00Z")]
    public void A_datetime_reads_with_offset_zone_both_or_neither(string text, string expected)
        => Assert.Equal(expected, TextOf("datetime", Value.Of(text)));

    [Fact]
    public void An_offset_that_the_zone_does_not_have_is_an_argument_error()
        => Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => DateTime("2023-03-09T06:07+08:00[Asia/Jakarta]")));

    [Theory]
    [InlineData("2023-03-09T06:07[Asia/Atlantis]")]
    [InlineData("2023-03-09T06:07[+07:00]")]
    [InlineData("2023-03-09T06:07[Asia/Jakarta")]
    public void An_unknown_zone_is_a_syntax_error(string text) => Assert.Equal(CypherErrors.SyntaxCode, CodeOf(() => DateTime(text)));

    [Theory]
    [InlineData("P1Y2M3W4DT5H6M7.008S", "P1Y2M25DT5H6M7.008S")]
    [InlineData("P14M", "P1Y2M")]
    [InlineData("P0.5M", "P15DT5H14M33S")] // half of 2,629,746 s
    [InlineData("P1.5D", "P1DT12H")]
    [InlineData("-P1M2D", "P-1M-2D")]
    [InlineData("PT-0.5S", "PT-0.5S")]
    [InlineData("PT1M-61S", "PT-1S")]
    [InlineData("PT90061.000000001S", "PT25H1M1.000000001S")]
    [InlineData("P2023-03-09T06:07:08", "P2023Y3M9DT6H7M8S")]
    [InlineData("P20230309", "P2023Y3M9D")]
    [InlineData("P0D", "PT0S")]
    public void A_duration_reads_in_units_and_in_the_shape_of_a_date(string text, string expected)
        => Assert.Equal(expected, TextOf("duration", Value.Of(text)));

    [Theory]
    [InlineData("P")]
    [InlineData("P1YT")]
    [InlineData("P1D2H")]
    [InlineData("P1D1M")]
    [InlineData("PT1H30")]
    [InlineData("1D")]
    [InlineData("PT0.0000000001S")]
    public void What_is_no_duration_is_a_syntax_error(string text) => Assert.Equal(CypherErrors.SyntaxCode, CodeOf(() => Duration(text)));

    [Theory]
    [InlineData("P9223372036854775807D")]
    [InlineData("PT99999999999999999999999999999999999999999S")]
    public void A_duration_past_64_bits_of_seconds_is_an_argument_error(string text)
        => Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => Duration(text)));

    [Theory]
    [InlineData(ValueKind.Date, "2023-03-09")]
    [InlineData(ValueKind.LocalTime, "06:07:08.09")]
    [InlineData(ValueKind.Time, "06:07:08-03:30")]
    [InlineData(ValueKind.LocalDateTime, "-0001-12-31T23:59:59.999999999")]
    [InlineData(ValueKind.DateTime, "2023-10-29T02:30:00+01:00[Europe/Paris]")]
    [InlineData(ValueKind.Duration, "P-1Y2M-3DT4H-5M6S")]
    public void Text_that_a_value_formats_to_reads_back_as_an_equal_value(ValueKind kind, string text)
    {
        var value = TemporalText.Parse(kind, text);

        Assert.Equal(0, TemporalOrder.Compare(value, TemporalText.Parse(kind, TemporalText.Format(value))));
    }
}
