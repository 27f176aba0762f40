using System.CommandLine;
using System.Globalization;
using CoEvolve.Api.Recommendations;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve recommend ACTOR</c>: the recommended partners of one actor.</summary>
internal static class RecommendCommand
{
    public static Command Create()
    {
        var lengths = new ListOptions();
        var actor = new Argument<string>("ACTOR") { Description = "The actor's id, such as gov-11.01." };
        var kinds = CommonOptions.Choices<ActorKind>("--kind", "Only candidates of these kinds");
        var tiers = CommonOptions.Choices<Tier>("--tier", "Only these tiers");
        var limit = new Option<int>("--limit")
        {
            Description = $"How many at most, 1 to {lengths.MaximumLimit}.",
            HelpName = "N",
            DefaultValueFactory = _ => lengths.DefaultLimit,
        }.Within(1, lengths.MaximumLimit);
        var language = CommonOptions.Language();
        var place = new PlaceOptions();
        var json = CommonOptions.Json();

        var command = new Command("recommend", "Print the recommended partners of an actor, best first, each with the reason.")
        {
            actor, kinds, tiers, limit, language, place, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(actor)),
            new()
            {
                Kinds = parsed.GetValue(kinds),
                Tiers = parsed.GetValue(tiers),
                Limit = parsed.GetValue(limit),
                Language = parsed.GetValue(language),
            },
            place.Read(parsed),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ActorId actor, RecommendationRequest request, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve recommend");
        var recommender = new Recommender(data.Graph, TimeProvider.System, data.Matching);
        var list = await recommender.RecommendAsync(actor, request, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException(RecommendationWords.In(request.Language).UnknownActor(actor.Value));
        if (recommender.ModelProblem is { } problem)
        {
            Screen.Note(problem);
        }

        if (json)
        {
            Screen.Json(RecommendationPage.Of(list));
        }
        else
        {
            Print(list, RecommendationWords.In(request.Language));
        }

        return ExitCodes.Success;
    }

    private static void Print(RecommendationList list, RecommendationWords words)
    {
        Screen.Line(words.Title(list.Actor, list.AsOf));
        if (list.Items.Count == 0)
        {
            Screen.Line(words.Nobody);
            return;
        }

        var table = Screen.NewTable(words.Headings);
        table.Columns[0].RightAligned();
        foreach (var item in list.Items)
        {
            table.AddRow(
                Screen.Cell(item.Rank.ToString(CultureInfo.InvariantCulture)),
                Screen.Cell(words.Named(item.Candidate)),
                Screen.Cell(words.Of(item.Candidate.Kind)),
                Screen.Cell(words.Of(item.Tier)),
                Screen.Cell(item.Score.Value.ToString("0.00", words.Culture)),
                Screen.Cell(item.Reason));
        }

        Screen.Table(table);
        foreach (var climb in list.Climbs)
        {
            Screen.Line($"{words.Of(climb.To)}: {climb.Reason}");
        }

        Screen.Note(words.ScoredBy(list.Model));
        Screen.Note(words.Hint(list.Actor.Id.Value));
    }
}
