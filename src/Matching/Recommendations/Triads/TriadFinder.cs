using CoEvolve.Graph;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>
/// Finds the triads that hold an actor. For a CSO: the best of all governments × businesses among its candidates, exactly. For a government or a business: the best that one of its
/// best CSOs (<see cref="TriadOptions.Bridges"/>) would bridge it into. Safe to use from several threads.
/// </summary>
/// <param name="recommender">Finds and scores pairs.</param>
public sealed class TriadFinder(Recommender recommender)
{
    private const int MostPairs = 5;

    private readonly PairSource _source = recommender.Pairs;
    private readonly TriadOptions _options = recommender.Pairs.Options.Triads;

    /// <summary>The triads that hold an actor.</summary>
    /// <returns>Null where the network has no such actor on that day, or it has not consented to be matched.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    public async Task<TriadList?> FindAsync(ActorId actor, TriadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = request.Limit ?? _options.DefaultLimit;
        if (limit < 1 || limit > _options.MaximumLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(request), limit, $"A list has 1 to {_options.MaximumLimit} triads.");
        }

        var asOf = request.AsOf ?? recommender.Today;
        await using var transaction = await recommender.Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);

        // The first question finds out what the actor is as well: kinds that do not suit it find nobody.
        if (await _source.FindAsync(transaction, new(actor, asOf, Kinds(ActorKind.Government, ActorKind.Business)), cancellationToken) is not { } found)
        {
            return null;
        }

        return found.Actor.Actor.Kind switch
        {
            ActorKind.Cso => await AroundAsync(transaction, found, limit, request.Language, cancellationToken),
            ActorKind.Government => await BridgedAsync(transaction, found, TriadRole.Government, limit, request.Language, cancellationToken),
            ActorKind.Business => await BridgedAsync(transaction, found, TriadRole.Business, limit, request.Language, cancellationToken),
            _ => new(found.Actor.Actor, asOf, TriadRole.None, [], []),
        };
    }

    private async Task<TriadList> AroundAsync(IGraphTransaction transaction, ScoredCandidates cso, int limit, Language language, CancellationToken cancellationToken)
    {
        var (governments, businesses) = (Of(cso, ActorKind.Government), Of(cso, ActorKind.Business));
        var cover = new NeedCover(cso.Actor, cso.Network);
        var links = await ThirdLinks.ReadAsync(
            transaction, _source, cso.Network, governments.Select(pair => pair.Facts.To), businesses.Select(pair => pair.Facts.To), cancellationToken);
        var best = Search(cover, governments, businesses, links, limit);
        var triads = best.Select((triad, index) => ForBridge(index + 1, triad, governments[triad.Government], businesses[triad.Business], cover, links, language)).ToArray();
        var inTriads = triads.SelectMany(triad => (ActorId[])[triad.Government.Id, triad.Business.Id]).ToHashSet();
        var pairs = cover.Stated
            ? governments.Concat(businesses).Where(pair => !inTriads.Contains(pair.Candidate.Id) && ReasonFacts.OffersANeed(pair.Facts))
                .OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(MostPairs)
            : [];
        return new(cso.Actor.Actor, cso.Network.AsOf, TriadRole.Bridge, triads, [.. pairs.Select(pair => Pair(pair, cover, language))]);
    }

    private async Task<TriadList> BridgedAsync(
        IGraphTransaction transaction, ScoredCandidates asker, TriadRole role, int limit, Language language, CancellationToken cancellationToken)
    {
        var (self, asOf) = (asker.Actor, asker.Network.AsOf);
        var bridges = await _source.FindAsync(transaction, new(self.Actor.Id, asOf, Kinds(ActorKind.Cso)), cancellationToken)
            ?? throw new InvalidOperationException("The actor was there a moment ago, in the same transaction.");
        var other = role == TriadRole.Government ? ActorKind.Business : ActorKind.Government;
        var triads = new List<Triad>();
        foreach (var bridge in bridges.Pairs.OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(_options.Bridges))
        {
            triads.AddRange(await ByBridgeAsync(transaction, self, bridge, role, other, language, cancellationToken));
        }

        return new(self.Actor, asOf, role, [.. WithinShares(triads, other).Take(limit).Select((triad, index) => triad with { Rank = index + 1 })], []);
    }

    /// <summary>The best triads in which one CSO bridges the asking actor and one other.</summary>
    private async Task<IReadOnlyList<Triad>> ByBridgeAsync(
        IGraphTransaction transaction, ActorFacts self, RankedPair bridge, TriadRole role, ActorKind other, Language language, CancellationToken cancellationToken)
    {
        if (await _source.FindAsync(transaction, new(bridge.Candidate.Id, bridge.Facts.Network.AsOf, Kinds(other)), cancellationToken) is not { } ofBridge)
        {
            return [];
        }

        var others = Of(ofBridge, other);
        var fromBridge = _source.Reversed(bridge);
        var cover = new NeedCover(ofBridge.Actor, ofBridge.Network);
        var links = await ThirdLinks.ReadAsync(transaction, _source, ofBridge.Network, [self], others.Select(pair => pair.Facts.To), cancellationToken);
        var (governments, businesses) = role == TriadRole.Government ? ((RankedPair[])[fromBridge], others) : (others, [fromBridge]);
        var best = Search(cover, governments, businesses, links, _options.MostPerPartner);
        return [.. best.Select(triad => ForBridged(triad, bridge, governments[triad.Government], businesses[triad.Business], links, self, language))];
    }

    /// <summary>Pairs of partners by T, exactly; a third link is computed only where it can matter.</summary>
    private IReadOnlyList<FoundTriad> Search(NeedCover cover, RankedPair[] governments, RankedPair[] businesses, ThirdLinks links, int count) => TriadSearch.Best(
        _options,
        cover.Weights,
        Best(governments, cover),
        Best(businesses, cover),
        (government, business) => links.Worth(governments[government].Facts.To, businesses[business].Facts.To),
        count);

    private BestPartners Best(RankedPair[] pairs, NeedCover cover)
    {
        TriadPartner[] sorted =
        [
            .. pairs.Select((pair, number) => new TriadPartner(number, pair.Score.Value.Value, pair.Price, cover.Fits(pair.Facts.To)))
                .OrderByDescending(partner => TriadSearch.Worth(partner, _options)).ThenBy(partner => partner.Number),
        ];
        return count => sorted.Length <= count ? sorted : sorted[..count];
    }

    private static Triad ForBridge(int rank, FoundTriad triad, RankedPair government, RankedPair business, NeedCover cover, ThirdLinks links, Language language)
    {
        var (covers, uncovered) = TriadWriter.Covers(cover, [government.Facts.To, business.Facts.To], government.Facts.Network, language);
        var third = links.Facts(government.Facts.To, business.Facts.To);
        return new()
        {
            Rank = rank,
            Cso = government.Facts.From.Actor,
            Government = government.Facts.To.Actor,
            Business = business.Facts.To.Actor,
            Score = triad.Score,
            CsoGovernment = government.Score.Value,
            CsoBusiness = business.Score.Value,
            GovernmentBusiness = new(links.Worth(government.Facts.To, business.Facts.To)),
            Coverage = cover.Stated ? triad.Coverage : null,
            Covers = covers,
            Uncovered = uncovered,
            Reason = TriadWriter.ForBridge(government, business, third, language),
            Cypher = [ReasonWriter.Query(government.Facts, TriadWriter.Facts(government)), ReasonWriter.Query(business.Facts, TriadWriter.Facts(business))],
        };
    }

    private Triad ForBridged(FoundTriad triad, RankedPair bridge, RankedPair government, RankedPair business, ThirdLinks links, ActorFacts self, Language language)
    {
        var otherSide = government.Facts.To == self ? business : government;
        var third = links.Facts(self, otherSide.Facts.To);
        var score = _source.Score(third).Score;
        var facts = ReasonFacts.Pick(third, score, limit: 1);
        var bridgeFacts = TriadWriter.Facts(bridge);
        CypherQuery[] queries = [ReasonWriter.Query(bridge.Facts, bridgeFacts)];
        return new()
        {
            Rank = 0,
            Cso = bridge.Facts.To.Actor,
            Government = government.Facts.To.Actor,
            Business = business.Facts.To.Actor,
            Score = triad.Score,
            CsoGovernment = government.Score.Value,
            CsoBusiness = business.Score.Value,
            GovernmentBusiness = new(links.Worth(self, otherSide.Facts.To)),
            Reason = TriadWriter.ForBridged(bridge, third, facts, language),
            Cypher = facts.Count == 0 ? queries : [.. queries, ReasonWriter.Query(third, facts)],
        };
    }

    private static TriadPair Pair(RankedPair pair, NeedCover cover, Language language) => new(
        pair.Facts.To.Actor,
        pair.Score.Value,
        TriadWriter.Covers(cover, [pair.Facts.To], pair.Facts.Network, language).Covers,
        ReasonWriter.Sentence(pair.Facts, pair.Reason, language));

    /// <summary>The triads by score, no bridge and no other partner more often than <see cref="TriadOptions.MostPerPartner"/>.</summary>
    private IEnumerable<Triad> WithinShares(IEnumerable<Triad> triads, ActorKind other)
    {
        var taken = new Dictionary<ActorId, int>();
        foreach (var triad in triads.OrderByDescending(triad => triad.Score).ThenBy(triad => triad.Cso.Id.Value, StringComparer.Ordinal))
        {
            ActorId[] partners = [triad.Cso.Id, other == ActorKind.Business ? triad.Business.Id : triad.Government.Id];
            if (partners.All(partner => taken.GetValueOrDefault(partner) < _options.MostPerPartner))
            {
                Array.ForEach(partners, partner => taken[partner] = taken.GetValueOrDefault(partner) + 1);
                yield return triad;
            }
        }
    }

    private static RankedPair[] Of(ScoredCandidates found, ActorKind kind) => [.. found.Pairs.Where(pair => pair.Candidate.Kind == kind)];

    private static HashSet<ActorKind> Kinds(params ActorKind[] kinds) => [.. kinds];
}
