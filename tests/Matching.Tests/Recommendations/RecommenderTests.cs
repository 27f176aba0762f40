using CoEvolve.Graph;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class RecommenderTests : IAsyncLifetime
{
    private static readonly string[] AskersWithLists = ["cso-a", "cso-b", "cso-c", "cso-jakarta", "gov-11.01", "gov-11", "gov-ministry", "biz-next", "biz-abroad", "biz-serves", "uni-x"];

    private EmbeddedGraph _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await SmallNetwork.CreateAsync();

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Fact]
    public async Task Own_governments_and_local_offers_come_first_and_everybody_who_may_be_met_is_there()
    {
        var list = await ListAsync("cso-a");
        Assert.Equal(
            ["gov-11.01", "gov-11", "biz-next", "gov-ministry", "biz-serves", "cso-b", "biz-abroad", "cso-jakarta", "uni-x"],
            Ids(list).Take(7).Concat(Ids(list).Skip(7).Order(StringComparer.Ordinal)));
        Assert.Equal(Enumerable.Range(1, 9), list.Items.Select(item => item.Rank));
        Assert.Equal(SmallNetwork.Day, list.AsOf);
        Assert.Null(list.Next);
    }

    [Theory]
    [InlineData("cso-a", "itself")]
    [InlineData("cso-silent", "without consent")]
    [InlineData("cso-ended", "ended in 2024")]
    [InlineData("cso-future", "begins in 2027")]
    [InlineData("cso-c", "partner in a running partnership")]
    [InlineData("cso-declined", "declined two months ago")]
    [InlineData("gov-11.02", "government of another district")]
    public async Task Nobody_is_recommended_who_must_not_be(string candidate, string why)
    {
        var list = await ListAsync("cso-a");
        Assert.DoesNotContain(candidate, Ids(list));
        Assert.NotEmpty(why);
    }

    [Fact]
    public async Task A_declined_pair_rests_and_then_returns()
    {
        // Declined on 2026-10-01; 180 days later is 2027-03-30, by which day the rest is over.
        Assert.DoesNotContain("cso-declined", Ids(await ListAsync("cso-a", new() { AsOf = new(2027, 3, 29) })));
        Assert.Contains("cso-declined", Ids(await ListAsync("cso-a", new() { AsOf = new(2027, 3, 30) })));

        // Before the day of the decline nobody knows of it.
        Assert.Contains("cso-declined", Ids(await ListAsync("cso-a", new() { AsOf = new(2026, 9, 30) })));
    }

    [Theory]
    [InlineData("cso-a", "gov-11")]
    [InlineData("gov-11", "cso-a")]
    public async Task Not_now_rests_for_thirty_days_whoever_said_it(string from, string to)
    {
        await SmallNetwork.RunAsync(_graph, $"MATCH (a:Actor {{id: '{from}'}}), (b:Actor {{id: '{to}'}}) CREATE (a)-[:FEEDBACK {{verdict: 'not_now', at: date('2026-11-01')}}]->(b)");
        Assert.Contains("gov-11", Ids(await ListAsync("cso-a", new() { AsOf = new(2026, 10, 31), Limit = 100 })));
        Assert.DoesNotContain("gov-11", Ids(await ListAsync("cso-a", new() { AsOf = new(2026, 11, 30), Limit = 100 })));
        Assert.Contains("gov-11", Ids(await ListAsync("cso-a", new() { AsOf = new(2026, 12, 1), Limit = 100 })));
    }

    [Theory]
    [InlineData("cso-a", "gov-11")]
    [InlineData("gov-11", "cso-a")]
    public async Task A_blocked_pair_never_returns(string from, string to)
    {
        await SmallNetwork.RunAsync(_graph, $"MATCH (a:Actor {{id: '{from}'}}), (b:Actor {{id: '{to}'}}) CREATE (a)-[:FEEDBACK {{verdict: 'blocked', at: date('2026-11-01')}}]->(b)");
        Assert.DoesNotContain("gov-11", Ids(await ListAsync("cso-a", new() { Limit = 100 })));
        Assert.DoesNotContain("gov-11", Ids(await ListAsync("cso-a", new() { AsOf = new(2046, 11, 1), Limit = 100 })));
    }

    [Fact]
    public async Task Whoever_bears_as_much_as_it_can_is_left_out_until_a_partnership_ends()
    {
        // cso-c is in one running partnership, p-running.
        await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-c'}) SET a.capacity = 1");
        Assert.DoesNotContain("cso-c", Ids(await ListAsync("cso-b", new() { Limit = 100 })));
        await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-c'}) SET a.capacity = 2");
        Assert.Contains("cso-c", Ids(await ListAsync("cso-b", new() { Limit = 100 })));
        await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-c'}), (p:Partnership {id: 'p-running'}) SET a.capacity = 1, p.end = date('2026-11-01')");
        Assert.Contains("cso-c", Ids(await ListAsync("cso-b", new() { Limit = 100 })));
    }

    [Fact]
    public async Task Prices_of_a_run_order_lists_and_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("coevolve-prices-").FullName;
        try
        {
            // With hardly any room, gov-11.01 is sought too much by all around; nothing is held back by the bound on the loss.
            await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor) WHERE a.id <> 'cso-c' SET a.capacity = 1");
            var options = new MatchingOptions { Prices = new() { File = Path.Combine(folder, "prices.json"), MostLoss = 1 } };
            var recommender = new Recommender(_graph, new StandingClock(), options);
            var report = await recommender.RepriceAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(recommender.Prices.Count, report.Cheaper);
            Assert.InRange(report.Cheaper, 1, report.Partners);
            Assert.InRange(report.LeastPrice, 0.05, 0.999);
            Assert.InRange(report.Ndcg10, 0.5, 1);

            var again = new Recommender(_graph, new StandingClock(), options);
            var cheapest = recommender.Prices.Entries.MinBy(entry => entry.Value);
            Assert.Equal(cheapest.Value, again.Prices[cheapest.Key]);
            File.WriteAllText(options.Prices.File, "{\"a\": 2}");
            File.SetLastWriteTimeUtc(options.Prices.File, new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Assert.Contains("holds no prices", Assert.Throws<InvalidDataException>(() => again.Prices).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_pair_whose_partnership_was_declined_rests_as_well()
    {
        // p-refused of cso-c and cso-jakarta was declined on 2022-01-01; 180 days later is 2022-06-30.
        var jakarta = new RecommendationRequest { Tiers = new HashSet<Tier> { Tier.National }, Limit = 100 };
        Assert.DoesNotContain("cso-jakarta", Ids(await ListAsync("cso-c", jakarta with { AsOf = new(2022, 6, 29) })));
        Assert.Contains("cso-jakarta", Ids(await ListAsync("cso-c", jakarta with { AsOf = new(2022, 6, 30) })));
        Assert.Contains("cso-jakarta", Ids(await ListAsync("cso-c", jakarta with { AsOf = new(2021, 12, 31) })));
    }

    [Fact]
    public async Task The_past_is_seen_as_it_was()
    {
        var list = Ids(await ListAsync("cso-a", new() { AsOf = new(2023, 12, 31) }));
        Assert.Contains("cso-ended", list);
        Assert.Contains("cso-c", list); // Their partnership began in 2025.
        Assert.DoesNotContain("cso-ended", Ids(await ListAsync("cso-a", new() { AsOf = new(2024, 1, 1) })));
        Assert.Null(await AskAsync("cso-future", new()));
        Assert.NotNull(await AskAsync("cso-future", new() { AsOf = new(2027, 1, 1) }));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("cso-silent")]
    [InlineData("cso-ended")]
    public async Task Who_is_unknown_or_silent_gets_no_list(string actor) => Assert.Null(await AskAsync(actor, new()));

    [Theory]
    [InlineData("gov-11", ActorKind.Government)]
    [InlineData("biz-next", ActorKind.Business)]
    public async Task Governments_and_businesses_are_not_recommended_to_their_like(string actor, ActorKind kind)
    {
        var list = await ListAsync(actor);
        Assert.NotEmpty(list.Items);
        Assert.DoesNotContain(kind, list.Items.Select(item => item.Candidate.Kind));
    }

    [Fact]
    public async Task An_actor_without_a_seat_is_found_and_finds()
    {
        Assert.Contains("biz-abroad", Ids(await ListAsync("cso-a")));
        Assert.Contains("cso-a", Ids(await ListAsync("biz-abroad")));
        Assert.Null((await ListAsync("biz-abroad")).Actor.Locality);
    }

    [Fact]
    public async Task The_tier_of_each_pair_and_the_rules_that_found_it_are_told()
    {
        var list = await ListAsync("cso-a");
        var next = list.Items.Single(item => item.Candidate.Id == new ActorId("biz-next"));
        Assert.Equal(Tier.Province, next.Tier);
        Assert.Equal(["need-met-by-offer", "offer-meets-need"], next.Rules);
        Assert.Equal(Tier.Region, list.Items.Single(item => item.Candidate.Id == new ActorId("uni-x")).Tier);
        Assert.Equal(["partners-of-partners"], list.Items.Single(item => item.Candidate.Id == new ActorId("uni-x")).Rules);
    }

    [Theory]
    [InlineData("gov-11.01", "Pemerintah Kabupaten Aceh Selatan menyediakan perizinan yang Anda butuhkan, dapat memanfaatkan apa yang Anda tawarkan, dan melayani Kabupaten Aceh Selatan.")]
    [InlineData("gov-11", "Pemerintah Provinsi Aceh menyediakan perizinan yang Anda butuhkan, juga bergerak di bidang kesehatan, dan melayani Aceh.")]
    [InlineData("biz-next", "PT Tetangga menawarkan dana yang berkaitan dengan kebutuhan Anda akan hibah, dapat memanfaatkan apa yang Anda tawarkan, dan berkedudukan di Kabupaten Aceh Tenggara yang berbatasan dengan Kabupaten Aceh Selatan.")]
    [InlineData("biz-abroad", "Cloud for Good menawarkan perangkat lunak dan layanan awan yang Anda butuhkan serta melayani seluruh Indonesia.")]
    [InlineData("uni-x", "Universitas X berkegiatan di wilayah Sumatera seperti Anda dan pernah bermitra dengan Forum Warga seperti halnya Anda.")]
    public async Task Reasons_name_the_strongest_facts_in_Indonesian(string candidate, string expected) =>
        Assert.Equal(expected, (await ListAsync("cso-a")).Items.Single(item => item.Candidate.Id == new ActorId(candidate)).Reason);

    [Theory]
    [InlineData("gov-11.01", "Pemerintah Kabupaten Aceh Selatan provides permits that you need, can use what you offer, and serves Kabupaten Aceh Selatan.")]
    [InlineData("cso-b", "Perkumpulan Banda Sehat works on health as you do and is active in Aceh as you are.")]
    [InlineData("uni-x", "Universitas X is active in the Sumatera region as you are and has worked with Forum Warga as you have.")]
    public async Task Reasons_name_the_strongest_facts_in_English(string candidate, string expected)
    {
        var list = await ListAsync("cso-a", new() { Language = Language.English });
        Assert.Equal(expected, list.Items.Single(item => item.Candidate.Id == new ActorId(candidate)).Reason);
    }

    [Fact]
    public async Task Private_needs_and_declined_requests_show_in_nobody_elses_reason()
    {
        foreach (var actor in AskersWithLists)
        {
            var rows = await SmallNetwork.RunAsync(_graph, $"MATCH (:Actor {{id: '{actor}'}})-[:NEEDS]->(r) RETURN r.code");
            var own = rows.Select(row => row[0].AsString()).ToHashSet(StringComparer.Ordinal);
            foreach (var item in (await ListAsync(actor)).Items)
            {
                // The notes of needs are secret, and cso-a alone needs permits, grants and software: nobody whom it is recommended to may read of them.
                Assert.DoesNotContain("rahasia", item.Reason, StringComparison.Ordinal);
                Assert.Subset(own, item.Cypher.Parameters["needs"].AsStrings().ToHashSet(StringComparer.Ordinal));
                if (item.Candidate.Id == new ActorId("cso-a"))
                {
                    Assert.DoesNotContain("hibah", item.Reason, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("perizinan", item.Reason, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("perangkat lunak", item.Reason, StringComparison.OrdinalIgnoreCase);
                }

                // The partnership of cso-c with cso-jakarta was refused: neither is told that the other "has worked" with anybody by it.
                Assert.DoesNotContain("Yayasan Ibu Kota", item.Reason[item.Candidate.Name.Length..], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_given_query_returns_the_paths_of_the_reason_from_the_actor_to_the_candidate()
    {
        var seen = 0;
        foreach (var actor in AskersWithLists)
        {
            foreach (var item in (await ListAsync(actor)).Items)
            {
                var rows = await SmallNetwork.RunAsync(_graph, item.Cypher.Query, item.Cypher.Parameters);
                Assert.NotEmpty(rows);
                foreach (var path in rows.Select(row => row[1].AsPath()))
                {
                    Assert.Equal(actor, path.Nodes[0].Properties["id"].AsString());
                    Assert.Equal(item.Candidate.Id.Value, path.Nodes[^1].Properties["id"].AsString());
                }

                Assert.Equal(FactsIn(item.Cypher), rows.Select(row => row[0].AsString()).Distinct().Order(StringComparer.Ordinal));
                seen++;
            }
        }

        Assert.True(seen > 40, $"Only {seen} recommendations were looked at.");
    }

    [Fact]
    public async Task Filters_keep_kinds_and_tiers()
    {
        var businesses = await ListAsync("cso-a", new() { Kinds = new HashSet<ActorKind> { ActorKind.Business } });
        Assert.Equal(["biz-next", "biz-serves", "biz-abroad"], Ids(businesses));
        var province = await ListAsync("cso-a", new() { Tiers = new HashSet<Tier> { Tier.Province } });
        Assert.Equal(["gov-11", "biz-next", "biz-serves", "cso-b"], Ids(province));
        Assert.Empty(province.Climbs);
        Assert.Empty((await ListAsync("gov-11", new() { Kinds = new HashSet<ActorKind> { ActorKind.Government } })).Items);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var whole = Ids(await ListAsync("cso-a"));
        var read = new List<string>();
        var request = new RecommendationRequest { Limit = 4 };
        for (var page = await ListAsync("cso-a", request); ; page = await ListAsync("cso-a", request))
        {
            read.AddRange(Ids(page));
            Assert.Equal(read.Count, page.Items[^1].Rank);
            if (page.Next is null)
            {
                break;
            }

            Assert.True(RecommendationCursor.TryParse(page.Next.ToString(), request, out var cursor));
            request = request with { After = cursor };
        }

        Assert.Equal(whole, read);
    }

    [Fact]
    public async Task The_same_question_gives_the_same_answer()
    {
        var first = await ListAsync("cso-a");
        var second = await ListAsync("cso-a");
        Assert.Equal(
            first.Items.Select(item => (item.Rank, item.Candidate, item.Score, item.Reason)),
            second.Items.Select(item => (item.Rank, item.Candidate, item.Score, item.Reason)));
    }

    [Fact]
    public async Task Why_the_rules_climbed_is_told()
    {
        var climbs = (await ListAsync("cso-a", new() { Language = Language.English })).Climbs;
        Assert.Equal([Tier.Province, Tier.Region, Tier.National], climbs.Select(climb => climb.To));
        Assert.Equal(
            "Only 1 of 5 governments, 0 of 5 businesses, 0 of 5 CSOs, 0 of 3 universities or research institutes, and 0 of 2 other actors were found up to the district tier; "
            + "up to the district tier there are too few offers of grants, software and cloud services, and permits.",
            climbs[0].Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_limit_out_of_range_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AskAsync("cso-a", new() { Limit = limit }));

    [Fact]
    public void Wrong_options_are_refused_at_the_start()
    {
        var options = new MatchingOptions { List = new() { MostOfAKindInTen = 0 }, Candidates = new() { RowsPerRule = 0 } };
        var refusal = Assert.Throws<ArgumentException>(() => new Recommender(_graph, new StandingClock(), options));
        Assert.Contains("ListOptions.MostOfAKindInTen is 0; it must lie between 1 and 10.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("CandidateOptions.RowsPerRule is 0; it must lie between 1 and 10000.", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(RecommendationList list) => list.Items.Select(item => item.Candidate.Id.Value);

    /// <summary>The facts that the parameters ask for, by the names that the query gives them.</summary>
    private static IEnumerable<string> FactsIn(CypherQuery query)
    {
        (string Parameter, string Fact)[] lists =
        [
            ("needs", "offers what is needed"), ("served", "serves the locality"), ("shared", "is active in the same locality"),
            ("neighbours", "is based next door"), ("sectors", "works in the same sector"), ("partners", "has worked with the same partner"),
        ];
        var facts = lists.Where(list => query.Parameters[list.Parameter].AsList().Count > 0).Select(list => list.Fact);
        return (query.Parameters["canUse"].AsBoolean() ? facts.Append("can use what is offered") : facts).Order(StringComparer.Ordinal);
    }

    private async Task<RecommendationList> ListAsync(string actor, RecommendationRequest? request = null)
    {
        var list = await AskAsync(actor, request ?? new() { Limit = 100 });
        Assert.NotNull(list);
        return list;
    }

    private Task<RecommendationList?> AskAsync(string actor, RecommendationRequest request) =>
        new Recommender(_graph, new StandingClock()).RecommendAsync(new(actor), request, TestContext.Current.CancellationToken);
}
