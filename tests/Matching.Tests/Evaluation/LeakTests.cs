using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Evaluation.Reports;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

/// <summary>What would show if the future, the labels or the order of rows found their way into a ranking.</summary>
public sealed class LeakTests
{
    private static readonly EvaluationOptions Options = new() { Split = new(2017, 1, 1), Until = new(2018, 1, 1), Resamples = 100, Threads = 1 };

    private static readonly MadeNetwork Made = MadeNetwork.OfGroups(11);

    public static TheoryData<string> Methods => [.. MethodCatalog.Names];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Shuffled_labels_score_like_chance(string name)
    {
        var split = await SplitAsync(Made);
        var random = new Random(3);
        var eligible = new bool[split.Network.Actors.Count];
        var queries = new List<RankingQuery>();
        double expected = 0;
        for (var round = 0; round < 40; round++)
        {
            foreach (var query in split.Queries)
            {
                split.Eligibility.Mark(query, eligible);
                var candidates = Enumerable.Range(0, eligible.Length).Where(candidate => eligible[candidate]).ToArray();
                random.Shuffle(candidates);
                var relevant = candidates[..query.Relevant.Length];
                queries.Add(new() { Number = query.Number, Actor = query.Actor, Home = query.Home, Relevant = [.. relevant.Order()], Partnerships = query.Partnerships });

                // Any list of ten of E candidates hits each rank with chance R / E.
                expected += (double)relevant.Length / candidates.Length * Discounts(10) / Discounts(Math.Min(10, relevant.Length));
            }
        }

        var scorer = MethodCatalog.All.Single(method => method.Name == name).Settings[0].Fit(split.ToTraining(Options.Seed, Options.Threads, TestContext.Current.CancellationToken));
        var found = new QueryRanker(split, Options).Run(scorer, queries, null, TestContext.Current.CancellationToken).Metrics.Select(query => query.Ndcg10).ToArray();

        var mean = found.Average();
        var error = Math.Sqrt(found.Sum(value => (value - mean) * (value - mean))) / found.Length;
        Assert.InRange(mean, (expected / found.Length) - (4 * error), (expected / found.Length) + (4 * error));
    }

    [Fact]
    public async Task The_true_labels_score_far_above_chance()
    {
        // Without this, the test above would pass for a ranking that never looks at its scores.
        var split = await SplitAsync(Made);

        Assert.True(await NdcgAsync(split, "adamic-adar") > 2 * await NdcgAsync(split, "random"));
    }

    [Fact]
    public async Task Removing_the_test_period_changes_no_projection()
    {
        var whole = (await SplitAsync(Made)).Network;
        var past = (await SplitAsync(WithoutFuture(Made))).Network;

        Assert.Equal(Describe(past), Describe(whole));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Removing_the_test_period_changes_no_score(string name)
    {
        var split = await SplitAsync(Made);
        var past = await SplitAsync(WithoutFuture(Made));
        Assert.NotEmpty(split.Queries);
        Assert.Empty(past.Queries);

        foreach (var setting in MethodCatalog.All.Single(method => method.Name == name).Settings)
        {
            var known = setting.Fit(split.ToTraining(Options.Seed, Options.Threads, TestContext.Current.CancellationToken));
            var pastOnly = setting.Fit(past.ToTraining(Options.Seed, Options.Threads, TestContext.Current.CancellationToken));
            foreach (var query in split.Queries.Concat(split.Newcomers))
            {
                Assert.Equal(Scores(pastOnly, query, past.Network), Scores(known, query, split.Network));
            }
        }
    }

    [Fact]
    public async Task The_order_of_rows_changes_nothing()
    {
        var shuffled = Shuffled(Made, 17);
        await using var graph = await Made.ToGraphAsync();
        await using var other = await shuffled.ToGraphAsync();
        var options = Options with { FewestValidationQueries = 5 };

        var first = await NetworkEvaluation.RunAsync(graph, options, null, TestContext.Current.CancellationToken);
        var second = await NetworkEvaluation.RunAsync(other, options with { Threads = 2 }, null, TestContext.Current.CancellationToken);

        Assert.Equal(EvaluationJson.Of(first!), EvaluationJson.Of(second!));
        Assert.NotNull(first!.Protocol.ValidationFrom);
    }

    private static double Discounts(int ranks) => Enumerable.Range(1, ranks).Sum(rank => 1 / Math.Log2(1 + rank));

    private static async Task<double> NdcgAsync(TemporalSplit split, string name)
    {
        var scorer = MethodCatalog.All.Single(method => method.Name == name).Settings[0].Fit(split.ToTraining(Options.Seed, Options.Threads, TestContext.Current.CancellationToken));
        var run = await Task.FromResult(new QueryRanker(split, Options).Run(scorer, split.Queries, null, TestContext.Current.CancellationToken));
        return run.Metrics.Average(query => query.Ndcg10);
    }

    private static async Task<TemporalSplit> SplitAsync(MadeNetwork network)
    {
        await using var graph = await network.ToGraphAsync();
        return await TemporalSplit.ReadAsync(graph, Options.Split, Options.Until!.Value, Options.ToSplit(), TestContext.Current.CancellationToken);
    }

    private static MadeNetwork WithoutFuture(MadeNetwork network) =>
        network with { Partnerships = [.. network.Partnerships.Where(partnership => string.CompareOrdinal(partnership.Start, "2017-01-01") < 0)] };

    private static MadeNetwork Shuffled(MadeNetwork network, int seed)
    {
        var random = new Random(seed);
        var actors = network.Actors.ToArray();
        var partnerships = network.Partnerships.Select(partnership => partnership with { Members = [.. partnership.Members.Reverse()] }).ToArray();
        random.Shuffle(actors);
        random.Shuffle(partnerships);
        return new(actors, partnerships);
    }

    private static double[] Scores(Scorer scorer, RankingQuery query, NetworkProjection network)
    {
        var scores = new double[network.Actors.Count];
        scorer.Score(query, scores);
        return scores;
    }

    private static string Describe(NetworkProjection network) => string.Join('\n',
        [
            .. network.Actors.Select((actor, number) => $"{actor.Id} {actor.Kind} {network.Home(number)} {string.Join(',', network.PartnersOf[number].ToArray())} {string.Join(',', network.PartnersOf.Weights(number).ToArray())} {string.Join(',', network.SectorsOf[number].ToArray())}"),
            .. network.Partnerships.Select((partnership, number) => $"{partnership.Id} {partnership.Start} {string.Join(',', network.MembersOf[number].ToArray())}"),
        ]);
}
