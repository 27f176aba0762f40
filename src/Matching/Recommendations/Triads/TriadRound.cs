using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>
/// Triads of one actor after the other, all from one state of the graph. The candidates of a CSO are found once, however many of the others it could bridge: neighbours ask for the same ones. Belongs to one
/// thread; keep it short, it knows nothing of what has changed since.
/// </summary>
public sealed class TriadRound : IAsyncDisposable
{
    private const int MostPairs = 5;

    private static readonly IReadOnlySet<ActorKind> Partners = new HashSet<ActorKind> { ActorKind.Government, ActorKind.Business };
    private static readonly IReadOnlySet<ActorKind> Governments = new HashSet<ActorKind> { ActorKind.Government };
    private static readonly IReadOnlySet<ActorKind> Businesses = new HashSet<ActorKind> { ActorKind.Business };
    private static readonly IReadOnlySet<ActorKind> Csos = new HashSet<ActorKind> { ActorKind.Cso };

    private readonly Recommender _recommender;
    private readonly IGraphTransaction _transaction;
    private readonly PairSource _source;
    private readonly TriadOptions _options;
    private readonly Dictionary<(ActorId Bridge, DateOnly AsOf, ActorKind Other), ScoredCandidates?> _bridges = [];

    internal TriadRound(Recommender recommender, IGraphTransaction transaction)
    {
        (_recommender, _transaction, _source) = (recommender, transaction, recommender.Pairs);
        _options = _source.Options.Triads;
    }

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

        var asOf = request.AsOf ?? _recommender.Today;
        var parameters = new Parameters { ["actor"] = Value.Of(actor.Value), ["asOf"] = Value.Of(asOf) };
        var kinds = await _transaction.ReadNamedAsync("Recommendations/Queries/actor-kind", parameters, row => Codes.ParseKind(row[0].AsString()), cancellationToken);
        if (kinds is not [var kind])
        {
            return null;
        }

        // Kinds that are in no triad find nobody, and are named all the same.
        var role = kind switch
        {
            ActorKind.Cso => TriadRole.Bridge,
            ActorKind.Government => TriadRole.Government,
            ActorKind.Business => TriadRole.Business,
            _ => TriadRole.None,
        };
        return await _source.FindAsync(_transaction, new(actor, asOf, role == TriadRole.Bridge ? Partners : role == TriadRole.None ? new HashSet<ActorKind>() : Csos), cancellationToken) is not { } found
            ? null
            : role switch
            {
                TriadRole.Bridge => await AroundAsync(found, limit, request.Language, cancellationToken),
                TriadRole.None => new(found.Actor.Actor, asOf, role, [], []),
                _ => await BridgedAsync(found, role, limit, request.Language, cancellationToken),
            };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transaction.DisposeAsync();

    private async Task<TriadList> AroundAsync(ScoredCandidates cso, int limit, Language language, CancellationToken cancellationToken)
    {
        var (governments, businesses) = (Of(cso, ActorKind.Government), Of(cso, ActorKind.Business));
        var cover = new NeedCover(cso.Actor, cso.Network);
        var links = await ThirdLinks.ReadAsync(
            _transaction, _source, cso.Network, governments.Select(pair => pair.Facts.To), businesses.Select(pair => pair.Facts.To), cancellationToken);
        var best = Search(cover, governments, businesses, links, limit);
        var triads = best.Select((triad, index) => ForBridge(index + 1, triad, governments[triad.Government], businesses[triad.Business], cover, links, language)).ToArray();
        var inTriads = triads.SelectMany(triad => (ActorId[])[triad.Government.Id, triad.Business.Id]).ToHashSet();
        var pairs = cover.Stated
            ? governments.Concat(businesses).Where(pair => !inTriads.Contains(pair.Candidate.Id) && ReasonFacts.OffersANeed(pair.Facts))
                .OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(MostPairs)
            : [];
        return new(cso.Actor.Actor, cso.Network.AsOf, TriadRole.Bridge, triads, [.. pairs.Select(pair => Pair(pair, cover, language))]);
    }

    private async Task<TriadList> BridgedAsync(ScoredCandidates asker, TriadRole role, int limit, Language language, CancellationToken cancellationToken)
    {
        var (self, asOf) = (asker.Actor, asker.Network.AsOf);
        var other = role == TriadRole.Government ? ActorKind.Business : ActorKind.Government;
        var bridges = new List<(RankedPair Pair, ScoredCandidates Found, RankedPair[] Others)>();
        foreach (var bridge in asker.Pairs.OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(_options.Bridges))
        {
            if (await OfBridgeAsync(bridge.Candidate.Id, asOf, other, cancellationToken) is { } found)
            {
                bridges.Add((bridge, found, Of(found, other)));
            }
        }

        var links = await ThirdLinks.ReadAsync(
            _transaction, _source, asker.Network, [self], bridges.SelectMany(bridge => bridge.Others).Select(pair => pair.Facts.To).DistinctBy(facts => facts.Actor.Id), cancellationToken);
        var triads = bridges.SelectMany(bridge => ByBridge(bridge.Pair, bridge.Found, bridge.Others, role, links, self, language));
        return new(self.Actor, asOf, role, [.. WithinShares(triads, other).Take(limit).Select((triad, index) => triad with { Rank = index + 1 })], []);
    }

    private async Task<ScoredCandidates?> OfBridgeAsync(ActorId bridge, DateOnly asOf, ActorKind other, CancellationToken cancellationToken) =>
        _bridges.TryGetValue((bridge, asOf, other), out var known)
            ? known
            : _bridges[(bridge, asOf, other)] = await _source.FindAsync(_transaction, new(bridge, asOf, other == ActorKind.Business ? Businesses : Governments), cancellationToken);

    /// <summary>The best triads in which one CSO bridges the asking actor and one other.</summary>
    private IEnumerable<Triad> ByBridge(RankedPair bridge, ScoredCandidates ofBridge, RankedPair[] others, TriadRole role, ThirdLinks links, ActorFacts self, Language language)
    {
        var fromBridge = _source.Reversed(bridge);
        var cover = new NeedCover(ofBridge.Actor, ofBridge.Network);
        var (governments, businesses) = role == TriadRole.Government ? ((RankedPair[])[fromBridge], others) : (others, [fromBridge]);
        var best = Search(cover, governments, businesses, links, _options.MostPerPartner);
        return best.Select(triad => ForBridged(triad, bridge, governments[triad.Government], businesses[triad.Business], role, links, self, language));
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

    private Triad ForBridged(FoundTriad triad, RankedPair bridge, RankedPair government, RankedPair business, TriadRole role, ThirdLinks links, ActorFacts self, Language language)
    {
        var otherSide = role == TriadRole.Government ? business : government;
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
}
