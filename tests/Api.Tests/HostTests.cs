using System.Net;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Api.Tests;

public sealed class HostTests(RunningApi api)
{
    [Theory]
    [InlineData("/nope")]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/actors")]
    [InlineData("/api/v1/actors/a/b/c")]
    public async Task An_unknown_path_is_a_problem(string address)
    {
        var problem = await api.GetProblemAsync(address, HttpStatusCode.NotFound);

        Assert.Equal("/problems/unknown-route", problem.GetProperty("type").GetString());
        Assert.Contains(address, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_one(string method)
    {
        var problem = await api.GetProblemAsync("/api/v1/actors", HttpStatusCode.MethodNotAllowed, new(method));

        Assert.Equal("/problems/wrong-method", problem.GetProperty("type").GetString());
        Assert.Contains("GET", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/sectors");
        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/sectors")]
    [InlineData("/nope")]
    [InlineData("/swagger/index.html")]
    public async Task Every_answer_tells_browsers_what_not_to_do_and_does_not_name_the_server(string address)
    {
        using var response = await api.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(response.Headers.Server);
    }

    [Theory]
    [InlineData("/", null, "lang=\"id\"", "/?language=en")]
    [InlineData("/?language=en&utm_source=x", null, "lang=\"en\"", "/?language=id")]
    [InlineData("/", "en-US", "lang=\"en\"", "/?language=id")]
    public async Task The_front_page_greets_in_the_readers_language_and_offers_the_other(string address, string? acceptLanguage, string tag, string switchLink)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (acceptLanguage is not null)
        {
            request.Headers.Add("Accept-Language", acceptLanguage);
        }

        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"<html {tag}>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{switchLink}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_a_page_about_it()
    {
        var problem = await api.GetProblemAsync("/api/v1/actors?limit=0", HttpStatusCode.BadRequest);

        var page = await api.Client.GetStringAsync(new Uri(problem.GetProperty("type").GetString()!, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains(problem.GetProperty("title").GetString()!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_has_every_route_with_an_example_and_the_shapes_of_its_problems()
    {
        var document = await api.GetAsync("/swagger/v1/swagger.json");

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name, path => path.Value.EnumerateObject().Single().Value);
        Assert.Equal(
            [
                "/api/v1/actors", "/api/v1/actors/{id}", "/api/v1/actors/{id}/advice", "/api/v1/actors/{id}/recommendations",
                "/api/v1/actors/{id}/recommendations/{candidate}/explanation", "/api/v1/actors/{id}/triads", "/api/v1/coalitions", "/api/v1/localities",
                "/api/v1/resources", "/api/v1/sectors", "/api/v1/targets", "/health",
            ],
            paths.Keys.Order(StringComparer.Ordinal));
        Assert.All(paths, path =>
        {
            Assert.NotEmpty(path.Value.GetProperty("summary").GetString()!);
            var responses = path.Value.GetProperty("responses");
            Assert.Equal(JsonValueKind.Object, responses.GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example").ValueKind);
            var failure = responses.GetProperty("500").GetProperty("content").GetProperty("application/problem+json");
            Assert.Equal("/problems/unexpected-failure", failure.GetProperty("example").GetProperty("type").GetString());
        });
        var parameters = paths["/api/v1/actors/{id}/recommendations"].GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());
        Assert.Equal(["id", "kind", "tier", "limit", "language", "cursor"], parameters);
    }

    [Fact]
    public async Task Examples_in_the_documentation_have_the_members_that_real_answers_have()
    {
        var document = await api.GetAsync("/swagger/v1/swagger.json");

        foreach (var (path, address) in new[]
        {
            ("/api/v1/actors", "/api/v1/actors"), ("/api/v1/actors/{id}", "/api/v1/actors/biz-obat"),
            ("/api/v1/actors/{id}/recommendations", "/api/v1/actors/cso-sehat/recommendations"), ("/api/v1/localities", "/api/v1/localities"),
            ("/api/v1/resources", "/api/v1/resources"), ("/api/v1/sectors", "/api/v1/sectors"), ("/api/v1/targets", "/api/v1/targets"), ("/health", "/health"),
        })
        {
            var example = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").GetProperty("application/json").GetProperty("example");
            AssertSameMembers(path, example, await api.GetAsync(address));
        }
    }

    [Fact]
    public async Task An_unexpected_failure_is_a_problem_without_its_innards()
    {
        var graph = EmbeddedGraph.InMemory();
        await using var app = ApiHost.Build(new() { Port = 0 }, new BrokenGraph(), TimeProvider.System);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        using var response = await client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("traceId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BrokenGraph", text, StringComparison.Ordinal);
        await graph.DisposeAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_does_not_exist_is_refused_when_the_host_is_built(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ApiHost.Build(new() { Port = port }, new BrokenGraph(), TimeProvider.System));

    /// <summary>Objects must agree member by member; arrays by their first items; values may differ.</summary>
    private static void AssertSameMembers(string place, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object && !place.EndsWith("parameters", StringComparison.Ordinal))
        {
            Assert.Equal(expected.EnumerateObject().Select(member => member.Name), actual.EnumerateObject().Select(member => member.Name));
            foreach (var member in expected.EnumerateObject())
            {
                AssertSameMembers($"{place}.{member.Name}", member.Value, actual.GetProperty(member.Name));
            }
        }
        else if (expected.ValueKind == JsonValueKind.Array)
        {
            Assert.True(actual.GetArrayLength() > 0, place);
            AssertSameMembers(place, expected[0], actual[0]);
        }
    }

    /// <summary>A graph whose storage fails, as a full disk or a lost connection would make it.</summary>
    private sealed class BrokenGraph : IGraph
    {
        public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The password is hunter2.");

        public ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The password is hunter2.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
