using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

public sealed class TemporalSplitTests
{
    private static readonly MadeNetwork Network = new(
        [
            new("a", "cso", "d1"), new("b", "business", "d1"), new("c", "cso", "p2"), new("d", "government", "d2"), new("u", "academia", "d1"),
            new("late", "cso", "d1", From: "2018-03-01"), new("gone", "cso", "d1", Until: "2017-06-01"), new("silent", "cso", "d1", Consent: false),
        ],
        [
            new("past", "2017-12-31", ["a", "b"]),
            new("again", "2018-01-01", ["a", "b"]),
            new("new", "2018-02-01", ["a", "b", "c", "late", "gone", "silent"]), new("taught", "2018-02-01", ["c", "u"]),
            new("later", "2018-12-31", ["a", "d"]),
            new("too-late", "2019-01-01", ["b", "d"]),
            new("declined", "2018-05-01", ["b", "d"], Status: "declined"),
            new("undated", null, ["c", "d"]),
        ]);

    [Fact]
    public async Task A_query_is_a_known_actor_with_partners_it_never_had_before()
    {
        var split = await ReadAsync(new() { Split = new(2018, 1, 1) });

        // a and b were partners; gone, silent and late are unknown on the day; the undated partnership is neither past nor future.
        Assert.Equal(["a: c d", "b: c", "c: a b u", "d: a", "u: c"], Describe(split, split.Queries));
        Assert.Equal(["late: a b c"], Describe(split, split.Newcomers));
        Assert.Equal(["a", "b", "c", "d", "u"], split.Network.Actors.Select(actor => actor.Id.Value));
    }

    [Fact]
    public async Task Across_kinds_only_civil_society_government_and_business_count_and_only_another_one_of_them()
    {
        var split = await ReadAsync(new() { Split = new(2018, 1, 1), AcrossKinds = true });

        Assert.Equal(["a: d", "b: c", "c: b", "d: a"], Describe(split, split.Queries));
        Assert.Equal(["late: b"], Describe(split, split.Newcomers));
        var eligible = new bool[5];
        split.Eligibility.Mark(split.Queries[0], eligible);
        Assert.Equal([false, false, false, true, false], eligible); // b is a partner already, c is of the same kind, u is a university
    }

    [Fact]
    public async Task In_the_same_locality_only_those_at_home_in_it_count()
    {
        var province = await ReadAsync(new() { Split = new(2018, 1, 1), SameLocality = Tier.Province });
        var district = await ReadAsync(new() { Split = new(2018, 1, 1), SameLocality = Tier.District });

        Assert.Equal(["a: d", "d: a"], Describe(province, province.Queries));
        Assert.Empty(district.Queries);
        Assert.Equal(["late: a b"], Describe(district, district.Newcomers));
    }

    [Fact]
    public async Task Earlier_splits_lie_half_a_period_apart_and_none_looks_beyond_the_first_day_of_the_future()
    {
        await using var graph = await MadeNetwork.OfGroups(3).ToGraphAsync();
        var split = await TemporalSplit.ReadAsync(graph, new(2017, 1, 1), new(2017, 7, 20), new() { Origins = 3 }, TestContext.Current.CancellationToken);

        // The period has 200 days.
        Assert.Equal([(200, 0), (300, 100), (400, 200), (500, 300), (600, 400)], split.Origins.Select(origin => (DaysBefore(origin.Network.AsOf.AddDays(1)), DaysBefore(origin.Until))));
        Assert.All(split.Origins, origin => Assert.All(origin.Future, partnership => Assert.InRange(partnership.Start!.Value, origin.Network.AsOf.AddDays(1), origin.Until.AddDays(-1))));

        static int DaysBefore(DateOnly day) => new DateOnly(2017, 1, 1).DayNumber - day.DayNumber;
    }

    [Fact]
    public async Task The_same_future_can_be_asked_for_other_candidates()
    {
        var narrow = await ReadAsync(new() { Split = new(2018, 1, 1), AcrossKinds = true });
        var wide = await ReadAsync(new() { Split = new(2018, 1, 1) });

        Assert.Equal(Describe(wide, wide.Queries.Concat(wide.Newcomers)), Describe(narrow, narrow.Under(new()) is var under ? under.Queries.Concat(under.Newcomers) : []));
        Assert.Same(narrow, narrow.Under(new(AcrossKinds: true)));
    }

    private static async Task<TemporalSplit> ReadAsync(EvaluationOptions options)
    {
        await using var graph = await Network.ToGraphAsync();
        return await TemporalSplit.ReadAsync(graph, options.Split, new(2019, 1, 1), options.ToSplit() with { Origins = 0 }, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Describe(TemporalSplit split, IEnumerable<RankingQuery> queries) =>
        queries.Select(query => $"{query.Actor.Id}: {string.Join(' ', query.Relevant.Select(number => split.Network.Actors[number].Id))}");
}
