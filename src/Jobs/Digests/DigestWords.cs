using System.Globalization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Digests;

/// <summary>The words of mails and of the pages behind their links, in one language.</summary>
public sealed class DigestWords
{
    private static readonly string[] IndonesianMonths = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    private readonly bool _english;

    private DigestWords(bool english) => _english = english;

    /// <summary>The words of a language.</summary>
    public static DigestWords In(Language language) => new(language == Language.English);

    /// <summary>BCP 47 tag.</summary>
    public string Tag => _english ? "en" : "id";

    /// <summary>A day in words: "2 Februari 2026".</summary>
    public string Day(DateOnly day) => _english
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {IndonesianMonths[day.Month - 1]} {day.Year}");

    /// <summary>The subject.</summary>
    public string Subject(int fresh) => _english
        ? fresh == 1 ? "1 new potential partner this week" : Number(fresh, "new potential partners this week")
        : Number(fresh, "calon mitra baru minggu ini");

    /// <summary>What changed since the mail before.</summary>
    public string Changes(int fresh, int left, bool first)
    {
        if (first)
        {
            return _english ? "This is your first digest: the partners that fit you best today." : "Ini ringkasan pertama Anda: calon mitra yang paling cocok hari ini.";
        }

        var news = _english
            ? fresh == 1 ? "Since your last digest, 1 partner is new" : Number(fresh, "partners are new", "Since your last digest, ")
            : Number(fresh, "calon mitra baru", "Sejak ringkasan terakhir ada ");
        var gone = left == 0 ? "" : _english
            ? left == 1 ? "; 1 has left the list" : Number(left, "have left the list", "; ")
            : Number(left, "tidak lagi dalam daftar", "; ");
        return news + gone + ".";
    }

    /// <summary>A kind of actor.</summary>
    public string Kind(ActorKind kind) => (kind, _english) switch
    {
        (ActorKind.Cso, true) => "civil-society organisation",
        (ActorKind.Government, true) => "government",
        (ActorKind.Business, true) => "business",
        (ActorKind.Academia, true) => "university or research institute",
        (_, true) => "other actor",
        (ActorKind.Cso, false) => "organisasi masyarakat sipil",
        (ActorKind.Government, false) => "pemerintah",
        (ActorKind.Business, false) => "dunia usaha",
        (ActorKind.Academia, false) => "perguruan tinggi atau lembaga riset",
        (_, false) => "pelaku lain",
    };

    /// <summary>Fixed texts by name, as templates use them.</summary>
    public IReadOnlyDictionary<string, object?> Texts => _english ? English : Indonesian;

    /// <summary>One fixed text.</summary>
    public string Text(string name) => (string)Texts[name]!;

    private static readonly Dictionary<string, object?> Indonesian = new(StringComparer.Ordinal)
    {
        ["greeting"] = "Yth.",
        ["intro"] = "berikut calon mitra yang kami sarankan bagi Anda minggu ini.",
        ["fresh"] = "Baru",
        ["example"] = "Contoh buatan, bukan organisasi nyata",
        ["triads"] = "Bertiga dengan Anda",
        ["and"] = "dan",
        ["accept"] = "Hubungkan kami",
        ["later"] = "Belum sekarang",
        ["decline"] = "Tidak cocok",
        ["why"] = "Mengapa",
        ["footer"] = "Anda menerima surel ini karena organisasi Anda ikut serta dalam Co-Evolve.",
        ["preferences"] = "Atur surel",
        ["unsubscribe"] = "Berhenti berlangganan",
        ["valid"] = "Tautan dalam surel ini berlaku sampai",
        ["expired"] = "Tautan ini sudah tidak berlaku.",
        ["invalid"] = "Tautan ini tidak dapat dibaca. Salin seluruh alamat dari surel.",
        ["thanks"] = "Terima kasih, jawaban Anda telah dicatat.",
        ["confirm"] = "Konfirmasi jawaban",
        ["about"] = "Tentang",
        ["ask-accept"] = "Anda ingin dihubungkan dengan mitra ini?",
        ["ask-later"] = "Anda ingin menunda jawaban tentang mitra ini?",
        ["ask-decline"] = "Mitra ini tidak cocok bagi Anda?",
        ["ask-unsubscribe"] = "Berhenti menerima ringkasan mingguan?",
        ["unsubscribed"] = "Anda tidak akan menerima ringkasan lagi.",
        ["saved"] = "Pilihan Anda telah disimpan.",
        ["frequency"] = "Seberapa sering",
        ["Weekly"] = "setiap pekan",
        ["Fortnightly"] = "paling sering dua pekan sekali",
        ["Monthly"] = "paling sering empat pekan sekali",
        ["Never"] = "jangan kirim",
        ["language"] = "Bahasa",
        ["kinds"] = "Jenis mitra",
        ["paused"] = "Jeda sampai tanggal (kosongkan bila tidak)",
        ["save"] = "Simpan",
    };

    private static readonly Dictionary<string, object?> English = new(StringComparer.Ordinal)
    {
        ["greeting"] = "Dear",
        ["intro"] = "these are the partners that we suggest to you this week.",
        ["fresh"] = "New",
        ["example"] = "A made-up example, not a real organisation",
        ["triads"] = "Three of you together",
        ["and"] = "and",
        ["accept"] = "Connect us",
        ["later"] = "Not now",
        ["decline"] = "Not for us",
        ["why"] = "Why",
        ["footer"] = "You receive this mail because your organisation takes part in Co-Evolve.",
        ["preferences"] = "Mail preferences",
        ["unsubscribe"] = "Unsubscribe",
        ["valid"] = "The links in this mail work until",
        ["expired"] = "This link has expired.",
        ["invalid"] = "This link cannot be read. Copy the whole address from the mail.",
        ["thanks"] = "Thank you, your answer has been recorded.",
        ["confirm"] = "Confirm the answer",
        ["about"] = "About",
        ["ask-accept"] = "Would you like to be connected with this partner?",
        ["ask-later"] = "Would you like to put off the answer about this partner?",
        ["ask-decline"] = "Is this partner not for you?",
        ["ask-unsubscribe"] = "Stop receiving the weekly digest?",
        ["unsubscribed"] = "You will receive no more digests.",
        ["saved"] = "Your choices have been saved.",
        ["frequency"] = "How often",
        ["Weekly"] = "every week",
        ["Fortnightly"] = "at most every two weeks",
        ["Monthly"] = "at most every four weeks",
        ["Never"] = "never",
        ["language"] = "Language",
        ["kinds"] = "Kinds of partners",
        ["paused"] = "Pause until (leave empty for no pause)",
        ["save"] = "Save",
    };

    private static string Number(int number, string words, string before = "") => string.Create(CultureInfo.InvariantCulture, $"{before}{number} {words}");
}
