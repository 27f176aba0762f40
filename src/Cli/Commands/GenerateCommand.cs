using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest.Generation;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve generate</c>: a made-up network over real places.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var actors = new Option<int>("--actors")
        {
            Description = "How many organisations and companies, 3 to 10000000: one third and two thirds.",
            HelpName = "N",
            Required = true,
        }.Within(3, 10_000_000);
        var seed = new Option<ulong>("--seed")
        {
            Description = "Any whole number from 0; the same one gives the same network, to the byte.",
            HelpName = "S",
            Required = true,
        }.Within(0, long.MaxValue);
        var target = new Option<string>("--out") { Description = "Where the package goes; files of the same names are replaced.", HelpName = "DIR", Required = true };
        var seeds = new Option<string?>("--seeds") { Description = "The package with places, sectors, resources and governments. Default: data/seeds.", HelpName = "DIR" };
        var json = CommonOptions.Json();

        var command = new Command("generate", "Make up an example network as a network package that builds on the seeds. Every actor in it says that it is an example.")
        {
            actors, seed, target, seeds, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetValue(actors), parsed.GetValue(seed)),
            parsed.GetRequiredValue(target),
            parsed.GetValue(seeds),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GenerationOptions options, string target, string? seeds, bool json, CancellationToken cancellationToken)
    {
        var source = seeds ?? (FirstNetwork.FindData() is { } data ? Path.Combine(data, "seeds") : null)
            ?? throw new CommandFailedException("data/seeds is neither above the program nor above the current folder: name the seeds with --seeds DIR");
        if (!Directory.Exists(source))
        {
            throw new CommandFailedException($"there is no folder '{source}' with seeds");
        }

        var report = await ImportProgressBar.RunAsync(
            "generate",
            progress => Task.Run(() => NetworkGenerator.Run(options, source, target, progress, cancellationToken), cancellationToken)).ConfigureAwait(false);
        foreach (var problem in report.Problems)
        {
            Screen.Note(problem.ToString());
        }

        if (report.Actors == 0)
        {
            throw new CommandFailedException($"nothing was written: '{source}' cannot be read as seeds");
        }

        if (json)
        {
            Screen.Json(new { target, report.Actors, report.Partnerships, report.Problems });
        }
        else
        {
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{target}: {report.Actors:N0} actors, {report.Partnerships:N0} partnerships"));
        }

        return ExitCodes.Success;
    }
}
