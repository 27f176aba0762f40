using System.CommandLine;
using System.Text.Json;
using CoEvolve.Api.Coalitions;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Coalitions;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve coalition FILE</c>: the smallest sets of partners that cover a need.</summary>
internal static class CoalitionCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The need as JSON, as POST /api/v1/coalitions takes it." };
        var language = CommonOptions.Language();
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("coalition", "Print the smallest sets of partners that cover a need, and what stays uncovered.") { file, language, place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(language), place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, Language language, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        var need = Read(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), file, language);
        await using var data = DataFolder.Open(place, "coevolve coalition");
        var answer = await new CoalitionFinder(new Recommender(data.Graph, TimeProvider.System, data.Matching)).FindAsync(need, cancellationToken).ConfigureAwait(false);
        var list = answer.Answer ?? throw new CommandFailedException(string.Join('\n', answer.Faults.Select(fault => $"{file}{fault.Place}: {fault.Reason}")));
        if (json)
        {
            Screen.Json(CoalitionPage.Of(list));
            return ExitCodes.Success;
        }

        var words = RecommendationWords.In(language);
        if (list.Items.Count == 0)
        {
            Screen.Line(words.Nobody);
        }

        foreach (var coalition in list.Items)
        {
            Screen.Line($"{coalition.Rank}. {coalition.Score.Value.ToString("0.00", words.Culture)} {coalition.Reason}");
        }

        foreach (var open in list.Uncovered)
        {
            Screen.Line($"- {open.Resource.Name}: {open.Quantity?.ToString("0.##", words.Culture)} {open.Unit}");
        }

        return ExitCodes.Success;
    }

    private static CoalitionNeed Read(string text, string file, Language language)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var body = new NeedBody();
            return body.Read(json.RootElement, language)
                ?? throw new CommandFailedException(string.Join('\n', body.Faults.Select(fault => $"{file}{fault.Key}: {fault.Value[0]}")));
        }
        catch (JsonException failure)
        {
            throw new CommandFailedException($"{file} is no JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}");
        }
    }
}
