using System.CommandLine;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve import DIR…</c>: network packages into the graph of a data folder.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var packages = new Argument<string[]>("DIR")
        {
            Description = "Folders with network packages, imported in this order; all of them or none.",
            Arity = ArgumentArity.OneOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "Stop at the first bad row, with nothing written." };
        var place = new PlaceOptions();
        var json = CommonOptions.Json();

        var command = new Command("import", "Import network packages. Bad rows are reported and left out; the rest is saved before the command ends.")
        {
            packages, strict, place, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(packages), parsed.GetValue(strict), place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] packages, bool strict, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        foreach (var package in packages.Where(package => !Directory.Exists(package)))
        {
            throw new CommandFailedException($"there is no folder '{package}' to import");
        }

        await using var data = DataFolder.OpenOrCreate(place, "coevolve import");
        var reports = await PackageImport.RunAsync(data, packages, new() { Strict = strict }, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            Screen.Json(new { packages = reports.Select(ImportReportJson.Of) });
        }
        else
        {
            foreach (var (package, report) in reports)
            {
                ImportReportText.Print(package, report);
            }
        }

        return reports.All(entry => entry.Report.Outcome == ImportOutcome.Written) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
