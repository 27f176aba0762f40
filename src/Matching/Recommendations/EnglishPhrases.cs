using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>English.</summary>
internal sealed class EnglishPhrases : Phrasebook
{
    private static readonly string[] Kinds = ["CSOs", "governments", "businesses", "universities or research institutes", "other actors"];
    private static readonly string[] Tiers = ["district", "province", "region", "national"];

    public override string Join(IReadOnlyList<string> parts) =>
        parts is [var first, var second] && HoldsWord(parts, "and") ? $"{first}, and {second}" : Join(parts, "and", "and");

    public override string OffersNeeded(string offers, bool byGovernment) => $"{Offers(byGovernment)} {offers} that you need";

    public override string OffersKin(string offer, string need, bool byGovernment) => $"{Offers(byGovernment)} {offer}, close to your need for {need}";

    public override string CanUse() => "can use what you offer";

    public override string Serves(string locality, Tier tier) => tier == Tier.National ? $"serves all of {locality}" : $"serves {Place(locality, tier)}";

    public override string BasedIn(string locality, bool readerIsBasedThere) =>
        readerIsBasedThere ? $"is based in {locality} as you are" : $"is based in {locality}, which you serve";

    public override string BasedNextDoor(string locality, string readers) => $"is based in {locality}, next to {readers}";

    public override string ActiveIn(string locality, Tier tier) => $"is active in {Place(locality, tier)} as you are";

    public override string SameSector(string sectors) => $"works on {sectors} as you do";

    public override string SamePartner(string partner) => $"has worked with {partner} as you have";

    public override string While(string first, string second) => $"{first}, while {second}";

    public override string Which(string name) => $"{name}, which";

    public override string Bridges(string other) => $"can bring you together with {other}";

    public override string BothAreActiveIn(string locality) => $"; both are active in {locality}";

    public override string BothHaveWorkedWith(string partner) => $"; both have worked with {partner}";

    public override string KindShortfall(int found, int quota, ActorKind kind) => FormattableString.Invariant($"{found} of {quota} {Kinds[(int)kind]}");

    public override string TooFewKinds(string shortfalls, Tier tier) => $"only {shortfalls} were found up to the {Tiers[(int)tier]} tier";

    public override string OpenNeeds(string resources, Tier tier) => $"up to the {Tiers[(int)tier]} tier there are too few offers of {resources}";

    public override string IfListed(string resource, bool asOffer, int partners) => FormattableString.Invariant(
        $"If you list {resource} among {(asOffer ? "what you offer" : "your needs")}, about {partners} more partners reach your top 10.");

    private static string Place(string locality, Tier tier) => tier == Tier.Region ? $"the {locality} region" : locality;

    private static string Offers(bool byGovernment) => byGovernment ? "provides" : "offers";
}
