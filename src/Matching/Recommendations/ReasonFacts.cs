using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations;

/// <summary>
/// Picks what a reason says: of the groups that contribute most to the score, those behind which a fact of the graph stands. A place no
/// closer than a region says little, and comes after all else; that both are active in one nation is said only for want of anything else.
/// </summary>
internal static class ReasonFacts
{
    private const int NamesPerFact = 2;

    /// <summary>Up to <paramref name="limit"/> facts in the order of the sentence; empty where the graph holds none.</summary>
    public static IReadOnlyList<ReasonFact> Pick(PairFacts pair, PairScore score, int limit)
    {
        var strong = new List<ReasonFact?>();
        var weak = new List<ReasonFact?>();
        foreach (var group in score.Contributions.Select(contribution => contribution.Group))
        {
            switch (group)
            {
                case ContributionGroup.Need:
                    strong.Add(OffersNeeded(pair));
                    strong.Add(CanUse(pair) ? new CanUseWhatIsOffered() : null);
                    break;
                case ContributionGroup.Place:
                    var (place, tier) = PlaceFacts.Closest(pair);
                    (tier < Tier.Region ? strong : weak).Add(place);
                    break;
                case ContributionGroup.Sector:
                    strong.Add(Sectors(pair));
                    break;
                case ContributionGroup.Trust:
                    strong.Add(Partner(pair));
                    break;
                default:
                    // Capacity and answers are numbers about the other side; no sentence is made of them.
                    break;
            }
        }

        var facts = strong.Concat(weak).OfType<ReasonFact>().ToArray();
        return
        [
            .. facts.Where(fact => facts.Length == 1 || fact is not ActiveInLocality { Locality.Name.Tier: Tier.National })
                .Take(limit)
                .OrderBy(PositionInSentence),
        ];
    }

    /// <summary>Whether there is anything to say: whether <see cref="Pick"/> finds a fact where every group contributes.</summary>
    public static bool HasAny(PairFacts pair) =>
        pair.CommonPartners.Count > 0 || PlaceFacts.HasAny(pair) || OffersANeed(pair) || CanUse(pair) || ShareASector(pair);

    /// <summary>Whether the candidate offers anything that the actor has said it needs.</summary>
    public static bool OffersANeed(PairFacts pair)
    {
        var (from, to) = (pair.Network.NumbersOf(pair.From), pair.Network.NumbersOf(pair.To));
        foreach (var need in from.StatesNeeds ? from.Needs : [])
        {
            foreach (var offer in to.Offers)
            {
                if (pair.Network.Resources.MeetsByNumber(need.Resource, offer.Resource) > 0 && from.IsReachedBy(offer))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int PositionInSentence(ReasonFact fact) => fact switch
    {
        OffersWhatIsNeeded => 0,
        CanUseWhatIsOffered => 1,
        SharedSectors => 2,
        SharedPartner => 4,
        _ => 3,
    };

    /// <summary>What the candidate offers of the actor's needs, the very kinds first; null for nothing.</summary>
    public static OffersWhatIsNeeded? OffersNeeded(PairFacts pair)
    {
        if (!OffersANeed(pair))
        {
            return null;
        }

        var kinds = pair.Network.Resources;
        var matches = Matches(pair).ToArray();
        var exact = matches.Where(match => match.Need == match.Offer).Distinct().Take(NamesPerFact).ToArray();
        if (exact.Length > 0)
        {
            return new(exact, Exact: true);
        }

        return new([matches.MaxBy(match => kinds.Meets(match.Need, match.Offer))], Exact: false);
    }

    private static bool CanUse(PairFacts pair) => OffersANeed(pair.Reversed);

    /// <summary>Every need of one side that an offer of the other meets, in the order of the needs' codes.</summary>
    private static IEnumerable<(ResourceCode Need, ResourceCode Offer)> Matches(PairFacts pair) =>
        from need in pair.From.Needs
        from offer in pair.To.Offers
        where pair.Network.Resources.Meets(need.Resource, offer.Resource) > 0 && NeedFit.HoldsFor(offer, pair.From, pair.Network.Localities)
        select (need.Resource, offer.Resource);

    private static bool ShareASector(PairFacts pair) => pair.Network.NumbersOf(pair.From).StatedSectors.AsSpan().ContainsAny(pair.Network.NumbersOf(pair.To).StatedSectors);

    private static SharedSectors? Sectors(PairFacts pair)
    {
        if (!ShareASector(pair))
        {
            return null;
        }

        SectorCode[] shared =
        [
            .. pair.From.Sectors.Intersect(pair.To.Sectors)
                .OrderBy(sector => IsPhrase(sector, pair.Network))
                .ThenByDescending(pair.Network.Rarity)
                .ThenBy(sector => sector.Value, StringComparer.Ordinal)
                .Take(NamesPerFact),
        ];

        // "Policy and governance and governance" is hard to read: a name that is a phrase of its own stands alone.
        return new(shared.Any(sector => IsPhrase(sector, pair.Network)) ? shared[..1] : shared);
    }

    private static bool IsPhrase(SectorCode sector, NetworkProfile network) =>
        network.Sectors.TryGetValue(sector, out var entry)
        && (entry.Name.Indonesian.Contains(" dan ", StringComparison.Ordinal) || entry.Name.English.Contains(" and ", StringComparison.Ordinal)
            || entry.Name.Indonesian.Contains(':', StringComparison.Ordinal));

    private static SharedPartner? Partner(PairFacts pair) => pair.CommonPartners.Count == 0
        ? null
        : new(pair.CommonPartners.OrderBy(partner => partner.Partners).ThenBy(partner => partner.Id.Value, StringComparer.Ordinal).First());
}
