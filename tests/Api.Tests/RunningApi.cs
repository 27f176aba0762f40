using System.Net;
using System.Text.Json;
using CoEvolve.Graph;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(CoEvolve.Api.Tests.RunningApi))]

namespace CoEvolve.Api.Tests;

/// <summary>The real host on a free port over <see cref="ExampleNetwork"/>, one for all tests: the API only reads.</summary>
public sealed class RunningApi : IAsyncLifetime
{
    private EmbeddedGraph? _graph;
    private WebApplication? _app;

    /// <summary>Asks the host; does not follow redirects.</summary>
    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _graph = await ExampleNetwork.CreateAsync(cancellationToken);
        _app = ApiHost.Build(new() { Port = 0 }, _graph, new FixedDay(ExampleNetwork.Today));
        await _app.StartAsync(cancellationToken);
        Client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_graph is not null)
        {
            await _graph.DisposeAsync();
        }
    }

    /// <summary>A good answer's JSON.</summary>
    public async Task<JsonElement> GetAsync(string address, string? acceptLanguage = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (acceptLanguage is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", acceptLanguage);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return Parse(text);
    }

    /// <summary>A problem's JSON, after checks that hold for all of them.</summary>
    public async Task<JsonElement> GetProblemAsync(string address, HttpStatusCode status, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{address}: {response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = Parse(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Noon in Jakarta of one day, for ever.</summary>
    private sealed class FixedDay(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(5, 0), TimeSpan.Zero);
    }
}
