using System.Globalization;
using CoEvolve.Ledger.Access;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Matching.Network;
using CoEvolve.Testing;

namespace CoEvolve.Ledger.Tests;

public sealed class MailAndPrivacyOnSqlite : MailAndPrivacyBehaviour
{
    protected override string NewConnection(string folder) => Path.Combine(folder, "ledger.db");
}

public sealed class MailAndPrivacyOnPostgres(PrivatePostgres postgres) : MailAndPrivacyBehaviour
{
    protected override string NewConnection(string folder) => postgres.NewDatabase();
}

public abstract class MailAndPrivacyBehaviour : LedgerTests
{
    private const string Week = "2026-W06";
    private static readonly ActorId A = new("a");

    [Fact]
    public async Task A_week_has_one_mail_an_actor_and_one_worker_gets_to_send_it()
    {
        Assert.True(await Ledger.Deliveries.DecideAsync([new(A, Week, "m@x", 1, [new("x")])], Token));
        Assert.False(await Ledger.Deliveries.DecideAsync([new(A, Week, "m@x", 2, [new("y")])], Token));
        var decided = Assert.Single(await Ledger.Deliveries.InStateAsync(DeliveryState.Decided, Token));
        Assert.Equal([new ActorId("x")], decided.Shown);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Ledger.Deliveries.ClaimAsync(decided, Token), Token)));
        Assert.Single(claims, true);
    }

    [Fact]
    public async Task A_send_that_was_cut_off_is_flagged_and_cannot_be_claimed_again()
    {
        await Ledger.Deliveries.DecideAsync([new(A, Week, "m@x", 1, [])], Token);
        var decided = (await Ledger.Deliveries.FindAsync(A, Week, Token))!;
        await Ledger.Deliveries.ClaimAsync(decided, Token);
        Assert.Equal(1, await Ledger.Deliveries.FlagUnknownAsync(Token));
        Assert.False(await Ledger.Deliveries.ClaimAsync(decided, Token));
        var flagged = (await Ledger.Deliveries.FindAsync(A, Week, Token))!;
        Assert.Equal((DeliveryState.Unknown, 1, Clock.Now), (flagged.State, flagged.Attempts, flagged.FinishedAt));
    }

    [Fact]
    public async Task A_bounce_finds_its_mail_and_a_blocked_address_is_known_in_any_case()
    {
        await Ledger.Deliveries.DecideAsync([new(A, Week, "m@x", 1, [])], Token);
        Assert.Null(await Ledger.Deliveries.ReturnedAsync("other@x", DeliveryState.Bounced, "5.1.1", Token));
        Assert.Equal(A, await Ledger.Deliveries.ReturnedAsync("m@x", DeliveryState.Bounced, "5.1.1", Token));
        await Ledger.Deliveries.BlockAsync("Someone@Example.org", "bounce", Token);
        Assert.True(await Ledger.Deliveries.IsBlockedAsync("someone@example.ORG ", Token));
        Assert.False(await Ledger.Deliveries.IsBlockedAsync("else@example.org", Token));
    }

    [Fact]
    public async Task Preferences_have_defaults_and_stay_as_set()
    {
        Assert.Equal(new Preference(), await Ledger.Preferences.OfAsync(A, Token));
        var wish = new Preference { Frequency = DigestFrequency.Monthly, Language = Language.English, Kinds = new HashSet<ActorKind> { ActorKind.Business }, PausedUntil = new(2026, 3, 1) };
        await Ledger.Preferences.SetAsync(A, new() { Frequency = DigestFrequency.Never }, Token);
        await Ledger.Preferences.SetAsync(A, wish, Token);
        var kept = await Ledger.Preferences.OfAsync(A, Token);
        Assert.Equal(wish with { Kinds = null }, kept with { Kinds = null });
        Assert.Equal([ActorKind.Business], kept.Kinds!);
    }

    [Fact]
    public async Task The_same_answer_twice_is_one_and_another_one_replaces_it()
    {
        Assert.True(await Ledger.Feedback.GiveAsync("w6/a/x", A, new("x"), Verdict.Later, "mail", Token));
        Assert.False(await Ledger.Feedback.GiveAsync("w6/a/x", A, new("x"), Verdict.Later, "mail", Token));
        var late = await Ledger.Feedback.NewAsync(10, Token);
        Assert.True(await Ledger.Feedback.GiveAsync("w6/a/x", A, new("x"), Verdict.Accepted, "mail", Token));
        await Ledger.Feedback.InGraphAsync(late, Token); // speaks of the answer before
        Assert.Equal(Verdict.Accepted, Assert.Single(await Ledger.Feedback.NewAsync(10, Token)).Verdict);
        await Ledger.Feedback.InGraphAsync(await Ledger.Feedback.NewAsync(10, Token), Token);
        Assert.Empty(await Ledger.Feedback.NewAsync(10, Token));
        Assert.Equal(Verdict.Accepted, Assert.Single(await Ledger.Feedback.OfAsync(A, Token)).Verdict);
    }

    [Fact]
    public async Task Whoever_withdraws_is_in_no_list_from_that_moment_on()
    {
        await PublishedAsync(await HoldAsync(), null, ListOf("a", "x", "y"), ListOf("x", "a"));
        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Matching, given: false, "2026-01", "mail", Token);
        Assert.Equal(["y"], await VisibleAsync("a"));
        Assert.Null(await VisibleAsync("x"));
        Assert.Equal([new ActorId("x")], await Ledger.Consents.StandingAsync(ConsentPurpose.Matching, given: false, Token));

        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Matching, given: true, "2026-02", "portal", Token);
        Assert.Empty(await Ledger.Consents.StandingAsync(ConsentPurpose.Matching, given: false, Token));
        Assert.Equal(
            [(false, "2026-01", "mail"), (true, "2026-02", "portal")],
            (await Ledger.Consents.OfAsync(new("x"), Token)).Select(statement => (statement.Given, statement.TextVersion, statement.Source)));
    }

    [Fact]
    public async Task An_erasure_leaves_no_row_that_names_the_actor_and_a_proof()
    {
        await PublishedAsync(await HoldAsync(), null, ListOf("a", "x", "y"), ListOf("x", "a"));
        await Ledger.Lists.ShownAsync(A, "api", 1, "prior", (await Ledger.Lists.VisibleAsync(A, Token))!.List.Items, Token);
        await Ledger.Deliveries.DecideAsync([new(new("x"), Week, "m@x", 1, [A])], Token);
        await Ledger.Deliveries.DecideAsync([new(A, Week, "n@x", 1, [new("x"), new("y")])], Token);
        await Ledger.Consents.RecordAsync(new("x"), ConsentPurpose.Digest, true, "2026-01", "portal", Token);
        Assert.Equal((true, false), (await Ledger.Consents.KnowsAsync(new("x"), Token), await Ledger.Consents.KnowsAsync(new("xx"), Token)));
        await Ledger.Consents.AskErasureAsync(new("x"), "admin", Token);
        Assert.Equal([new ActorId("x")], await Ledger.Consents.DueErasuresAsync(Token));
        Assert.Equal(["y"], await VisibleAsync("a"));

        await Ledger.Consents.EraseAsync(new("x"), new Dictionary<string, long> { ["nodes"] = 1 }, Token);

        var export = await Ledger.Consents.ExportAsync(new("x"), Token);
        Assert.All(ConsentBook.Personal, personal => Assert.Empty(export[personal.Table]));
        Assert.All(export.Where(rows => rows.Key.EndsWith("_of_others", StringComparison.Ordinal)), rows => Assert.Empty(rows.Value));
        Assert.Null(Assert.Single(export["erasure"])["actor"]);
        Assert.Equal(["consent given", "erasure asked for", "erased"], export["audit"].Select(entry => entry["act"]));
        Assert.Equal([new ActorId("y")], (await Ledger.Deliveries.FindAsync(A, Week, Token))!.Shown);
        Assert.True(await Ledger.Consents.KnowsAsync(new("x"), Token));
        var proof = (await Ledger.Consents.ErasureOfAsync(new("x"), Token))!;
        Assert.Equal((null, Clock.Now), (proof.Actor, proof.DoneAt));
        Assert.Contains("\"graph.nodes\":1", proof.Proof, StringComparison.Ordinal);
        Assert.Contains("\"ledger.delivery\":1", proof.Proof, StringComparison.Ordinal);
        Assert.Equal([new ActorId("x")], await Ledger.Consents.ErasedAmongAsync([A, new("x")], Token));
        Assert.DoesNotContain(await Ledger.Audit.RecentAsync(100, Token), entry => entry.Subject == "x");
    }

    [Fact]
    public async Task An_access_export_shows_the_rows_of_every_table()
    {
        await PublishedAsync(await HoldAsync(), null, ListOf("a", "x"));
        await Ledger.Preferences.SetAsync(A, new(), Token);
        await Ledger.Lists.ShownAsync(A, "api", 1, "prior", (await Ledger.Lists.VisibleAsync(A, Token))!.List.Items, Token);
        var export = await Ledger.Consents.ExportAsync(A, Token);
        Assert.Equal("x", Assert.Single(export["exposure_item"])["candidate"]);
        Assert.Equal("karena", Assert.Single(export["list_item"])["reason_id"]);
        Assert.Equal("Weekly", Assert.Single(export["preference"])["frequency"]);
    }

    [Fact]
    public async Task An_access_export_does_not_say_in_whose_lists_and_answers_the_actor_stands()
    {
        await PublishedAsync(await HoldAsync(), null, ListOf("a", "x"));
        await Ledger.Lists.ShownAsync(A, "api", 1, "prior", (await Ledger.Lists.VisibleAsync(A, Token))!.List.Items, Token);

        var export = await Ledger.Consents.ExportAsync(new("x"), Token);

        Assert.Empty(export["list_item"]);
        Assert.Empty(export["exposure_item"]);
        var item = Assert.Single(export["list_item_of_others"]);
        Assert.Equal(("x", 1L), (item["candidate"], Convert.ToInt64(item["place"], CultureInfo.InvariantCulture)));
        Assert.Equal("x", Assert.Single(export["exposure_item_of_others"])["candidate"]);
        Assert.DoesNotContain(export.Values.SelectMany(rows => rows).SelectMany(row => row.Values), value => value is "a" or "karena");
    }

    [Fact]
    public async Task A_key_opens_until_it_is_revoked_and_is_kept_as_a_hash_only()
    {
        var key = (await Ledger.Keys.CreateAsync("portal", KeyRole.Portal, "cli", Token))!;
        Assert.Null(await Ledger.Keys.CreateAsync("portal", KeyRole.Admin, "cli", Token));
        Assert.Equal(("portal", KeyRole.Portal), ((await Ledger.Keys.FindAsync(key, Token))!.Name, (await Ledger.Keys.FindAsync(key, Token))!.Role));
        Assert.Null(await Ledger.Keys.FindAsync(key + "0", Token));
        Assert.True(await Ledger.Keys.RevokeAsync("portal", "cli", Token));
        Assert.False(await Ledger.Keys.RevokeAsync("portal", "cli", Token));
        Assert.Null(await Ledger.Keys.FindAsync(key, Token));
    }

    [Fact]
    public async Task The_audit_log_is_a_chain_that_shows_a_changed_entry()
    {
        await Ledger.Audit.AppendAsync("cli", "one", "s", "", Token);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Ledger.Audit.AppendAsync("cli", "more", "s", "d", Token), Token)));
        Assert.Null(await Ledger.Audit.FirstBreakAsync(Token));
        Assert.Equal([6, 5, 4, 3, 2, 1], (await Ledger.Audit.RecentAsync(10, Token)).Select(entry => entry.Id));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Tampering.RunAsync(Connection, "UPDATE audit SET who = 'nobody' WHERE id = 3", Token));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Tampering.RunAsync(Connection, "DELETE FROM audit WHERE id = 3", Token));
        await Tampering.WithoutGuardAsync(Connection, "UPDATE audit SET who = 'nobody' WHERE id = 3", Token);
        Assert.Equal(3, await Ledger.Audit.FirstBreakAsync(Token));
    }

    [Fact]
    public async Task An_occurrence_that_two_notice_is_there_once()
    {
        var due = Clock.Now.AddHours(-1);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Ledger.Jobs.NoteAsync("rescore", Clock.Now, due, Token), Token)));
        var run = Assert.Single(await Ledger.Jobs.OpenAsync(Token));
        Assert.Equal(("rescore", due), (run.Job, run.Due));
        Assert.Equal(Clock.Now, await Ledger.Jobs.SeenUntilAsync("rescore", Token));
    }

    [Fact]
    public async Task One_model_serves_and_the_one_before_retires()
    {
        await Ledger.Models.EnterAsync("m1", "first", "{}", Token);
        await Ledger.Models.EnterAsync("m2", "second", "{}", Token);
        Assert.Null(await Ledger.Models.ServingAsync(Token));
        await Ledger.Models.NoteServingAsync("m1", Token);
        await Ledger.Models.NoteServingAsync("m2", Token);
        var since = (await Ledger.Models.ServingAsync(Token))!.PromotedAt;
        Clock.Now += Minute;
        await Ledger.Models.NoteServingAsync("m2", Token);
        Assert.Equal(("second", since), ((await Ledger.Models.ServingAsync(Token))!.Description, (await Ledger.Models.ServingAsync(Token))!.PromotedAt));
        await Ledger.Models.NoteServingAsync("m3", Token); // promoted on the command line, beside the jobs
        Assert.Equal("m3", (await Ledger.Models.ServingAsync(Token))!.Id);
        await Ledger.Models.NoteServingAsync(null, Token);
        Assert.Null(await Ledger.Models.ServingAsync(Token));
    }
}
