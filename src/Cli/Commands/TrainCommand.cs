using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve train</c>: learns a model from the network's past and puts it into the registry.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "The last day to look at. Default: yesterday.",
            HelpName = "DATE",
            CustomParser = result => DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : CommonOptions.Refuse<DateOnly?>(result, $"Option --as-of is '{result.Tokens[0].Value}', but it is a date such as 2026-01-01."),
        };
        var heldOut = new Option<int>("--held-out") { Description = "Days at the end on which the model is tried and from which it does not learn, 30 to 365.", HelpName = "DAYS", DefaultValueFactory = _ => 180 }.Within(30, 365);
        var threads = new Option<int>("--threads") { Description = "Threads, 1 to 64. They change no result.", HelpName = "N", DefaultValueFactory = _ => 2 }.Within(1, 64);
        var profile = new Option<bool>("--profile") { Description = "Say what each feature costs, on standard error." };
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("train", "Learn a model from the past of the network and try it on its last months. It does not serve before it is promoted.") { asOf, heldOut, threads, profile, place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new()
            {
                Today = parsed.GetValue(asOf)?.AddDays(1) ?? ProgrammeDay.Today(TimeProvider.System),
                HeldOutDays = parsed.GetValue(heldOut),
                Threads = parsed.GetValue(threads),
                Profile = parsed.GetValue(profile) ? Say : null,
            },
            place.Read(parsed),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static void Say(IReadOnlyList<FeatureCost> costs)
    {
        foreach (var cost in costs)
        {
            Screen.Note(string.Create(CultureInfo.InvariantCulture, $"{cost.Nanoseconds,10:N0} ns a pair  {cost.Name}"));
        }
    }

    private static async Task<int> RunAsync(ModelTrialOptions options, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve train");
        var model = await ModelTrial.RunAsync(data.Graph, new ModelRegistry(Path.Combine(data.Path, "models")), options, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"nobody found a new partner from {options.Today.AddDays(-options.HeldOutDays):yyyy-MM-dd} to {options.Today.AddDays(-1):yyyy-MM-dd}: nothing could be shown by a model; name a longer time with --held-out, or another day with --as-of"));
        if (json)
        {
            Screen.Json(new { model.Id, model.Record.Positives, model.Record.Options, model.Record.Metrics });
        }
        else
        {
            Screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Id}: {model.Record.Positives:N0} positives; {string.Join(", ", model.Record.Metrics.Select(metric => $"{metric.Key} {metric.Value.ToString("0.000", CultureInfo.InvariantCulture)}"))}"));
            Screen.Note($"It does not serve yet: 'coevolve promote {model.Id}'.");
        }

        return ExitCodes.Success;
    }
}
