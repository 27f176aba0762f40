using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class CalendarDayTests
{
    [Theory]
    [InlineData(1970, 1, 1, 0)]
    [InlineData(1969, 12, 31, -1)]
    [InlineData(2000, 3, 1, 11017)]
    [InlineData(2024, 2, 29, 19782)]
    [InlineData(1, 1, 1, -719162)]
    [InlineData(0, 12, 31, -719163)]
    public void A_date_is_so_many_days_after_1970(int year, int month, int day, long expected)
    {
        Assert.Equal(expected, CalendarDay.ToEpochDay(year, month, day));
        Assert.Equal((year, month, day), CalendarDay.FromEpochDay(expected));
    }

    [Theory]
    [InlineData(CalendarDay.MinYear, 1, 1)]
    [InlineData(-400, 2, 29)]
    [InlineData(-1, 12, 31)]
    [InlineData(1900, 2, 28)]
    [InlineData(10_000, 1, 1)]
    [InlineData(CalendarDay.MaxYear, 12, 31)]
    public void Every_year_of_the_range_comes_back_from_its_day(int year, int month, int day)
        => Assert.Equal((year, month, day), CalendarDay.FromEpochDay(CalendarDay.ToEpochDay(year, month, day)));

    [Fact]
    public void Days_follow_each_other_through_four_centuries()
    {
        var expected = CalendarDay.ToEpochDay(1800, 1, 1);
        for (var year = 1800; year < 2200; year++)
        {
            for (var month = 1; month <= 12; month++)
            {
                for (var day = 1; day <= CalendarDay.DaysInMonth(year, month); day++)
                {
                    Assert.Equal(expected++, CalendarDay.ToEpochDay(year, month, day));
                }
            }
        }

        // 400 Gregorian years are 400 * 365 + 97 leap days.
        Assert.Equal(146_097, expected - CalendarDay.ToEpochDay(1800, 1, 1));
    }

    [Theory]
    [InlineData(2016, 1, 3, 2015, 53)]
    [InlineData(2019, 12, 30, 2020, 1)]
    [InlineData(2021, 1, 3, 2020, 53)]
    [InlineData(2021, 1, 4, 2021, 1)]
    public void The_week_belongs_to_the_year_of_its_Thursday(int year, int month, int day, int weekYear, int week)
        => Assert.Equal((weekYear, week), CalendarDay.WeekOf(CalendarDay.ToEpochDay(year, month, day)));

    [Theory]
    [InlineData(2015, 53)]
    [InlineData(2016, 52)]
    [InlineData(2020, 53)]
    public void A_year_has_52_or_53_weeks(int year, int weeks) => Assert.Equal(weeks, CalendarDay.WeeksInYear(year));

    [Fact]
    public void The_last_day_of_a_shorter_month_stands_in_for_a_missing_day()
        => Assert.Equal(CalendarDay.ToEpochDay(2023, 2, 28), CalendarDay.PlusMonths(CalendarDay.ToEpochDay(2022, 12, 31), 2));

    [Theory]
    [InlineData(2020, 1, 31, 2020, 2, 29, 0)]
    [InlineData(2020, 1, 31, 2020, 3, 31, 2)]
    [InlineData(2020, 3, 31, 2020, 2, 29, -1)]
    [InlineData(2020, 1, 15, 2021, 1, 14, 11)]
    public void Months_between_are_whole_months_towards_zero(int y1, int m1, int d1, int y2, int m2, int d2, long expected)
        => Assert.Equal(expected, CalendarDay.MonthsBetween(CalendarDay.ToEpochDay(y1, m1, d1), CalendarDay.ToEpochDay(y2, m2, d2)));
}
