using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve drift</c>: how far the inputs and scores of the serving model have moved since it was trained.</summary>
internal static class DriftCommand
{
    public static Command Create()
    {
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("drift", "Say how far inputs and scores of the serving model have moved since its training (population stability index; from 0.25 on it alarms, and the exit code is 1).") { place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve drift");
        var report = await DriftCheck.RunAsync(data.Graph, ModelsCommand.Registry(data.Path), ProgrammeDay.Today(TimeProvider.System), cancellationToken: cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException("there is no drift to measure: no model serves, or nobody has found a new partner since its time");
        if (json)
        {
            Screen.Json(report);
        }
        else
        {
            foreach (var column in report.Columns.Where(column => column.Level != DriftLevel.None))
            {
                Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{column.Psi,8:0.000}  {(column.Level == DriftLevel.Alarming ? "alarming" : "moderate")}  {column.Column}"));
            }

            Screen.Note(string.Create(CultureInfo.InvariantCulture, $"{report.Model}: {report.Columns.Count} columns over {report.Lists:N0} lists; {report.Columns.Count(column => column.Level == DriftLevel.None)} have not moved."));
        }

        return report.Level == DriftLevel.Alarming ? ExitCodes.Failure : ExitCodes.Success;
    }
}
