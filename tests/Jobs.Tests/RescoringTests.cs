using CoEvolve.Ledger.Privacy;
using CoEvolve.Ledger.Runs;
using CoEvolve.Testing;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace CoEvolve.Jobs.Tests;

public sealed class RescoringTests(PrivatePostgres postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_night_makes_everyones_list_and_shows_analysts_the_edges()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        Assert.Equal(1, await network.RunAsync(network.Rescoring(), Token));
        Assert.Equal(["biz-a", "gov-a"], (await network.ListAsync("cso-a", Token)).Take(2).Order(StringComparer.Ordinal));
        Assert.Equal(RunState.Complete, (await network.Ledger.Runs.VisibleAsync(Token))!.State);
        var listed = 0;
        foreach (var actor in new[] { "cso-a", "gov-a", "biz-a", "cso-p", "biz-p" })
        {
            listed += (await network.ListAsync(actor, Token)).Length;
        }

        Assert.Equal(listed, await network.CountAsync("MATCH (:Actor)-[r:RECOMMENDED {run: 1}]->(:Actor) RETURN count(r)", Token));
        Assert.Equal(1, await network.CountAsync("MATCH (:Actor {id: 'cso-a'})-[r:RECOMMENDED {rank: 1}]->(:Actor) WHERE r.score > 0 AND r.reason <> '' RETURN count(r)", Token));
    }

    [Fact]
    public async Task A_night_without_changes_scores_nobody_and_an_edit_scores_those_it_touches()
    {
        await using var network = await SampleNetwork.CreateAsync(postgres.NewDatabase(), Token);
        await network.RunAsync(network.Rescoring(), Token);
        var before = await network.ListAsync("cso-p", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Contains("\"Scored\":0,", await LastRecordAsync(network), StringComparison.Ordinal);
        Assert.Equal(before, await network.ListAsync("cso-p", Token));

        await network.CypherAsync("MATCH (a:Actor {id: 'biz-a'})-[o:OFFERS]->() DELETE o", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.DoesNotContain("\"Scored\":0,", await LastRecordAsync(network), StringComparison.Ordinal);
        var item = (await network.Ledger.Lists.VisibleAsync(new("cso-a"), Token))!.List.Items.Single(entry => entry.Candidate.Id.Value == "biz-a");
        Assert.DoesNotContain("menawarkan", item.Reason.Indonesian, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_leaves_the_old_lists_and_goes_on_where_it_stopped()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        var old = await network.ListAsync("cso-a", Token);
        await network.CypherAsync("MATCH (a:Actor) SET a.capacity = 3", Token);
        var job = network.Rescoring();
        var lease = (await network.Ledger.Leases.TakeAsync("rescore", "dies", TimeSpan.FromMinutes(1), Token))!;
        var reports = 0;
        await Assert.ThrowsAsync<IOException>(() => job.RunAsync(new(lease, network.Clock.Now, (_, _) => ++reports == 2 ? throw new IOException("cut off") : Task.CompletedTask), Token));
        Assert.Equal(old, await network.ListAsync("cso-a", Token));
        Assert.Equal(1, (await network.Ledger.Runs.VisibleAsync(Token))!.Id);
        await network.Ledger.Leases.ReleaseAsync(lease, Token);

        await network.RunAsync(network.Rescoring(), Token);

        // Two chunks of two were written before; one actor was left.
        Assert.Contains("\"Scored\":1,\"Resumed\":4", await LastRecordAsync(network), StringComparison.Ordinal);
        Assert.Equal(2, (await network.Ledger.Runs.VisibleAsync(Token))!.Id);
    }

    [Fact]
    public async Task Whoever_withdrew_is_gone_from_lists_edges_and_candidates_and_comes_back_when_it_agrees_again()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        await network.Ledger.Consents.RecordAsync(new("biz-a"), ConsentPurpose.Profiling, given: false, "2026-01", "mail", Token);
        Assert.DoesNotContain("biz-a", await network.ListAsync("cso-a", Token));
        var lost = await network.ListAsync("cso-a", Token);
        await network.RunAsync(network.Consent(), Token);
        Assert.Equal(0, await network.CountAsync("MATCH (:Actor {id: 'biz-a'})-[r:RECOMMENDED]-() RETURN count(r)", Token));
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Equal(["(none)"], await network.ListAsync("biz-a", Token));
        Assert.Equal(lost, await network.ListAsync("cso-a", Token));
        var ranks = (await network.Ledger.Lists.VisibleAsync(new("cso-a"), Token))!.List.Items.Select(item => item.Rank);
        Assert.Equal(Enumerable.Range(1, lost.Length), ranks); // made anew that night: no gap is left

        await network.Ledger.Consents.RecordAsync(new("biz-a"), ConsentPurpose.Profiling, given: true, "2026-01", "portal", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Contains("biz-a", await network.ListAsync("cso-a", Token));
    }

    [Fact]
    public async Task Not_now_rests_a_pair_for_a_month_and_the_end_of_the_rest_changes_the_list_without_an_edit()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Contains("biz-a", await network.ListAsync("cso-a", Token));
        await network.Ledger.Feedback.GiveAsync("mail/2026-W06/cso-a/biz-a", new("cso-a"), new("biz-a"), Ledger.Lists.Verdict.Later, "mail", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.DoesNotContain("biz-a", await network.ListAsync("cso-a", Token));
        network.Clock.Now += TimeSpan.FromDays(29);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.DoesNotContain("biz-a", await network.ListAsync("cso-a", Token));
        network.Clock.Now += TimeSpan.FromDays(2);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Contains("biz-a", await network.ListAsync("cso-a", Token));
    }

    [Fact]
    public async Task A_partner_that_objects_is_named_in_no_kept_reason_after_the_night()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.CypherAsync(
            """
            MATCH (a:Actor {id: 'cso-a'}), (b:Actor {id: 'biz-a'}), (c:Actor {id: 'cso-p'})
            CREATE (a)-[:MEMBER_OF]->(p:Partnership {id: 'p', status: 'ended', start: date('2020-01-01')})<-[:MEMBER_OF]-(b),
                   (b)-[:MEMBER_OF]->(q:Partnership {id: 'q', status: 'ended', start: date('2020-01-01')})<-[:MEMBER_OF]-(c)
            """,
            Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Contains("PT Aceh Maju", await ReasonAsync(network, "cso-a", "cso-p"), StringComparison.Ordinal);
        await network.Ledger.Consents.RecordAsync(new("biz-a"), ConsentPurpose.Profiling, given: false, "2026-01", "mail", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.DoesNotContain("PT Aceh Maju", await ReasonAsync(network, "cso-a", "cso-p"), StringComparison.Ordinal);
    }

    private static async Task<string> ReasonAsync(SampleNetwork network, string actor, string candidate) =>
        (await network.Ledger.Lists.VisibleAsync(new(actor), Token))?.List.Items.SingleOrDefault(item => item.Candidate.Id.Value == candidate)?.Reason.Indonesian ?? "";

    [Fact]
    public async Task An_erased_actor_is_nowhere_and_an_import_does_not_bring_it_back()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        await network.Ledger.Consents.AskErasureAsync(new("biz-a"), "admin", Token);
        await network.RunAsync(network.Consent(), Token);
        Assert.Equal(0, await network.CountAsync("MATCH (a:Actor {id: 'biz-a'}) RETURN count(a)", Token));
        Assert.NotNull((await network.Ledger.Consents.ErasureOfAsync(new("biz-a"), Token))!.Proof);

        await network.CypherAsync("CREATE (:Actor:Business {id: 'biz-a', name: 'PT Aceh Maju', kind: 'business', consent: true, sample: false})", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Equal(0, await network.CountAsync("MATCH (a:Actor {id: 'biz-a'}) RETURN count(a)", Token));
        Assert.Equal(["(none)"], await network.ListAsync("biz-a", Token));
    }

    [Fact]
    public async Task The_full_run_alarms_where_lists_were_wrong()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        await network.RunAsync(network.Rescoring(RunMode.Full), Token);
        Assert.Contains("\"Different\":0,\"Alarm\":false", await LastRecordAsync(network), StringComparison.Ordinal);

        // Lists that another setting made are what an incremental run must not leave behind.
        await network.RunAsync(network.Rescoring(RunMode.Full, new() { ListLength = 1, EdgesPerActor = 1 }), Token);
        Assert.Contains("\"Alarm\":true", await LastRecordAsync(network), StringComparison.Ordinal);
    }

    private static async Task<string> LastRecordAsync(SampleNetwork network) => (await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!;
}
