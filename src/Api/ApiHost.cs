using CoEvolve.Api.Actors;
using CoEvolve.Api.Admin;
using CoEvolve.Api.Coalitions;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Health;
using CoEvolve.Api.Http;
using CoEvolve.Api.Localities;
using CoEvolve.Api.Mail;
using CoEvolve.Api.Operations;
using CoEvolve.Api.Pages;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Recommendations;
using CoEvolve.Api.Serialization;
using CoEvolve.Api.Targets;
using CoEvolve.Api.Triads;
using CoEvolve.Api.Vocabularies;
using CoEvolve.Graph;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Matching.Network.Directories;
using CoEvolve.Matching.Network.Targets;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Coalitions;
using CoEvolve.Matching.Recommendations.Explanations;
using CoEvolve.Matching.Recommendations.Triads;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MvcJsonOptions = Microsoft.AspNetCore.Mvc.JsonOptions;

namespace CoEvolve.Api;

/// <summary>The HTTP host of the portal's API.</summary>
public static class ApiHost
{
    /// <summary>Builds the host; the caller starts and stops it, and owns the graph.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="graph">The network.</param>
    /// <param name="time">Says what today is, and measures requests.</param>
    /// <param name="matching">How to match; null for the defaults. A workplace brings its own.</param>
    /// <param name="logging">Where events go; null for nowhere.</param>
    /// <param name="workplace">Ledger and jobs, which stay the caller's; null for an API without them, which computes every list when it is asked for.</param>
    /// <param name="workers">Jobs at once in this process; 0 leaves them to separate workers.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A rule file of the matching is wrong.</exception>
    /// <remarks>
    /// The builder starts empty: no settings are read from files of the current folder or from the environment, so that the
    /// address is what the caller says and nothing else.
    /// </remarks>
    public static WebApplication Build(
        ApiOptions options, IGraph graph, TimeProvider time, MatchingOptions? matching = null, Action<ILoggingBuilder>? logging = null,
        Workplace? workplace = null, int workers = 2)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0; // a route that takes a body raises it for itself
            kestrel.Listen(options.Address, options.Port);
        });
        logging?.Invoke(builder.Logging);

        builder.Services
            .AddSingleton(graph)
            .AddSingleton(time)
            .AddSingleton(workplace?.Recommender ?? new Recommender(graph, time, matching))
            .AddSingleton<Explainer>()
            .AddSingleton<AdviceFinder>()
            .AddSingleton<TriadFinder>()
            .AddSingleton<CoalitionFinder>()
            .AddSingleton<ActorDirectory>()
            .AddSingleton<LocalityDirectory>()
            .AddSingleton<Vocabulary>()
            .AddSingleton<TargetReport>()
            .AddRouting()
            .ConfigureHttpJsonOptions(json => JsonSettings.Apply(json.SerializerOptions))
            .Configure<MvcJsonOptions>(json => JsonSettings.Apply(json.JsonSerializerOptions)) // Swashbuckle reads its names from here
            .AddApiDocumentation();
        if (workplace is not null)
        {
            builder.Services.AddJobServer(workplace, workers);
            builder.Services.AddTelemetry(options.Collector);
        }

        var app = builder.Build();
        app.UseRequestLog();
        app.UseResponseHeaders();
        app.UseUnexpectedProblems();
        app.UseStatusCodePages(context => Problem.ForStatus(context.HttpContext).ExecuteAsync(context.HttpContext));
        app.UseHeadAsGet();
        app.UseApiDocumentation();
        app.UseRouting();

        var api = app.MapGroup("/api/v1");
        api.MapRecommendations();
        api.MapExplanations();
        api.MapTriads();
        api.MapCoalitions();
        api.MapActors();
        api.MapLocalities();
        api.MapVocabularies();
        api.MapTargets();
        api.MapHealth().ExcludeFromDescription();
        app.MapHealth(); // the address that load balancers expect
        app.MapLanding();
        app.MapProblems();
        if (workplace is not null)
        {
            MapWorkplace(app, api, workers);
        }

        return app;
    }

    private static void MapWorkplace(WebApplication app, RouteGroupBuilder api, int workers)
    {
        api.MapAdmin();
        app.MapMailPages();
        app.MapReadiness();
        app.UseTelemetry();
        app.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            AsyncAuthorization = [new AdminGate()],
            Authorization = [],
            AppPath = null,
            DisplayStorageConnectionString = false,
            DashboardTitle = "CoEvolve",
        }).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(65_536));
        if (workers > 0)
        {
            app.Services.UseTimetable();
        }
    }
}
