using System.Text.Json;
using CoEvolve.Api.Actors;
using CoEvolve.Graph.Values;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Api.Recommendations;

/// <summary>
/// The first page from the list of the last night, as long as what made it still serves. Questions with filters, pages beyond what is kept, and actors without a kept list are computed at once. Partners that
/// the reader has declined since the night are left out.
/// </summary>
internal static class KeptList
{
    public static async Task<RecommendationPage?> ReadAsync(LedgerStore ledger, string model, ActorId actor, RecommendationRequest request, CancellationToken cancellationToken)
    {
        if (request.Kinds is not null || request.Tiers is not null || await ledger.Lists.VisibleAsync(actor, cancellationToken).ConfigureAwait(false) is not { } visible
            || visible.Model != model)
        {
            return null;
        }

        var declined = (await ledger.Feedback.OfAsync(actor, cancellationToken).ConfigureAwait(false))
            .Where(answer => answer.Verdict == Verdict.Declined).Select(answer => answer.Candidate).ToHashSet();
        var list = visible.List.Items.Where(item => !declined.Contains(item.Candidate.Id)).Select((item, index) => item with { Rank = index + 1 }).ToArray();
        var limit = request.Limit ?? list.Length;
        if (list.Length < limit)
        {
            return null; // the rest is computed, and the page in one piece with it
        }

        var page = list[..limit];
        await ledger.Lists.ShownAsync(actor, "api", visible.Run, visible.Model, page, cancellationToken).ConfigureAwait(false);
        var next = page.Length == 0 ? null : RecommendationCursor.Behind(request, visible.AsOf, page.Length, page[^1].Candidate.Id);
        return new([.. page.Select(item => Item(item, request.Language))], visible.AsOf, page.Length == 0 ? "" : page[0].Policy, visible.Model, next?.ToString());
    }

    private static RecommendationItem Item(ListedPartner item, Language language) => new()
    {
        Rank = item.Rank,
        Candidate = ActorItem.Of(item.Candidate),
        Score = item.Score.Value,
        Forward = item.Forward.Value,
        Backward = item.Backward.Value,
        Tier = item.Tier,
        Placement = item.Placement,
        Propensity = item.Propensity.Value,
        Reason = item.Reason.In(language),
        Rules = item.Rules,
        Cypher = new(item.Cypher, Parameters(item.Parameters)),
    };

    private static Dictionary<string, Value> Parameters(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => ValueOf(entry.Value), StringComparer.Ordinal);
    }

    private static Value ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => Value.Null,
        JsonValueKind.True or JsonValueKind.False => Value.Of(element.GetBoolean()),
        JsonValueKind.Array => Value.Of([.. element.EnumerateArray().Select(ValueOf)]),
        _ => Value.Of(element.GetString()),
    };
}
