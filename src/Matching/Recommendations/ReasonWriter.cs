using CoEvolve.Graph.Values;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>Puts facts into a sentence, and into the query that shows their paths.</summary>
internal static class ReasonWriter
{
    private static readonly string Paths = NamedQueries.Get("Recommendations/Queries/reason-paths");

    /// <summary>One sentence that names the candidate and every fact.</summary>
    public static string Sentence(PairFacts pair, IReadOnlyList<ReasonFact> facts, Language language) => $"{Clause(pair, facts, language)}.";

    /// <summary>The same as a part of a longer sentence.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="facts">At least one.</param>
    /// <param name="language">The language.</param>
    /// <param name="more">A phrase that goes after the facts.</param>
    /// <param name="relative">"{candidate}, which …" instead of "{candidate} …".</param>
    public static string Clause(PairFacts pair, IReadOnlyList<ReasonFact> facts, Language language, bool relative = false, string? more = null)
    {
        var words = Phrasebook.Of(language);
        var name = relative ? words.Which(pair.To.Actor.Name) : pair.To.Actor.Name;
        var phrases = new string[more is null ? facts.Count : facts.Count + 1];
        for (var index = 0; index < facts.Count; index++)
        {
            phrases[index] = Phrase(facts[index], pair, words, language);
        }

        if (more is not null)
        {
            phrases[^1] = more;
        }

        return $"{name} {words.Join(phrases)}";
    }

    /// <summary>The query whose rows are the paths of these facts, and of no others.</summary>
    public static CypherQuery Query(PairFacts pair, IReadOnlyList<ReasonFact> facts)
    {
        var names = new FactNames();
        foreach (var fact in facts)
        {
            names.Add(fact);
        }

        return new(Paths, new Dictionary<string, Value>(11, StringComparer.Ordinal)
        {
            ["actor"] = Value.Of(pair.From.Actor.Id.Value),
            ["candidate"] = Value.Of(pair.To.Actor.Id.Value),
            ["asOf"] = Value.Of(pair.Network.AsOf.ToString("O")),
            ["needs"] = FactNames.ListOf(names.Needs),
            ["offers"] = FactNames.ListOf(names.Offers),
            ["canUse"] = Value.Of(names.CanUse),
            ["served"] = FactNames.ListOf(names.Served),
            ["shared"] = FactNames.ListOf(names.Shared),
            ["neighbours"] = FactNames.ListOf(names.Neighbours),
            ["sectors"] = FactNames.ListOf(names.Sectors),
            ["partners"] = FactNames.ListOf(names.Partners),
        });
    }

    /// <summary>Why a tier was opened.</summary>
    public static TierClimb Climb(Climb climb, NetworkProfile network, Language language)
    {
        var words = Phrasebook.Of(language);
        var parts = new List<string>();
        if (climb.Kinds.Count > 0)
        {
            parts.Add(words.TooFewKinds(words.Join([.. climb.Kinds.Select(kind => words.KindShortfall(kind.Found, kind.Quota, kind.Kind))]), climb.From));
        }

        if (climb.OpenNeeds.Count > 0)
        {
            parts.Add(words.OpenNeeds(words.Join([.. climb.OpenNeeds.Select(need => Name(need, network, language))]), climb.From));
        }

        return new(climb.To, Phrasebook.Sentence(string.Join("; ", parts)));
    }

    private static string Phrase(ReasonFact fact, PairFacts pair, Phrasebook words, Language language)
    {
        var byGovernment = pair.To.Actor.Kind == ActorKind.Government;
        return fact switch
        {
            OffersWhatIsNeeded { Exact: true } offers =>
                words.OffersNeeded(words.Join([.. offers.Pairs.Select(match => Name(match.Offer, pair.Network, language))]), byGovernment),
            OffersWhatIsNeeded offers =>
                words.OffersKin(Name(offers.Pairs[0].Offer, pair.Network, language), Name(offers.Pairs[0].Need, pair.Network, language), byGovernment),
            CanUseWhatIsOffered => words.CanUse(),
            ServesLocality serves => words.Serves(serves.Locality.Name.Name, serves.Locality.Name.Tier),
            BasedInLocality based => words.BasedIn(based.Locality.Name.Name, based.ReaderIsBasedThere),
            BasedNextDoor next => words.BasedNextDoor(next.Locality.Name.Name, next.Reader.Name.Name),
            ActiveInLocality active => words.ActiveIn(active.Locality.Name.Name, active.Locality.Name.Tier),
            SharedSectors shared => words.SameSector(words.Join([.. shared.Sectors.Select(sector => Name(sector, pair.Network, language))])),
            SharedPartner partner => words.SamePartner(partner.Partner.Name),
            _ => throw new InvalidOperationException($"There are no words for {fact.GetType().Name}."),
        };
    }

    private static string Name(ResourceCode resource, NetworkProfile network, Language language) =>
        Phrasebook.InSentence(network.Resources.NameOf(resource).In(language));

    private static string Name(SectorCode sector, NetworkProfile network, Language language) =>
        network.Sectors.TryGetValue(sector, out var entry) ? Phrasebook.InSentence(entry.Name.In(language)) : sector.Value;
}
