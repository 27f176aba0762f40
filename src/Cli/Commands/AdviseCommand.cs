using System.CommandLine;
using CoEvolve.Api.Recommendations;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Explanations;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve advise ACTOR</c>: what an actor could list to be found by more partners.</summary>
internal static class AdviseCommand
{
    public static Command Create()
    {
        var actor = new Argument<string>("ACTOR") { Description = "The actor's id." };
        var limit = new Option<int>("--limit") { Description = "How much at most, 1 to 50.", HelpName = "N", DefaultValueFactory = _ => 5 }.Within(1, 50);
        var language = CommonOptions.Language();
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("advise", "Say what an actor could list among its needs or offers, and about how many more partners would then reach its first ten.") { actor, limit, language, place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(actor)), parsed.GetValue(limit), parsed.GetValue(language), place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ActorId actor, int limit, Language language, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve advise");
        var words = RecommendationWords.In(language);
        var advice = await new AdviceFinder(new Recommender(data.Graph, TimeProvider.System, data.Matching)).FindAsync(actor, limit, language, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException(words.UnknownActor(actor.Value));
        if (json)
        {
            Screen.Json(AdvicePage.Of(advice));
            return ExitCodes.Success;
        }

        foreach (var item in advice)
        {
            Screen.Line(item.Sentence);
        }

        if (advice.Count == 0)
        {
            Screen.Note(words.NoAdvice);
        }

        return ExitCodes.Success;
    }
}
