using CoEvolve.Ledger.Privacy;
using CoEvolve.Ledger.Runs;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Matching.Network;
using CoEvolve.Testing;

namespace CoEvolve.Ledger.Tests;

public sealed class RunsOnSqlite : RunBehaviour
{
    protected override string NewConnection(string folder) => Path.Combine(folder, "ledger.db");
}

public sealed class RunsOnPostgres(PrivatePostgres postgres) : RunBehaviour
{
    protected override string NewConnection(string folder) => postgres.NewDatabase();
}

public abstract class RunBehaviour : LedgerTests
{
    [Fact]
    public async Task Lists_of_a_run_are_seen_at_the_moment_of_publishing_and_not_before()
    {
        var lease = await HoldAsync();
        var run = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 2), "prior", null, lease, Token);
        await Ledger.Runs.WriteAsync(run, [ListOf("a", "x", "y")], 1, 1, lease, Token);
        Assert.Null(await VisibleAsync("a"));

        await Ledger.Runs.PublishAsync(run, "test", lease, Token);

        var visible = await Ledger.Lists.VisibleAsync(new("a"), Token);
        Assert.Equal((run.Id, new DateOnly(2026, 2, 2), "prior"), (visible!.Run, visible.AsOf, visible.Model));
        var first = visible.List.Items[0];
        Assert.Equal(("x", "Nama x", ActorKind.Business, true), (first.Candidate.Id.Value, first.Candidate.Name, first.Candidate.Kind, first.Candidate.Sample));
        Assert.Equal(new LocalityName(new("11.01"), "Aceh Selatan", Tier.District), first.Candidate.Locality);
        Assert.Equal((1, 0.5, 0.25, 1.0, 1.0), (first.Rank, first.Score.Value, first.Forward.Value, first.Backward.Value, first.Propensity.Value));
        Assert.Equal((new LocalizedName("karena", "because"), Tier.Province, "RETURN 1"), (first.Reason, first.Tier, first.Cypher));
        Assert.Equal(["a-rule", "b-rule"], first.Rules);
        Assert.Equal("y", visible.List.Items[1].Candidate.Id.Value);
    }

    [Fact]
    public async Task A_chunk_written_twice_stands_once()
    {
        var lease = await HoldAsync();
        var run = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 2), "prior", null, lease, Token);
        await Ledger.Runs.WriteAsync(run, [ListOf("a", "x", "y")], 1, 2, lease, Token);
        await Ledger.Runs.WriteAsync(run, [ListOf("a", "z")], 1, 2, lease, Token);
        await Ledger.Runs.PublishAsync(run, "test", lease, Token);
        Assert.Equal(["z"], await VisibleAsync("a"));
    }

    [Fact]
    public async Task Unchanged_lists_are_taken_over_and_those_of_leavers_are_not()
    {
        var lease = await HoldAsync();
        var first = await PublishedAsync(lease, null, ListOf("a", "x"), ListOf("b", "y"), ListOf("c", "z"));
        await PublishedAsync(lease, first.Id, ListOf("b", "w"), new(new("c"), "", []));
        Assert.Equal(["x"], await VisibleAsync("a"));
        Assert.Equal(["w"], await VisibleAsync("b"));
        Assert.Null(await VisibleAsync("c"));
    }

    [Fact]
    public async Task Yesterdays_lists_can_be_switched_back()
    {
        var lease = await HoldAsync();
        var first = await PublishedAsync(lease, null, ListOf("a", "x"));
        await PublishedAsync(lease, first.Id, ListOf("a", "y"));
        Assert.Equal(["y"], await VisibleAsync("a"));

        Assert.True(await Ledger.Runs.SwitchAsync(first.Id, "admin", Token));

        Assert.Equal(["x"], await VisibleAsync("a"));
        Assert.Equal(first.Id, (await Ledger.Runs.VisibleAsync(Token))!.Id);
    }

    [Fact]
    public async Task A_run_that_was_given_up_cannot_be_switched_to()
    {
        var lease = await HoldAsync();
        await PublishedAsync(lease, null, ListOf("a", "x"));
        var interrupted = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 3), "prior", null, lease, Token);
        await Ledger.Runs.WriteAsync(interrupted, [ListOf("a", "y")], 1, 2, lease, Token);
        Assert.Equal(interrupted.Id, (await Ledger.Runs.InterruptedAsync(Token))!.Id);
        await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 4), "prior", null, lease, Token);
        Assert.Equal(RunState.Abandoned, (await Ledger.Runs.FindAsync(interrupted.Id, Token))!.State);
        Assert.False(await Ledger.Runs.SwitchAsync(interrupted.Id, "admin", Token));
        Assert.Equal(["x"], await VisibleAsync("a"));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing()
    {
        var lost = await HoldAsync();
        var run = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 2), "prior", null, lost, Token);
        Assert.Null(await Ledger.Leases.TakeAsync("rescore", "second", Minute, Token));
        Clock.Now += 2 * Minute;
        var taken = await Ledger.Leases.TakeAsync("rescore", "second", Minute, Token);
        Assert.Equal(lost.Token + 1, taken!.Token);

        await Assert.ThrowsAsync<LeaseLostException>(() => Ledger.Runs.WriteAsync(run, [ListOf("a", "x")], 1, 1, lost, Token));
        await Assert.ThrowsAsync<LeaseLostException>(() => Ledger.Runs.PublishAsync(run, "test", lost, Token));
        Assert.Empty(await Ledger.Runs.ActorsAsync(run.Id, Token));
        Assert.Null(await Ledger.Runs.VisibleAsync(Token));
        Assert.False(await Ledger.Leases.ConfirmAsync(lost, Token));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_lock_a_job_for_ever()
    {
        await HoldAsync();
        Clock.Now -= TimeSpan.FromDays(30);
        Assert.NotNull(await Ledger.Leases.TakeAsync("rescore", "second", Minute, Token));
    }

    [Fact]
    public async Task Readers_of_a_candidate_are_found_also_in_lists_that_were_taken_over()
    {
        var lease = await HoldAsync();
        var first = await PublishedAsync(lease, null, ListOf("a", "x", "y"), ListOf("b", "y"));
        var second = await PublishedAsync(lease, first.Id, ListOf("b", "x"));
        var readers = await Ledger.Runs.ReadersOfAsync(second.Id, ["x", "y"], Token);
        Assert.Equal(["a", "b"], readers["x"].Order(StringComparer.Ordinal));
        Assert.Equal(["a"], readers["y"]);
    }

    [Fact]
    public async Task Edges_are_the_first_partners_that_a_list_still_has()
    {
        var lease = await HoldAsync();
        var first = await PublishedAsync(lease, null, ListOf("a", "x", "y", "z", "w"), ListOf("b", "y"));
        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Matching, given: false, "2026-01", "mail", Token);
        var second = await PublishedAsync(lease, first.Id, ListOf("b", "z", "w", "y"));

        var edges = await Ledger.Lists.EdgesAsync(second.Id, [new("a"), new("b"), new("c")], 2, Token);

        Assert.Equal(
            [("a", "y", 2), ("a", "z", 3), ("b", "z", 1), ("b", "w", 2)], edges.Select(edge => (edge.Actor.Value, edge.Candidate.Value, edge.Rank)));
        Assert.All(edges, edge => Assert.Equal((0.5, Tier.Province, "karena"), (edge.Score.Value, edge.Tier, edge.Reason)));
        Assert.Empty(await Ledger.Lists.EdgesAsync(second.Id, [new("a")], 0, Token));
    }

    [Fact]
    public async Task Who_stands_in_a_list_is_told_apart_from_having_none()
    {
        var lease = await HoldAsync();
        var run = await PublishedAsync(lease, null, ListOf("a", "y", "x"), ListOf("b"));
        var candidates = await Ledger.Lists.CandidatesAsync(run.Id, [new("a"), new("b"), new("c")], Token);
        Assert.Equal([new ActorId("y"), new ActorId("x")], candidates[new("a")]);
        Assert.Empty(candidates[new("b")]);
        Assert.DoesNotContain(new ActorId("c"), candidates.Keys);
    }

    [Fact]
    public async Task Lists_of_a_ledger_from_before_the_batches_lose_who_withdraws()
    {
        var lease = await HoldAsync();
        var old = await PublishedAsync(lease, null, ListOf("a", "x", "y"), ListOf("b", "x"));
        string[] back =
        [
            "DROP INDEX list_item_by_candidate", "ALTER TABLE list_item DROP COLUMN batch", "DROP TABLE list_batch",
            "CREATE INDEX list_item_by_candidate ON list_item (candidate)", "DELETE FROM schemaversions WHERE scriptname = '0003-lists-in-batches.sql'",
        ];
        foreach (var statement in back)
        {
            await Tampering.RunAsync(Connection, statement, Token);
        }

        await using var ledger = await OpenAsync();
        var run = await PublishedAsync(lease, old.Id, ListOf("b", "y", "x"), ListOf("c", "x"));
        Assert.Equal(["a", "b", "c"], (await Ledger.Runs.ReadersOfAsync(run.Id, ["x"], Token))["x"].Order(StringComparer.Ordinal));

        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Matching, given: false, "2026-01", "mail", Token);

        Assert.Equal(["y"], await VisibleAsync("a"));
        Assert.Equal(["y"], await VisibleAsync("b"));
        Assert.Equal([], await VisibleAsync("c"));
        Assert.True(await Ledger.Runs.SwitchAsync(old.Id, "admin", Token));
        Assert.Equal([], await VisibleAsync("b"));
        Assert.Equal(["a", "b"], (await Ledger.Runs.ActorsAsync(old.Id, Token)).Where(actor => actor.Fingerprint.EndsWith(RunActor.Gap)).Select(actor => actor.Actor).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_stands_in_lists_of_several_batches_leaves_them_all()
    {
        var lease = await HoldAsync();
        var run = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 2), "prior", null, lease, Token);
        await Ledger.Runs.WriteAsync(run, [ListOf("a", "x", "y")], 1, 3, lease, Token);
        await Ledger.Runs.WriteAsync(run, [ListOf("b", "y", "x"), ListOf("x", "y")], 3, 3, lease, Token);
        await Ledger.Runs.PublishAsync(run, "test", lease, Token);
        Assert.Equal(["a", "b"], (await Ledger.Runs.ReadersOfAsync(run.Id, ["x"], Token))["x"].Order(StringComparer.Ordinal));

        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Matching, given: false, "2026-01", "mail", Token);

        Assert.Equal(["y"], await VisibleAsync("a"));
        Assert.Equal(["y"], await VisibleAsync("b"));
        Assert.Null(await VisibleAsync("x"));
        Assert.Empty(await Ledger.Runs.ReadersOfAsync(run.Id, ["x"], Token));
    }

    [Fact]
    public async Task Retention_keeps_the_visible_run_and_the_lists_that_kept_runs_point_at()
    {
        var lease = await HoldAsync();
        var first = await PublishedAsync(lease, null, ListOf("a", "x"), ListOf("b", "x"));
        var second = await PublishedAsync(lease, first.Id, ListOf("b", "y"));
        var third = await PublishedAsync(lease, second.Id, ListOf("b", "z"));

        var removed = await Ledger.Retention.ApplyAsync(Token);

        // Two runs are kept. The first run's list of b goes; its list of a stands behind both that are kept.
        Assert.Equal((2, 1, 0), (removed["run_list"], removed["list_item"], removed["list_batch"]));
        Assert.False(await Ledger.Runs.SwitchAsync(first.Id, "admin", Token));
        Assert.True(await Ledger.Runs.SwitchAsync(second.Id, "admin", Token));
        Assert.Equal(["x"], await VisibleAsync("a"));
        Assert.Equal(["y"], await VisibleAsync("b"));
        Assert.True(await Ledger.Runs.SwitchAsync(third.Id, "admin", Token));
        Assert.Equal(["z"], await VisibleAsync("b"));
    }

    [Fact]
    public async Task Three_who_open_an_empty_ledger_at_once_make_it_once()
    {
        var connection = NewConnection(Directory.CreateTempSubdirectory("coevolve-ledger-tests-").FullName);
        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => LedgerStore.OpenAsync(new() { Connection = connection }, Clock, Token), Token)));
        var secrets = await Task.WhenAll(opened.Select(ledger => ledger.SecretAsync("links", Token)));
        Assert.Single(secrets.Select(Convert.ToHexString).Distinct());
        foreach (var ledger in opened)
        {
            await ledger.DisposeAsync();
        }
    }
}
