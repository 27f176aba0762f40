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
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var bolt = new BoltEndpoint();
        var limits = new QueryLimitOptions();

        var command = new Command("serve", "Serve the API. An empty data folder is first filled with the programme's seeds and the made-up example network.")
        {
            data, port, workers, json,
        };
        foreach (var option in bolt.Options.Concat(limits.All))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(data), parsed.GetValue(port), parsed.GetValue(workers), parsed.GetValue(json), limits.Read(parsed), bolt, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, int port, int workers, bool json, QueryLimits limits, BoltEndpoint bolt, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.OpenOrCreate(folder, "coevolve serve", limits);
        if (!await HasNetworkAsync(data.Graph, cancellationToken).ConfigureAwait(false))
        {
            await FirstNetwork.ImportAsync(data, cancellationToken).ConfigureAwait(false);
        }

        using var logs = LoggerFactory.Create(Log);
        var workplace = await JobFolder.OpenAsync(data, logs, cancellationToken).ConfigureAwait(false);
        await using var closing = workplace.ConfigureAwait(false);
        var app = ApiHost.Build(new() { Port = port }, data.Graph, TimeProvider.System, logging: Log, workplace: workplace, workers: workers);
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, port, cancellationToken).ConfigureAwait(false);
            var served = bolt.Start(parsed, data, app.Services.GetRequiredService<ILogger<BoltServer>>());
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

        if (data.Graph.HasUnsavedChanges)
        {
            await data.Graph.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        }

        logs.Dispose(); // a logger writes from a queue: what jobs said while they were stopped comes before the last word
        Screen.Note("stopped");
        return ExitCodes.Success;
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
            Screen.Json(new { address, example, swagger = $"{address}/swagger", bolt = bolt is null ? null : $"bolt://{bolt}", data = data.Path });
            return;
        }

        Screen.Line($"CoEvolve serves {data.Path} at {address}");
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
    private static async Task<ActorId?> FirstActorAsync(EmbeddedGraph graph, CancellationToken cancellationToken)
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

    private static async Task<bool> HasNetworkAsync(EmbeddedGraph graph, CancellationToken cancellationToken)
    {
        var result = await graph.RunAsync("MATCH (n) RETURN 1 LIMIT 1", cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            return await result.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal static void Log(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Hangfire", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // a failed start is thrown, too, and told in one line
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
