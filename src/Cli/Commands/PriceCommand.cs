using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve price</c>: finds the prices of sought-after partners, by which lists are ordered from then on.</summary>
internal static class PriceCommand
{
    public static Command Create()
    {
        var place = new PlaceOptions();
        var json = CommonOptions.Json();
        var command = new Command("price", "Find the prices of sought-after partners from everybody's candidates; lists and triads are ordered by them from then on.") { place, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(place.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve price");
        var report = await new Recommender(data.Graph, TimeProvider.System, data.Matching).RepriceAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (json)
        {
            Screen.Json(report);
        }
        else
        {
            Screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Askers:N0} askers, {report.Partners:N0} partners: {report.Cheaper:N0} cost less than 1, {report.LeastPrice:0.000} at least; the lists keep {report.Ndcg10:0.0000} of their NDCG@10"));
        }

        return ExitCodes.Success;
    }
}
