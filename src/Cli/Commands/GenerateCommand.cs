using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Ingest.Worlds;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve generate</c>: a made-up network over real places.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var actors = new Option<int?>("--actors")
        {
            Description = "How many organisations and companies, 3 to 10000000: one third and two thirds. With --world, how many actors, 60 to 5000; default 300.",
            HelpName = "N",
            CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 3 and <= 10_000_000
                ? number
                : CommonOptions.Refuse<int?>(result, $"Option --actors is '{result.Tokens[0].Value}', but it is a whole number from 3 to 10000000."),
        };
        var world = new Option<WorldKind?>("--world")
        {
            Description = "A world whose laws are known, to judge rankings by, in a package of its own: latent (tastes, nearness, renown), null (chance alone), adversarial (nearness hurts).",
            HelpName = "KIND",
            CustomParser = result => Enum.TryParse<WorldKind>(result.Tokens[0].Value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsDigit(result.Tokens[0].Value[0])
                ? kind
                : CommonOptions.Refuse<WorldKind?>(result, $"Option --world is '{result.Tokens[0].Value}', but it is one of latent, null, adversarial."),
        };
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
            actors, world, seed, target, seeds, json,
        };
        command.Validators.Add(result =>
        {
            // Presence and tokens only: a value that was refused throws when it is asked for.
            var named = result.GetResult(actors)?.Tokens is [var token, ..] ? token.Value : null;
            if (result.GetResult(world) is null && named is null)
            {
                result.AddError("Option '--actors' is required, unless a world is asked for with --world.");
            }

            if (result.GetResult(world) is not null && int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is < 60 or > 5000)
            {
                result.AddError("With --world, --actors is a whole number from 60 to 5000.");
            }
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(world) is { } kind ? Task.FromResult(DrawWorld(
            new(kind, parsed.GetValue(seed), parsed.GetValue(actors) ?? 300),
            parsed.GetRequiredValue(target),
            parsed.GetValue(json))) : RunAsync(
            new(parsed.GetValue(actors)!.Value, parsed.GetValue(seed)),
            parsed.GetRequiredValue(target),
            parsed.GetValue(seeds),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static int DrawWorld(WorldOptions options, string target, bool json)
    {
        World.Draw(options).Write(target);
        if (json)
        {
            Screen.Json(new { target, World = options.Kind, options.Seed, options.Actors, World.Split, Until = World.End });
        }
        else
        {
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{target}: {options.Actors:N0} actors; evaluate with --split {World.Split:yyyy-MM-dd} --until {World.End:yyyy-MM-dd}"));
        }

        return ExitCodes.Success;
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
