using System.CommandLine;
using CoEvolve.Cli.Terminal;
using CoEvolve.Jobs.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve work</c>: a worker without the API.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var workers = new Option<int>("--workers") { Description = "Jobs at once.", HelpName = "N", DefaultValueFactory = _ => 2 }.Within(1, 64);
        var place = new PlaceOptions();
        var command = new Command("work", "Run the jobs by the timetable, without the API.") { workers, place };
        command.SetAction((parsed, cancellationToken) => RunAsync(place.Read(parsed), parsed.GetValue(workers), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, int workers, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve work");
        using var logs = LoggerFactory.Create(ServeCommand.Log);
        await using var workplace = await JobFolder.OpenAsync(data, logs, cancellationToken).ConfigureAwait(false);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        ServeCommand.Log(builder.Logging);
        builder.Services.AddJobServer(workplace, workers);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        host.Services.UseTimetable();
        Screen.Line($"CoEvolve works on {data.Path}; Ctrl-C stops it.");
        await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        Screen.Note("stopped");
        return ExitCodes.Success;
    }
}
