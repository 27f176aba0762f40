namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Something that examples of one kind offer or need.</summary>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Weight">How common it is among its like.</param>
/// <param name="Note">What the row says of it.</param>
/// <param name="Unit">What is counted, or null where counting makes no sense.</param>
/// <param name="Least">Smallest quantity.</param>
/// <param name="Steps">How many steps the quantity may go up.</param>
/// <param name="Step">Size of a step.</param>
internal sealed record ExchangeProfile(string Resource, int Weight, string Note, string? Unit = null, long Least = 0, int Steps = 0, long Step = 0);

/// <summary>A line of business, with the sectors that its companies care for.</summary>
internal sealed record Industry(string Code, string Name, params string[] Sectors);

/// <summary>What example actors are like. Shares and ranges are invented: plausible, and measured nowhere.</summary>
internal static class Profiles
{
    private const string Rupiah = "IDR";
    private const long Million = 1_000_000;

    /// <summary>Sectors of civil-society organisations, the most common first.</summary>
    public static readonly IReadOnlyList<string> CsoSectors =
    [
        "health", "education", "livelihoods", "women", "disaster-response", "environment", "social-protection", "youth", "governance",
        "digital-transformation", "child-protection", "disability", "food-security", "water-sanitation", "human-rights", "climate-change",
        "domestic-resource-mobilisation", "waste-management", "access-to-justice", "financial-inclusion", "indigenous-peoples", "coastal-marine",
        "clean-energy", "housing-settlements",
    ];

    /// <summary>Lines of business, the most common first.</summary>
    public static readonly IReadOnlyList<Industry> Industries =
    [
        new("retail", "Ritel", "livelihoods", "waste-management"),
        new("food", "Pangan", "food-security", "livelihoods"),
        new("agribusiness", "Perkebunan", "environment", "climate-change"),
        new("construction", "Konstruksi", "housing-settlements", "water-sanitation"),
        new("banking", "Perbankan", "financial-inclusion", "livelihoods"),
        new("logistics", "Logistik", "disaster-response", "livelihoods"),
        new("fisheries", "Perikanan", "coastal-marine", "food-security"),
        new("tourism", "Pariwisata", "livelihoods", "coastal-marine"),
        new("telecommunications", "Telekomunikasi", "digital-transformation", "education"),
        new("pharmaceuticals", "Farmasi", "health", "women"),
        new("energy", "Energi", "clean-energy", "environment"),
        new("technology", "Teknologi", "digital-transformation", "youth"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> CsoNeeds =
    [
        new("funds.grant", 20, "Hibah program", Rupiah, 50 * Million, 45, 10 * Million),
        new("funds.csr", 16, "Dana tanggung jawab sosial perusahaan", Rupiah, 25 * Million, 35, 5 * Million),
        new("policy-advocacy.procurement-swakelola-iii", 12, "Pekerjaan melalui Swakelola tipe III"),
        new("policy-advocacy.permit", 12, "Izin pengumpulan sumbangan"),
        new("knowledge-technology.training", 12, "Pelatihan staf", "person", 10, 10, 5),
        new("knowledge-technology.software", 10, "Perangkat lunak kantor", "licence", 5, 9, 5),
        new("time-expertise.finance-management", 9, "Pendampingan laporan keuangan", "hour", 20, 8, 10),
        new("goods-facilities.equipment", 8, "Peralatan lapangan", "unit", 5, 9, 5),
        new("goods-facilities.venue", 7, "Ruang pelatihan", "day", 2, 18, 1),
        new("goods-facilities.transport", 6, "Angkutan ke desa sasaran", "trip", 5, 9, 5),
        new("policy-advocacy.planning", 6, "Keikutsertaan dalam perencanaan daerah"),
        new("knowledge-technology.data", 6, "Data sasaran program"),
        new("goods-facilities.medical-supplies", 5, "Bahan kesehatan", "package", 50, 19, 50),
        new("goods-facilities.logistics", 5, "Logistik bantuan", "package", 100, 19, 100),
        new("time-expertise.legal", 4, "Bantuan hukum", "hour", 10, 9, 10),
        new("goods-facilities.advertising", 4, "Ruang iklan kampanye"),
        new("collaboration.network", 4, "Jejaring antardaerah"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> CsoOffers =
    [
        new("collaboration.outreach", 25, "Penjangkauan penerima manfaat", "person", 100, 49, 100),
        new("collaboration.implementation", 25, "Pelaksanaan program di lapangan"),
        new("time-expertise.volunteers", 18, "Relawan setempat", "person", 5, 19, 5),
        new("knowledge-technology.data", 14, "Data lapangan"),
        new("collaboration.programme-input", 10, "Masukan warga untuk program"),
        new("time-expertise.mentoring", 8, "Pendampingan kelompok warga", "hour", 20, 18, 10),
        new("policy-advocacy.policy-dialogue", 6, "Dialog kebijakan daerah"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> BusinessOffers =
    [
        new("funds.csr", 26, "Dana tanggung jawab sosial perusahaan", Rupiah, 25 * Million, 95, 5 * Million),
        new("goods-facilities.equipment", 12, "Peralatan", "unit", 5, 19, 5),
        new("knowledge-technology.training", 11, "Pelatihan oleh karyawan", "person", 10, 18, 5),
        new("time-expertise.volunteers", 10, "Relawan karyawan", "person", 5, 19, 5),
        new("goods-facilities.venue", 9, "Ruang pertemuan", "day", 2, 18, 1),
        new("time-expertise.finance-management", 8, "Pendampingan keuangan", "hour", 20, 18, 10),
        new("goods-facilities.transport", 8, "Angkutan", "trip", 5, 19, 5),
        new("goods-facilities.logistics", 8, "Paket bantuan", "package", 100, 19, 100),
        new("knowledge-technology.software", 7, "Lisensi perangkat lunak", "licence", 5, 19, 5),
        new("goods-facilities.medical-supplies", 5, "Bahan kesehatan", "package", 50, 19, 50),
        new("funds.social-investment", 5, "Pinjaman lunak", Rupiah, 50 * Million, 45, 10 * Million),
        new("goods-facilities.advertising", 5, "Ruang iklan"),
        new("time-expertise.legal", 4, "Bantuan hukum", "hour", 10, 9, 10),
        new("time-expertise.technical", 4, "Tenaga ahli", "hour", 20, 18, 10),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> BusinessNeeds =
    [
        new("collaboration.implementation", 30, "Pelaksana program sosial"),
        new("collaboration.outreach", 25, "Penjangkauan warga sekitar", "person", 100, 29, 100),
        new("policy-advocacy.permit", 15, "Izin kegiatan sosial"),
        new("knowledge-technology.data", 12, "Data kebutuhan warga"),
        new("collaboration.network", 10, "Jejaring daerah"),
        new("time-expertise.assessment", 8, "Penilaian mitra"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> AcademiaOffers =
    [
        new("knowledge-technology.research", 30, "Penelitian terapan"),
        new("time-expertise.technical", 25, "Tenaga ahli kampus", "hour", 40, 16, 10),
        new("time-expertise.volunteers", 20, "Mahasiswa kuliah kerja nyata", "person", 20, 18, 10),
        new("knowledge-technology.training", 15, "Pelatihan", "person", 20, 16, 5),
        new("time-expertise.assessment", 10, "Evaluasi program"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> AcademiaNeeds =
    [
        new("knowledge-technology.data", 40, "Data lapangan untuk penelitian"),
        new("funds.grant", 35, "Dana penelitian", Rupiah, 100 * Million, 40, 10 * Million),
        new("collaboration.implementation", 25, "Mitra pengabdian masyarakat"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> MediaOffers =
    [
        new("goods-facilities.advertising", 60, "Ruang siar untuk kampanye sosial"),
        new("knowledge-technology.digital-platform", 40, "Kanal digital"),
    ];

    public static readonly IReadOnlyList<ExchangeProfile> MediaNeeds =
    [
        new("knowledge-technology.data", 60, "Data untuk liputan"),
        new("collaboration.network", 40, "Jejaring narasumber"),
    ];
}
