using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve export DIR</c>: the graph of a data folder as a network package.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("DIR") { Description = "Where the package goes; files of the same names are replaced." };
        var place = new PlaceOptions();
        var json = CommonOptions.Json();

        var command = new Command("export", "Write the graph as a network package. Importing it into an empty graph gives the same network again.")
        {
            target, place, json,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(target), place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string target, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve export");
        var report = await ImportProgressBar.RunAsync(
            "export", progress => NetworkExport.RunAsync(data.Graph, target, progress, cancellationToken)).ConfigureAwait(false);
        foreach (var property in report.LeftOut)
        {
            Screen.Note($"left out, since its name cannot be a column: {property}");
        }

        if (json)
        {
            Screen.Json(report);
            return ExitCodes.Success;
        }

        var table = Screen.NewTable("file", "rows");
        table.Columns[1].RightAligned();
        foreach (var file in report.Files)
        {
            table.AddRow(Screen.Cell(file.File), Screen.Cell(file.Rows.ToString("N0", CultureInfo.InvariantCulture)));
        }

        Screen.Table(table);
        return ExitCodes.Success;
    }
}
