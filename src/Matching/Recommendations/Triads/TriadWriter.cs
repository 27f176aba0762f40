using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>Puts triads into words.</summary>
internal static class TriadWriter
{
    private const int FactsPerPartner = 2;

    /// <summary>What is said of one partner: what it offers of the need first, then whatever else is strongest.</summary>
    public static IReadOnlyList<ReasonFact> Facts(RankedPair pair) =>
    [
        .. pair.Reason.OrderByDescending(fact => fact is OffersWhatIsNeeded).Prepend(ReasonFacts.OffersNeeded(pair.Facts)).OfType<ReasonFact>()
            .DistinctBy(fact => fact.GetType())
            .Take(FactsPerPartner),
    ];

    /// <summary>For the CSO: "{government} provides … that you need, while {business} offers …".</summary>
    public static string ForBridge(RankedPair government, RankedPair business, PairFacts third, Language language)
    {
        var words = Phrasebook.Of(language);
        var sentence = words.While(Clause(government, language), Clause(business, language));
        return $"{sentence}{Together(third, words)}.";
    }

    /// <summary>For a government or a business: "{cso} … and bridges you with {other}, which …". Nothing of the CSO's needs is in it.</summary>
    public static string ForBridged(RankedPair cso, PairFacts third, IReadOnlyList<ReasonFact> thirdFacts, Language language)
    {
        var words = Phrasebook.Of(language);
        var other = thirdFacts.Count == 0 ? third.To.Actor.Name : ReasonWriter.Clause(third, thirdFacts, language, relative: true);
        return $"{ReasonWriter.Clause(cso.Facts, Facts(cso), language, more: words.Bridges(other))}.";
    }

    /// <summary>Which stated need is met by whom; the better offer counts, of equal ones the government's.</summary>
    public static (IReadOnlyList<CoveredNeed> Covers, IReadOnlyList<ResourceLabel> Uncovered) Covers(NeedCover cover, IReadOnlyList<ActorFacts> partners, NetworkProfile network, Language language)
    {
        var (covers, uncovered) = (new List<CoveredNeed>(), new List<ResourceLabel>());
        foreach (var need in cover.Stated ? cover.Needs : [])
        {
            var (by, best) = (partners[0], cover.Best(partners[0], need));
            foreach (var partner in partners.Skip(1))
            {
                var other = cover.Best(partner, need);
                (by, best) = other.Fit > best.Fit ? (partner, other) : (by, best);
            }

            if (best.Fit > 0)
            {
                covers.Add(new(Label(need, network, language), by.Actor.Id, Label(best.Offer, network, language), best.Fit));
            }
            else
            {
                uncovered.Add(Label(need, network, language));
            }
        }

        return (covers, uncovered);
    }

    /// <summary>A kind of resource with its name.</summary>
    public static ResourceLabel Label(ResourceCode code, NetworkProfile network, Language language) => new(code, network.Resources.NameOf(code).In(language));

    private static string Clause(RankedPair pair, Language language) => ReasonWriter.Clause(pair.Facts, Facts(pair), language);

    private static string Together(PairFacts third, Phrasebook words)
    {
        if (third.CommonPartners.Count > 0)
        {
            var partner = third.CommonPartners.OrderBy(partner => partner.Partners).ThenBy(partner => partner.Id.Value, StringComparer.Ordinal).First();
            return words.BothHaveWorkedWith(partner.Name);
        }

        var (place, tier) = PlaceFacts.Closest(third);
        return tier > Tier.Province ? "" : place switch
        {
            ServesLocality serves => words.BothAreActiveIn(serves.Locality.Name.Name),
            BasedInLocality based => words.BothAreActiveIn(based.Locality.Name.Name),
            ActiveInLocality active => words.BothAreActiveIn(active.Locality.Name.Name),
            _ => "",
        };
    }
}
