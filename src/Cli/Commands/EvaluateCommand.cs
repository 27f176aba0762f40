using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Evaluation.Reports;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Network;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve evaluate PACKAGE --split DATE</c>: how well each method foresees partnerships.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("PACKAGE") { Description = "A folder with a network package; it goes into a graph in memory, and nothing is saved." };
        var split = DateOption("--split", "Learn from the network before this day, test on partnerships that begin from it on.");
        split.Required = true;
        var until = DateOption("--until", "Test on partnerships that begin before this day. Default: all.");
        var acrossKinds = new Option<bool>("--across-kinds") { Description = "Only candidates of another kind than the actor's, between civil society, government and business." };
        var sameLocality = CommonOptions.Choices<Tier>("--same-locality", "Only candidates in the actor's own locality of this tier");
        var methods = new Option<IReadOnlySet<string>?>("--methods")
        {
            Description = "Only these methods, with commas between. Default: all.",
            HelpName = "NAMES",
            CustomParser = result => result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet() is var names && names.IsSubsetOf(MethodCatalog.Names)
                ? names
                : CommonOptions.Refuse<IReadOnlySet<string>?>(result, $"Option --methods has '{result.Tokens[0].Value}', but the methods are {string.Join(", ", MethodCatalog.Names)}."),
        };
        var threads = new Option<int>("--threads") { Description = "Threads, 1 to 64. They change no result.", HelpName = "N", DefaultValueFactory = _ => 2 }.Within(1, 64);
        var origins = new Option<int>("--origins") { Description = "Periods before the split from which the learned ranking learns, and those between each two of them, 0 to 20.", HelpName = "N", DefaultValueFactory = _ => 4 }.Within(0, 20);
        var profile = new Option<bool>("--profile") { Description = "Print what each feature of coevolve costs." };
        var json = new Option<string?>("--json") { Description = "Write the results as JSON to this file.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write a report with plots to this file.", HelpName = "FILE" };

        var command = new Command("evaluate", "Measure how well each method foresees the partnerships of a network package.")
        {
            package, split, until, acrossKinds, sameLocality, methods, origins, threads, profile, json, html,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sameLocality) is { Count: > 1 })
            {
                result.AddError("Option --same-locality takes one tier.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(package),
            new()
            {
                Split = parsed.GetValue(split)!.Value,
                Until = parsed.GetValue(until),
                AcrossKinds = parsed.GetValue(acrossKinds),
                SameLocality = parsed.GetValue(sameLocality) is { } tiers ? tiers.Single() : null,
                Methods = parsed.GetValue(methods),
                Origins = parsed.GetValue(origins),
                Threads = parsed.GetValue(threads),
            },
            parsed.GetValue(profile),
            parsed.GetValue(json),
            parsed.GetValue(html),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string package, EvaluationOptions options, bool profile, string? json, string? html, CancellationToken cancellationToken)
    {
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new CommandFailedException(problem, ExitCodes.Usage);
        }

        await using var graph = EmbeddedGraph.InMemory();
        await ImportAsync(graph, package, cancellationToken).ConfigureAwait(false);
        var result = await EvaluationProgressBar.RunAsync(
            progress => NetworkEvaluation.RunAsync(graph, options, progress, cancellationToken)).ConfigureAwait(false)
            ?? throw new CommandFailedException($"no actor that is known before {options.Split:yyyy-MM-dd} finds a new partner from that day on: there is nothing to measure");
        EvaluationText.Print(result, profile);
        await WriteAsync(json, () => EvaluationJson.Of(result), cancellationToken).ConfigureAwait(false);
        await WriteAsync(html, () => EvaluationPage.Of(result, Name(package)), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static async Task ImportAsync(EmbeddedGraph graph, string package, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(package))
        {
            throw new CommandFailedException($"there is no folder '{package}' to evaluate");
        }

        var report = await ImportProgressBar.RunAsync(
            Name(package), progress => NetworkImport.RunAsync(graph, package, new(), progress, cancellationToken)).ConfigureAwait(false);
        if (report.Outcome != ImportOutcome.Written)
        {
            throw new CommandFailedException(string.Join('\n', report.Problems.Select(problem => problem.ToString()).Prepend($"'{package}' cannot be read as a network package")));
        }

        if (report.Rejected > 0)
        {
            Screen.Note(string.Create(CultureInfo.InvariantCulture, $"{report.Rejected:N0} rows were rejected and are left out; 'coevolve import' says why"));
        }
    }

    private static string Name(string package) => Path.GetFileName(Path.GetFullPath(package).TrimEnd(Path.DirectorySeparatorChar));

    private static async Task WriteAsync(string? file, Func<string> text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, text(), cancellationToken).ConfigureAwait(false);
            Screen.Note($"written: {file}");
        }
    }

    private static Option<DateOnly?> DateOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result => DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : CommonOptions.Refuse<DateOnly?>(result, $"Option {name} is '{result.Tokens[0].Value}', but it is a date such as 2018-01-01."),
    };
}
