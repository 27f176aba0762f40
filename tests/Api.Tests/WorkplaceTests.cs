using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Access;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Api.Tests;

/// <summary>The host with a ledger and jobs.</summary>
public sealed class WorkplaceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-api-tests-").FullName;
    private readonly HttpClient _client = new();
    private readonly KeptLog _log = new();
    private EmbeddedGraph _graph = null!;
    private Workplace _workplace = null!;
    private WebApplication _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var time = new Noon();
        _graph = await ExampleNetwork.CreateAsync(Token);
        _workplace = await Workplace.OpenAsync(_folder, Settings.Read(_folder, _ => null), _graph, new Recommender(_graph, time), time, NullLoggerFactory.Instance, Token);
        await _workplace.Runner.AskAsync("rescore", Token);
        Assert.Equal(1, await _workplace.Runner.RunDueAsync(Token));
        _app = ApiHost.Build(new() { Port = 0 }, _graph, time, logging: logging => logging.AddFilter("Microsoft", LogLevel.Warning).AddProvider(_log), workplace: _workplace, workers: 0);
        await _app.StartAsync(Token);
        _client.BaseAddress = new(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _workplace.DisposeAsync();
        await _graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_kept_list_reads_as_the_computed_one_and_its_showing_is_kept()
    {
        var actor = await ActorAsync();
        var kept = (await _workplace.Ledger.Lists.VisibleAsync(actor, Token))!.List.Items;
        var computed = (await new Recommender(_graph, new Noon()).RecommendAsync(actor, new() { Limit = 2 }, Token))!;
        using var page = JsonDocument.Parse(await _client.GetStringAsync($"/api/v1/actors/{actor}/recommendations?limit=2", Token));
        var items = page.RootElement.GetProperty("items");
        Assert.Equal(computed.Items.Select(item => item.Candidate.Id.Value), items.EnumerateArray().Select(item => item.GetProperty("candidate").GetProperty("id").GetString()));
        Assert.Equal(computed.Items[0].Reason, items[0].GetProperty("reason").GetString());
        Assert.Equal(actor.Value, items[0].GetProperty("cypher").GetProperty("parameters").GetProperty("actor").GetString());
        Assert.Equal(1, await _workplace.Ledger.Lists.ShowingsAsync(actor, Token));

        // Cut the kept list, and the next page still follows the first.
        var next = page.RootElement.GetProperty("next").GetString();
        using var second = JsonDocument.Parse(await _client.GetStringAsync($"/api/v1/actors/{actor}/recommendations?limit=2&cursor={next}", Token));
        Assert.Equal(kept[2].Candidate.Id.Value, second.RootElement.GetProperty("items")[0].GetProperty("candidate").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Following_a_link_changes_nothing_and_its_form_answers_once()
    {
        var (actor, candidate) = (await ActorAsync(), (await _workplace.Ledger.Lists.VisibleAsync(await ActorAsync(), Token))!.List.Items[0].Candidate);
        var address = Address(LinkPurpose.Decline, actor, candidate.Id);
        using var shown = await _client.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("<form method=\"post\">", await shown.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(await _workplace.Ledger.Feedback.OfAsync(actor, Token));

        for (var times = 0; times < 2; times++)
        {
            using var answered = await _client.PostAsync(address, null, Token);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        Assert.Equal((candidate.Id, Verdict.Declined), Assert.Single((await _workplace.Ledger.Feedback.OfAsync(actor, Token)).Select(answer => (answer.Candidate, answer.Verdict))));
        using var page = JsonDocument.Parse(await _client.GetStringAsync($"/api/v1/actors/{actor}/recommendations?limit=1", Token));
        Assert.NotEqual(candidate.Id.Value, page.RootElement.GetProperty("items")[0].GetProperty("candidate").GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_click_unsubscribes_without_a_page_and_late()
    {
        var actor = await ActorAsync();
        var address = Address(LinkPurpose.Unsubscribe, actor, null, new Noon().GetUtcNow().AddDays(-1));
        using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        using var answered = await _client.PostAsync(address, click, Token);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(DigestFrequency.Never, (await _workplace.Ledger.Preferences.OfAsync(actor, Token)).Frequency);
    }

    [Fact]
    public async Task Expired_and_forged_links_do_nothing()
    {
        var actor = await ActorAsync();
        using var expired = await _client.PostAsync(Address(LinkPurpose.Accept, actor, new("x"), new Noon().GetUtcNow().AddDays(-1)), null, Token);
        Assert.Equal(HttpStatusCode.Gone, expired.StatusCode);
        using var forged = await _client.PostAsync(Address(LinkPurpose.Accept, actor, new("x")) + "A", null, Token);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Empty(await _workplace.Ledger.Feedback.OfAsync(actor, Token));
    }

    [Fact]
    public async Task Preferences_are_saved_by_their_form()
    {
        var actor = await ActorAsync();
        using var form = new FormUrlEncodedContent([new("frequency", "Monthly"), new("language", "en"), new("kind", "business"), new("paused", "2026-12-24")]);
        using var saved = await _client.PostAsync(Address(LinkPurpose.Preferences, actor, null), form, Token);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var wish = await _workplace.Ledger.Preferences.OfAsync(actor, Token);
        Assert.Equal((DigestFrequency.Monthly, Language.English, new DateOnly(2026, 12, 24)), (wish.Frequency, wish.Language!.Value, wish.PausedUntil!.Value));
        Assert.Equal([ActorKind.Business], wish.Kinds!);
        using var bad = new FormUrlEncodedContent([new("frequency", "hourly"), new("language", "en")]);
        using var refused = await _client.PostAsync(Address(LinkPurpose.Preferences, actor, null), bad, Token);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task The_dashboard_and_privacy_requests_open_to_an_admin_key_alone()
    {
        var portal = (await _workplace.Ledger.Keys.CreateAsync("portal", KeyRole.Portal, "test", Token))!;
        var admin = (await _workplace.Ledger.Keys.CreateAsync("admin", KeyRole.Admin, "test", Token))!;
        var actor = await ActorAsync();
        foreach (var path in new[] { "/jobs", $"/api/v1/admin/actors/{actor}/export" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, path, null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, path, portal));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, path, admin));
        }

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, $"/api/v1/admin/actors/{actor}/consents?purpose=matching&given=false&textVersion=2026-01", admin));
        Assert.Null(await _workplace.Ledger.Lists.VisibleAsync(actor, Token));
        Assert.Equal("key admin", (await _workplace.Ledger.Audit.RecentAsync(1, Token))[0].Who);
    }

    [Fact]
    public async Task An_access_export_holds_what_ledger_and_graph_have_of_the_actor_and_is_audited()
    {
        var admin = (await _workplace.Ledger.Keys.CreateAsync("admin", KeyRole.Admin, "test", Token))!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/admin/actors/cso-sehat/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + admin)));
        using var response = await _client.SendAsync(request, Token);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        using var export = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        var (ledger, graph) = (export.RootElement.GetProperty("ledger"), export.RootElement.GetProperty("graph"));
        var properties = graph.GetProperty("node").GetProperty("properties");
        Assert.Equal("sehat@example.org", properties.GetProperty("email").GetString());
        Assert.True(properties.GetProperty("consent").GetBoolean());
        string[] Held(string type) =>
        [
            .. graph.GetProperty("relationships").EnumerateArray().Where(one => one.GetProperty("type").GetString() == type && one.GetProperty("outgoing").GetBoolean())
                .Select(one => one.GetProperty("id").GetString()!),
        ];
        Assert.Equal(["11.01"], Held("BASED_IN"));
        Assert.Equal(["11.01", "11.02"], Held("SERVES"));
        Assert.Equal(["health"], Held("WORKS_IN"));
        Assert.Equal(["funds.grant", "policy-advocacy.permit"], Held("NEEDS"));
        var list = (await _workplace.Ledger.Lists.VisibleAsync(new("cso-sehat"), Token))!.List.Items.Select(item => item.Candidate.Id.Value).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(list, Held("RECOMMENDED"));
        Assert.Equal(list.Length, ledger.GetProperty("list_item").EnumerateArray().Count(row => row.GetProperty("actor").GetString() == "cso-sehat"));
        Assert.Equal("access export", (await _workplace.Ledger.Audit.RecentAsync(1, Token))[0].Act);

        // Whoever was recommended to it sees that, but not to whom.
        using var another = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/admin/actors/{list[0]}/export");
        another.Headers.Authorization = request.Headers.Authorization;
        using var answer = await _client.SendAsync(another, Token);
        using var others = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        Assert.NotEmpty(others.RootElement.GetProperty("ledger").GetProperty("list_item_of_others").EnumerateArray());
        var incoming = others.RootElement.GetProperty("graph").GetProperty("relationships").EnumerateArray()
            .Where(one => one.GetProperty("type").GetString() == "RECOMMENDED" && !one.GetProperty("outgoing").GetBoolean()).ToArray();
        Assert.NotEmpty(incoming);
        Assert.DoesNotContain(incoming, one => one.TryGetProperty("id", out _) || one.TryGetProperty("name", out _) || one.GetProperty("properties").TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task An_old_mail_still_shows_how_to_unsubscribe()
    {
        using var shown = await _client.GetAsync(Address(LinkPurpose.Unsubscribe, await ActorAsync(), null, new Noon().GetUtcNow().AddDays(-1)), Token);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("<form method=\"post\">", await shown.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_mail_stops_its_address_which_stands_in_no_url_and_no_log()
    {
        var admin = (await _workplace.Ledger.Keys.CreateAsync("admin", KeyRole.Admin, "test", Token))!;
        var reader = new ActorId("cso-sehat");
        await _workplace.Ledger.Deliveries.DecideAsync([new(reader, "2026-W06", "digest.1@example.org", 1, [])], Token);
        const string Returns = "/api/v1/admin/mail/returns";
        using var inUrl = await SendAsync($"{Returns}?messageId=digest.1@example.org&kind=bounce&address=sehat@example.org", admin);
        Assert.Equal(HttpStatusCode.BadRequest, inUrl.StatusCode);
        await ProblemAsync(Returns, admin, HttpStatusCode.BadRequest, "/kind: It is bounce or complaint.", """{"messageId": "digest.1@example.org", "kind": "unread", "address": "sehat@example.org"}""");
        await ProblemAsync(Returns, admin, HttpStatusCode.NotFound, "No mail with this messageId went out", """{"messageId": "digest.2@example.org", "kind": "bounce", "address": "sehat@example.org"}""");
        Assert.False(await _workplace.Ledger.Deliveries.IsBlockedAsync("sehat@example.org", Token));

        using var taken = await SendAsync(Returns, admin, """{"messageId": "<digest.1@example.org>", "kind": "complaint", "address": "Sehat@example.org"}""");
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.True(await _workplace.Ledger.Deliveries.IsBlockedAsync("sehat@example.org", Token));
        Assert.Equal(DeliveryState.Complained, (await _workplace.Ledger.Deliveries.FindAsync(reader, "2026-W06", Token))!.State);
        var entry = (await _workplace.Ledger.Audit.RecentAsync(1, Token))[0];
        Assert.Equal(("key admin", "address stopped", await _workplace.Ledger.Consents.SubjectAsync(reader, Token), "complaint"), (entry.Who, entry.Act, entry.Subject, entry.Detail));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("sehat@", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_mistyped_request_of_an_admin_says_what_is_wrong_and_changes_nothing()
    {
        var admin = (await _workplace.Ledger.Keys.CreateAsync("admin", KeyRole.Admin, "test", Token))!;
        await ProblemAsync("/api/v1/admin/actors/cso-sehat/consents?purpose=marketing", admin, HttpStatusCode.BadRequest, "'given' is true or false");
        await ProblemAsync("/api/v1/admin/actors/cso-seaht/consents?purpose=matching&given=false&textVersion=2026-01", admin, HttpStatusCode.NotFound, "no actor with the id 'cso-seaht'");
        Assert.Empty(await _workplace.Ledger.Consents.OfAsync(new("cso-seaht"), Token));
        await ProblemAsync("/api/v1/admin/actors/cso-seaht/erasure", admin, HttpStatusCode.NotFound, "nothing to erase");
        Assert.Empty(await _workplace.Ledger.Consents.DueErasuresAsync(Token));
        await ProblemAsync("/api/v1/admin/runs/99/visible", admin, HttpStatusCode.NotFound, "no finished run 99");
        await ProblemAsync("/api/v1/admin/jobs/rescor", admin, HttpStatusCode.NotFound, "rescore-full");
    }

    [Fact]
    public async Task What_a_link_of_a_mail_may_do_stands_in_no_log()
    {
        var address = Address(LinkPurpose.Accept, await ActorAsync(), new("x"));
        using var shown = await _client.GetAsync(address, Token);
        Assert.Contains(_log.Lines, line => line.StartsWith("GET /mail/… answered 200", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(address[..12], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readiness_and_metrics_answer()
    {
        using var ready = JsonDocument.Parse(await _client.GetStringAsync("/ready", Token));
        Assert.Equal("ok", ready.RootElement.GetProperty("status").GetString());
        await _workplace.Runner.AskAsync("consent", Token);
        Assert.Equal(1, await _workplace.Runner.RunDueAsync(Token));
        Assert.Contains("coevolve_job_runs", await _client.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_ledger_is_away_lists_are_computed_and_what_needs_it_says_so()
    {
        var actor = await ActorAsync();
        var shown = await _workplace.Ledger.Lists.ShowingsAsync(actor, Token);
        var kept = Path.Combine(_folder, "ledger.db");
        File.Move(kept, kept + ".away");
        Directory.CreateDirectory(kept);
        SqliteConnection.ClearAllPools();
        using (var page = JsonDocument.Parse(await _client.GetStringAsync($"/api/v1/actors/{actor}/recommendations?limit=2", Token)))
        {
            Assert.Equal(2, page.RootElement.GetProperty("items").GetArrayLength());
        }

        using (var refused = await _client.GetAsync(Address(LinkPurpose.Preferences, actor, null), Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("30", refused.Headers.GetValues("Retry-After").Single());
            Assert.Contains("/problems/ledger-away", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Directory.Delete(kept);
        File.Move(kept + ".away", kept);
        SqliteConnection.ClearAllPools();
        await _client.GetStringAsync($"/api/v1/actors/{actor}/recommendations?limit=2", Token);
        Assert.Equal(shown + 1, await _workplace.Ledger.Lists.ShowingsAsync(actor, Token));
    }

    private async Task<ActorId> ActorAsync() => (await _workplace.Ledger.Lists.PageAsync((await _workplace.Ledger.Runs.VisibleAsync(Token))!.Id, "", 100, Token)).First(list => list.Items.Count >= 3).Actor;

    private string Address(LinkPurpose purpose, ActorId actor, ActorId? candidate, DateTimeOffset? expires = null) =>
        "/mail/" + _workplace.Signer.Sign(new(purpose, actor, candidate, "2026-W06", expires ?? new Noon().GetUtcNow().AddDays(1)));

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + key)));
        using var response = await _client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string key, string? json = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await _client.SendAsync(request, Token);
    }

    private async Task ProblemAsync(string path, string key, HttpStatusCode status, string says, string? json = null)
    {
        using var response = await SendAsync(path, key, json);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Contains(says, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(ExampleNetwork.Today, new TimeOnly(5, 0), TimeSpan.Zero);
    }
}
