using CoEvolve.Cli.Commands;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli;

/// <summary>Fills an empty data folder with what comes with the sources: the programme's seeds and the made-up example network.</summary>
internal static class FirstNetwork
{
    private static readonly string[] Packages = ["seeds", "sample"];

    /// <summary>Imports and saves both packages.</summary>
    /// <exception cref="CommandFailedException">They are missing or wrong.</exception>
    public static async Task ImportAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var root = FindData() ?? throw new CommandFailedException(
            $"'{data.Path}' is empty, and data/seeds is neither above the program nor above the current folder: import a network first with 'coevolve import DIR'");
        string[] packages = [.. Packages.Select(name => Path.Combine(root, name)).Where(Directory.Exists)];
        Screen.Note($"'{data.Path}' is empty: importing {string.Join(" and ", packages)}");
        var reports = await PackageImport.RunAsync(data, packages, new(), cancellationToken).ConfigureAwait(false);
        foreach (var (package, report) in reports)
        {
            foreach (var problem in report.Problems)
            {
                Screen.Note(problem.ToString());
            }

            if (report.Outcome != ImportOutcome.Written)
            {
                throw new CommandFailedException($"nothing was written: '{package}' cannot be read as a network package");
            }

            Screen.Note($"{package}: {ImportReportText.Changes(report.Changes)}");
        }
    }

    /// <summary>The folder <c>data</c> with the seeds: above the program (it runs from the build output of the sources) or above the current folder.</summary>
    public static string? FindData()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var data = Path.Combine(folder.FullName, "data");
                if (File.Exists(Path.Combine(data, "seeds", "localities.csv")))
                {
                    return data;
                }
            }
        }

        return null;
    }
}
