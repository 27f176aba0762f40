namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>Words that say little of what a text is about.</summary>
internal static class StopWords
{
    /// <summary>The short English list that Lucene's analyzers share, so that the same words count here as on Neo4j.</summary>
    public static readonly IReadOnlySet<string> English = Of(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with");

    /// <summary>Indonesian function words: conjunctions, prepositions, pronouns, demonstratives, and auxiliaries.</summary>
    public static readonly IReadOnlySet<string> Indonesian = Of(
        """
        ada adalah agar akan aku anda antara apa apabila apakah atas atau bagai bagaimana bagi bahkan bahwa baik banyak beberapa begitu belum bila bisa boleh bukan
        dalam dan dapat dari daripada demi demikian dengan di dia dimana hal hanya harus hingga ia ialah ini itu itulah jadi jika juga kami kamu karena ke kemudian kepada
        ketika kita lagi lain lalu lebih maka mana masih melalui mengapa menjadi mereka merupakan namun nya oleh pada padahal para per pernah pula pun saat saja sambil sampai
        saya seperti sebab sebagai sebuah secara sedang sehingga sejak selain selalu selama seluruh semua seorang serta setelah setiap siapa sini situ suatu sudah supaya
        tanpa tapi telah tentang terhadap tersebut tetapi tiap tidak untuk walaupun yaitu yakni yang
        """);

    private static HashSet<string> Of(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
