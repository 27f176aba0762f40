using System.CommandLine;
using CoEvolve.Api.Recommendations;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Explanations;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve explain ACTOR CANDIDATE</c>: why a candidate stands in an actor's list.</summary>
internal static class ExplainCommand
{
    private const int ShownFeatures = 12;

    public static Command Create()
    {
        var actor = new Argument<string>("ACTOR") { Description = "Whose list: an actor's id." };
        var candidate = new Argument<string>("CANDIDATE") { Description = "Who stands in it: an actor's id." };
        var language = CommonOptions.Language();
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("explain", "Say why a candidate stands in an actor's list: what each group and feature adds to the score, and the path.") { actor, candidate, language, place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(actor)), new(parsed.GetRequiredValue(candidate)), parsed.GetValue(language), place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ActorId actor, ActorId candidate, Language language, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve explain");
        var words = RecommendationWords.In(language);
        var explanation = await new Explainer(new Recommender(data.Graph, TimeProvider.System, data.Matching)).ExplainAsync(actor, candidate, language, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException(words.UnknownRecommendation(actor.Value, candidate.Value));
        if (json)
        {
            Screen.Json(ExplanationPage.Of(explanation, null));
            return ExitCodes.Success;
        }

        Screen.Line(explanation.Reason);
        Screen.Line(string.Create(words.Culture, $"{explanation.Rank}. {explanation.Score.Value:0.00} = √({explanation.Forward.Value:0.000} · {explanation.Backward.Value:0.000})"));
        var groups = Screen.NewTable(words.GroupHeadings);
        groups.Columns[1].RightAligned();
        groups.AddRow(Screen.Cell(words.Start), Screen.Cell(Signed(explanation.Start, words)));
        foreach (var group in explanation.Groups)
        {
            groups.AddRow(Screen.Cell(words.Of(group.Group)), Screen.Cell(Signed(group.Contribution, words)));
        }

        groups.AddRow(Screen.Cell("="), Screen.Cell(Signed(explanation.Value, words)));
        Screen.Table(groups);
        var features = Screen.NewTable(words.FeatureHeadings);
        features.Columns[1].RightAligned();
        features.Columns[2].RightAligned();
        foreach (var feature in explanation.Features.Take(ShownFeatures))
        {
            features.AddRow(Screen.Cell(feature.Name), Screen.Cell(feature.Value?.ToString("0.###", words.Culture) ?? "–"), Screen.Cell(Signed(feature.Contribution, words)));
        }

        Screen.Table(features);
        Screen.Note(words.ScoredBy(explanation.Model));
        return ExitCodes.Success;
    }

    private static string Signed(double number, RecommendationWords words) => number.ToString("+0.000;-0.000;0", words.Culture);
}
