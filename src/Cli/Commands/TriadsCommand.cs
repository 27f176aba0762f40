using System.CommandLine;
using System.Globalization;
using CoEvolve.Api.Triads;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Triads;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve triads ACTOR</c>: coalitions of three that hold an actor.</summary>
internal static class TriadsCommand
{
    public static Command Create()
    {
        var lengths = new TriadOptions();
        var actor = new Argument<string>("ACTOR") { Description = "The actor's id: a CSO, a government or a business." };
        var limit = new Option<int>("--limit")
        {
            Description = $"How many at most, 1 to {lengths.MaximumLimit}.",
            HelpName = "N",
            DefaultValueFactory = _ => lengths.DefaultLimit,
        }.Within(1, lengths.MaximumLimit);
        var language = CommonOptions.Language();
        var place = new PlaceOptions();
        var json = CommonOptions.Json();

        var command = new Command("triads", "Print triads, a CSO that bridges a government and a business, that hold an actor; best first, each with the reason.")
        {
            actor, limit, language, place, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(actor)),
            new() { Limit = parsed.GetValue(limit), Language = parsed.GetValue(language) },
            place.Read(parsed),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ActorId actor, TriadRequest request, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve triads");
        var finder = new TriadFinder(new Recommender(data.Graph, TimeProvider.System, data.Matching));
        var words = RecommendationWords.In(request.Language);
        var list = await finder.FindAsync(actor, request, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException(words.UnknownActor(actor.Value));
        if (json)
        {
            Screen.Json(TriadPage.Of(list));
        }
        else
        {
            Print(list, words);
        }

        return ExitCodes.Success;
    }

    private static void Print(TriadList list, RecommendationWords words)
    {
        Screen.Line(words.Title(list.Actor, list.AsOf));
        if (list.Items.Count == 0)
        {
            Screen.Line(words.Nobody);
        }
        else
        {
            var table = Screen.NewTable(words.Headings[0], words.Of(ActorKind.Cso), words.Of(ActorKind.Government), words.Of(ActorKind.Business), words.Headings[4], words.Headings[5]);
            foreach (var triad in list.Items)
            {
                table.AddRow(
                    Screen.Cell(triad.Rank.ToString(CultureInfo.InvariantCulture)),
                    Screen.Cell(words.Named(triad.Cso)),
                    Screen.Cell(words.Named(triad.Government)),
                    Screen.Cell(words.Named(triad.Business)),
                    Screen.Cell(triad.Score.ToString("0.00", words.Culture)),
                    Screen.Cell(triad.Reason));
            }

            Screen.Table(table);
        }

        foreach (var pair in list.Pairs)
        {
            Screen.Line(pair.Reason);
        }
    }
}
