using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>Indonesian, in the polite form of address.</summary>
internal sealed class IndonesianPhrases : Phrasebook
{
    private static readonly string[] Kinds = ["OMS", "pemerintah", "pelaku usaha", "perguruan tinggi atau lembaga riset", "pelaku lain"];
    private static readonly string[] Tiers = ["kabupaten/kota", "provinsi", "wilayah kepulauan", "nasional"];

    public override string Join(IReadOnlyList<string> parts) => Join(parts, "dan", "serta");

    public override string OffersNeeded(string offers, bool byGovernment) => $"{Offers(byGovernment)} {offers} yang Anda butuhkan";

    public override string OffersKin(string offer, string need, bool byGovernment) => $"{Offers(byGovernment)} {offer} yang berkaitan dengan kebutuhan Anda akan {need}";

    public override string CanUse() => "dapat memanfaatkan apa yang Anda tawarkan";

    public override string Serves(string locality, Tier tier) => tier == Tier.National ? $"melayani seluruh {locality}" : $"melayani {Place(locality, tier)}";

    public override string BasedIn(string locality, bool readerIsBasedThere) =>
        readerIsBasedThere ? $"berkedudukan di {locality} seperti Anda" : $"berkedudukan di {locality} yang Anda layani";

    public override string BasedNextDoor(string locality, string readers) => $"berkedudukan di {locality} yang berbatasan dengan {readers}";

    public override string ActiveIn(string locality, Tier tier) => $"berkegiatan di {Place(locality, tier)} seperti Anda";

    public override string SameSector(string sectors) => $"juga bergerak di bidang {sectors}";

    public override string SamePartner(string partner) => $"pernah bermitra dengan {partner} seperti halnya Anda";

    public override string While(string first, string second) => $"{first}, sedangkan {second}";

    public override string Which(string name) => $"{name} yang";

    public override string Bridges(string other) => $"dapat mempertemukan Anda dengan {other}";

    public override string BothAreActiveIn(string locality) => $"; keduanya berkegiatan di {locality}";

    public override string BothHaveWorkedWith(string partner) => $"; keduanya pernah bermitra dengan {partner}";

    public override string KindShortfall(int found, int quota, ActorKind kind) => FormattableString.Invariant($"{found} dari {quota} {Kinds[(int)kind]}");

    public override string TooFewKinds(string shortfalls, Tier tier) => $"baru {shortfalls} ditemukan sampai tingkat {Tiers[(int)tier]}";

    public override string OpenNeeds(string resources, Tier tier) => $"belum cukup penawaran untuk {resources} sampai tingkat {Tiers[(int)tier]}";

    public override string IfListed(string resource, bool asOffer, int partners) => FormattableString.Invariant(
        $"Jika Anda mencantumkan {resource} di antara {(asOffer ? "penawaran" : "kebutuhan")} Anda, sekitar {partners} mitra lagi masuk sepuluh besar Anda.");

    private static string Place(string locality, Tier tier) => tier == Tier.Region ? $"wilayah {locality}" : locality;

    // A government makes permits and procurement available; it does not offer them for sale.
    private static string Offers(bool byGovernment) => byGovernment ? "menyediakan" : "menawarkan";
}
