using System.Globalization;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Cli.Commands;

/// <summary>The words around a printed list of recommendations, in one language.</summary>
internal abstract class RecommendationWords
{
    private static readonly RecommendationWords Indonesian = new InIndonesian();
    private static readonly RecommendationWords English = new InEnglish();

    public static RecommendationWords In(Language language) => language == Language.English ? English : Indonesian;

    public abstract IReadOnlyList<string> Headings { get; }

    public abstract string Nobody { get; }

    /// <summary>How numbers are written: the decimal comma of Indonesian.</summary>
    public abstract NumberFormatInfo Culture { get; }

    protected abstract string Example { get; }

    public abstract string Title(ActorName actor, DateOnly asOf);

    public abstract string UnknownActor(string id);

    public abstract string Hint(string id);

    public abstract IReadOnlyList<string> GroupHeadings { get; }

    public abstract IReadOnlyList<string> FeatureHeadings { get; }

    /// <summary>The value before anything is known of a pair.</summary>
    public abstract string Start { get; }

    public abstract string NoAdvice { get; }

    public abstract string UnknownRecommendation(string actor, string candidate);

    public abstract string Of(ContributionGroup group);

    /// <summary>What scored the list.</summary>
    public abstract string ScoredBy(string model);

    public abstract string Of(ActorKind kind);

    public abstract string Of(Tier tier);

    /// <summary>Name and id; a made-up example says so.</summary>
    public string Named(ActorName actor) => $"{actor.Name} [{actor.Id}]{(actor.Sample ? $" ({Example})" : "")}";

    private sealed class InIndonesian : RecommendationWords
    {
        public override IReadOnlyList<string> Headings { get; } = ["No.", "Mitra", "Jenis", "Tingkat", "Nilai", "Alasan"];

        public override string Nobody => "Belum ada mitra yang cocok.";

        public override NumberFormatInfo Culture { get; } = new() { NumberDecimalSeparator = "," };

        protected override string Example => "contoh";

        public override string Title(ActorName actor, DateOnly asOf) => $"Mitra yang direkomendasikan bagi {Named(actor)}, per {asOf:yyyy-MM-dd}";

        public override string UnknownActor(string id) =>
            $"tidak ada aktor dengan id '{id}' yang ikut serta saat ini; periksa ejaannya, atau cari dengan: "
            + "coevolve cypher \"MATCH (a:Actor) WHERE a.name CONTAINS 'Aceh' RETURN a.id, a.name\"";

        public override string Hint(string id) => $"Kueri Cypher yang menunjukkan jalur setiap alasan: coevolve recommend {id} --json";

        public override IReadOnlyList<string> GroupHeadings { get; } = ["Kelompok", "Sumbangan"];

        public override IReadOnlyList<string> FeatureHeadings { get; } = ["Ciri", "Nilai", "Sumbangan"];

        public override string Start => "nilai awal";

        public override string NoAdvice => "Belum ada tambahan pada profil yang membawa dua mitra atau lebih ke sepuluh besar.";

        public override string UnknownRecommendation(string actor, string candidate) =>
            $"'{candidate}' tidak ada dalam daftar mitra yang direkomendasikan bagi '{actor}' hari ini; lihat daftarnya dengan: coevolve recommend {actor}";

        public override string Of(ContributionGroup group) => group switch
        {
            ContributionGroup.Need => "kebutuhan",
            ContributionGroup.Place => "tempat",
            ContributionGroup.Sector => "bidang",
            ContributionGroup.Trust => "kepercayaan",
            ContributionGroup.Capacity => "kapasitas",
            _ => "kegiatan",
        };

        public override string ScoredBy(string model) => model == "prior" ? "Dinilai menurut bobot awal; belum ada model yang dipakai untuk daftar ini." : $"Dinilai oleh model {model}.";

        public override string Of(ActorKind kind) => kind switch
        {
            ActorKind.Cso => "OMS",
            ActorKind.Government => "pemerintah",
            ActorKind.Business => "dunia usaha",
            ActorKind.Academia => "akademisi",
            _ => "lainnya",
        };

        public override string Of(Tier tier) => tier switch
        {
            Tier.District => "kabupaten/kota",
            Tier.Province => "provinsi",
            Tier.Region => "wilayah",
            _ => "nasional",
        };
    }

    private sealed class InEnglish : RecommendationWords
    {
        public override IReadOnlyList<string> Headings { get; } = ["No.", "Partner", "Kind", "Tier", "Score", "Reason"];

        public override string Nobody => "No suitable partner yet.";

        public override NumberFormatInfo Culture => NumberFormatInfo.InvariantInfo;

        protected override string Example => "example";

        public override string Title(ActorName actor, DateOnly asOf) => $"Recommended partners for {Named(actor)}, as of {asOf:yyyy-MM-dd}";

        public override string UnknownActor(string id) =>
            $"the network has no actor with the id '{id}' that takes part today; check the spelling, or search with: "
            + "coevolve cypher \"MATCH (a:Actor) WHERE a.name CONTAINS 'Aceh' RETURN a.id, a.name\"";

        public override string Hint(string id) => $"The Cypher query that shows the path behind each reason: coevolve recommend {id} --language en --json";

        public override IReadOnlyList<string> GroupHeadings { get; } = ["Group", "Contribution"];

        public override IReadOnlyList<string> FeatureHeadings { get; } = ["Feature", "Value", "Contribution"];

        public override string Start => "start";

        public override string NoAdvice => "Nothing that could be listed would bring two or more partners into the first ten.";

        public override string UnknownRecommendation(string actor, string candidate) =>
            $"'{candidate}' is not among the recommended partners of '{actor}' today; see the list with: coevolve recommend {actor}";

        public override string Of(ContributionGroup group) => group switch
        {
            ContributionGroup.Need => "need",
            ContributionGroup.Place => "place",
            ContributionGroup.Sector => "sector",
            ContributionGroup.Trust => "trust",
            ContributionGroup.Capacity => "capacity",
            _ => "activity",
        };

        public override string ScoredBy(string model) => model == "prior" ? "Scored by the prior; no model serves this list." : $"Scored by the model {model}.";

        public override string Of(ActorKind kind) => kind switch
        {
            ActorKind.Cso => "CSO",
            ActorKind.Government => "government",
            ActorKind.Business => "business",
            ActorKind.Academia => "academia",
            _ => "other",
        };

        public override string Of(Tier tier) => tier switch
        {
            Tier.District => "district",
            Tier.Province => "province",
            Tier.Region => "region",
            _ => "national",
        };
    }
}
