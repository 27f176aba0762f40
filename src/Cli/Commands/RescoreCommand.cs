using System.CommandLine;
using CoEvolve.Cli.Terminal;
using CoEvolve.Ledger.Schedules;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve rescore</c>: the night's work now.</summary>
internal static class RescoreCommand
{
    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "Everyone, not only what has changed; says how many lists differ." };
        var place = new PlaceOptions();
        var command = new Command("rescore", "Make the lists anew and show them. Stopped and begun again, it goes on where it was.") { full, place };
        command.SetAction((parsed, cancellationToken) => RunAsync(place.Read(parsed), parsed.GetValue(full), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, bool full, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve rescore");
        using var logs = LoggerFactory.Create(ServeCommand.Log);
        await using var workplace = await JobFolder.OpenAsync(data, logs, cancellationToken).ConfigureAwait(false);
        var job = full ? "rescore-full" : "rescore";
        await workplace.Runner.AskAsync(job, cancellationToken).ConfigureAwait(false);
        var open = (await workplace.Ledger.Jobs.OpenAsync(cancellationToken).ConfigureAwait(false)).Last(run => run.Job == job);
        await workplace.Runner.RunAsync(open.Id, null, cancellationToken).ConfigureAwait(false);
        var ended = await workplace.Ledger.Jobs.FindAsync(open.Id, CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (ended is not { State: JobState.Done })
        {
            throw new CommandFailedException("the lists were not made: the events above say why; another worker may be at it");
        }

        Screen.Line(ended.Record!);
        return ExitCodes.Success;
    }
}
