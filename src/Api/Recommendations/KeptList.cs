using System.Text.Json;
using CoEvolve.Api.Actors;
using CoEvolve.Graph.Values;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Recommendations;

/// <summary>
/// The first page from the list of the last night, as long as what made it still serves. Questions with filters, pages beyond what is kept, and actors without a kept list are computed at once. Partners that
/// the reader has declined since the night are left out.
/// </summary>
internal sealed partial class KeptList
{
    /// <summary>How long a reader waits for a ledger that does not answer, before the list is computed instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private KeptList()
    {
    }

    /// <summary>The kept list; null where there is none, or the ledger does not answer in time: then it is computed, and nobody learns that it was shown (decision 0036).</summary>
    public static async Task<RecommendationPage?> ReadOrNoneAsync(
        LedgerStore ledger, string model, ActorId actor, RecommendationRequest request, ILogger logger, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await ReadAsync(ledger, model, actor, request, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (LedgerStore.IsAway(failure) || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LedgerAway(logger, failure);
            return null;
        }
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The ledger does not answer: a list is computed, without what was answered since the graph learned of it, and its showing is not kept")]
    private static partial void LedgerAway(ILogger logger, Exception failure);

    private static async Task<RecommendationPage?> ReadAsync(LedgerStore ledger, string model, ActorId actor, RecommendationRequest request, CancellationToken cancellationToken)
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
