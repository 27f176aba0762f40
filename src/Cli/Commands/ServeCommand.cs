using System.CommandLine;
using CoEvolve.Api;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve serve</c>: the portal's API over the graph of a data folder.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The TCP port on 127.0.0.1; 0 takes any free one.",
            HelpName = "N",
            DefaultValueFactory = _ => ApiOptions.DefaultPort,
        }.Within(0, 65535);
        var workers = new Option<int>("--workers")
        {
            Description = "Jobs at once in this process; 0 leaves the jobs to 'coevolve work'.",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        }.Within(0, 64);
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var bolt = new BoltEndpoint();
        var limits = new QueryLimitOptions();

        var command = new Command("serve", "Serve the API. An empty data folder is first filled with the programme's seeds and the made-up example network.")
        {
            place, port, workers, json,
        };
        foreach (var option in bolt.Options.Concat(limits.All))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
            RunAsync(place.Read(parsed), parsed.GetValue(port), parsed.GetValue(workers), parsed.GetValue(json), limits, bolt, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, int port, int workers, bool json, QueryLimitOptions limits, BoltEndpoint bolt, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.OpenOrCreate(place, "coevolve serve", limits.Read(parsed));
        RefuseForNeo4j(data, parsed, bolt.Options.Concat(limits.All));
        await PrepareAsync(data, cancellationToken).ConfigureAwait(false);

        using var logs = LoggerFactory.Create(Log);
        var workplace = await JobFolder.OpenAsync(data, logs, cancellationToken).ConfigureAwait(false);
        await using var closing = workplace.ConfigureAwait(false);
        var app = ApiHost.Build(new() { Port = port }, data.Graph, TimeProvider.System, logging: Log, workplace: workplace, workers: workers);
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, port, cancellationToken).ConfigureAwait(false);
            var served = data.Embedded is null ? null : bolt.Start(parsed, data.Embedded, data.Path, app.Services.GetRequiredService<ILogger<BoltServer>>());
            try
            {
                await AnnounceAsync(app.Urls.First(), served?.EndPoint.ToString(), data, json, cancellationToken).ConfigureAwait(false);

                // Ctrl-C and SIGTERM cancel the token; requests under way are answered before this returns.
                await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (served is not null)
                {
                    await served.DisposeAsync().ConfigureAwait(false);
                }
            }
        }

        if (data.Embedded is { HasUnsavedChanges: true } own)
        {
            await own.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        }

        logs.Dispose(); // a logger writes from a queue: what jobs said while they were stopped comes before the last word
        Screen.Note("stopped");
        return ExitCodes.Success;
    }

    /// <summary>What only the folder's own graph heeds must not be asked for in vain of a Neo4j, which has settings of its own for it.</summary>
    private static void RefuseForNeo4j(DataFolder data, ParseResult parsed, IEnumerable<Option> ownOptions)
    {
        if (data.Embedded is null && ownOptions.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new CommandFailedException($"{option.Name} is for the graph of a data folder: {data.Name} has settings of its own for that", ExitCodes.Usage);
        }
    }

    /// <summary>Fills an empty folder. A Neo4j belongs to somebody: nothing is written to it unasked.</summary>
    private static async Task PrepareAsync(DataFolder data, CancellationToken cancellationToken)
    {
        if (data.Embedded is not null && await GraphState.IsEmptyAsync(data.Graph, cancellationToken).ConfigureAwait(false))
        {
            await FirstNetwork.ImportAsync(data, cancellationToken).ConfigureAwait(false);
        }
        else if (data.Embedded is null && await GraphState.CountActorsAsync(data.Graph, cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new CommandFailedException($"{data.Name} holds no network: import one first with 'coevolve import DIR --graph {data.Name}'");
        }
    }

    private static async Task StartAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw new CommandFailedException($"port {port} of 127.0.0.1 is taken: choose another with --port N, or any free one with --port 0");
        }
    }

    private static async Task AnnounceAsync(string address, string? bolt, DataFolder data, bool json, CancellationToken cancellationToken)
    {
        var actor = await FirstActorAsync(data.Graph, cancellationToken).ConfigureAwait(false);
        var example = actor is null ? null : $"{address}/api/v1/actors/{Uri.EscapeDataString(actor.Value.Value)}/recommendations";
        if (json)
        {
            Screen.Json(new { address, example, swagger = $"{address}/swagger", bolt = bolt is null ? null : $"bolt://{bolt}", graph = data.Name, data = data.Path });
            return;
        }

        Screen.Line($"CoEvolve serves {data.Name} at {address}");
        if (example is not null)
        {
            Screen.Line($"  partners of one actor   {example}");
        }

        Screen.Line($"  documentation           {address}/swagger");
        if (bolt is not null)
        {
            Screen.Line($"  Neo4j's tools           bolt://{bolt}");
        }

        Screen.Line("Ctrl-C stops it.");
    }

    /// <summary>An actor to try the API with: a CSO where there is one.</summary>
    private static async Task<ActorId?> FirstActorAsync(IGraph graph, CancellationToken cancellationToken)
    {
        var directory = new ActorDirectory(graph, TimeProvider.System);
        foreach (var kind in new ActorKind?[] { ActorKind.Cso, null })
        {
            var page = await directory.SearchAsync(new() { Kind = kind, Limit = 1 }, cancellationToken).ConfigureAwait(false);
            if (page.Items.Count > 0)
            {
                return page.Items[0].Id;
            }
        }

        return null;
    }

    /// <summary>Events on standard error: lines for people, or with <c>COEVOLVE_LOG_FORMAT=json</c> a JSON object a line, with the values of each event by name.</summary>
    internal static void Log(ILoggingBuilder logging)
    {
        const string time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Hangfire", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is thrown, too, and told in one line
        var console = Environment.GetEnvironmentVariable("COEVOLVE_LOG_FORMAT") == "json"
            ? logging.AddJsonConsole(json => (json.TimestampFormat, json.UseUtcTimestamp) = (time, true))
            : logging.AddSimpleConsole(text => (text.SingleLine, text.TimestampFormat, text.UseUtcTimestamp) = (true, time + " ", true));
        console.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
