namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>Cuts Indonesian words down to stems, so that <c>pengelolaan</c>, <c>mengelola</c> and <c>kelola</c> are found by each other.</summary>
/// <remarks>
/// <para>Rules without a dictionary, in the order in which Indonesian puts words together from outside to inside: a particle (<c>-lah</c>), a possessive (<c>-nya</c>), a first prefix
/// (<c>me-</c> and <c>pe-</c> with their nasals, <c>di-</c>, <c>ter-</c>, <c>ke-</c> where <c>-an</c> ends the word), a second prefix (<c>ber-</c>, <c>per-</c>), and a suffix (<c>-kan</c>, <c>-an</c>,
/// <c>-i</c>) that goes with the prefixes. Each is cut off only where two syllables remain, since hardly a root is shorter.</para>
/// <para>A nasal swallows the first letter of some roots. <c>meny-</c> gives back an s, <c>men-</c> a t and <c>mem-</c> a p before a vowel; behind <c>meng-</c> nobody can tell whether there was a k
/// (<c>mengirim</c> from <c>kirim</c>) or nothing (<c>mengolah</c> from <c>olah</c>), so every stem drops a k before its first vowel. A stem is therefore no word but a key: it is compared, never shown.
/// Roots that begin with m or n behind <c>me-</c> (<c>memasak</c>) are taken for roots in p or t. Roots that look as if they had a prefix are listed.</para>
/// </remarks>
internal static class IndonesianStemmer
{
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal)
    {
        "belanja", "berita", "percaya", "perempuan", "perintah", "periksa", "peristiwa", "pesantren", "terima", "terjemah", "direktur", "disiplin", "pemuda",
    };

    /// <summary>What a first prefix turns into before a vowel, and which suffixes cannot stand with it.</summary>
    private static readonly (string Prefix, string BeforeVowel, string? BeforeConsonant, string Excluded)[] NasalPrefixes =
    [
        ("meny", "s", null, "an"), ("meng", "", "", "an"), ("men", "t", "", "an"), ("mem", "p", "", "an"), ("me", "", "", "an"),
        ("peny", "s", null, "kan"), ("peng", "", "", "kan"), ("pen", "t", "", "kan"), ("pem", "p", "", "kan"),
    ];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (!Roots.Contains(word))
        {
            word = WithoutParticle(word);
            word = WithoutEnd(word, "nya", "ku", "mu");
        }

        var excluded = "";
        if (!IsListed(word))
        {
            (word, excluded) = WithoutFirstPrefix(word);
        }

        if (!IsListed(word))
        {
            word = WithoutSecondPrefix(word);
        }

        if (!Roots.Contains(word))
        {
            word = WithoutSuffix(word, excluded);
        }

        return word.Length > 2 && word[0] == 'k' && IsVowel(word[1]) ? word[1..] : word;
    }

    private static (string Word, string Excluded) WithoutFirstPrefix(string word)
    {
        foreach (var (prefix, beforeVowel, beforeConsonant, excluded) in NasalPrefixes)
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal) || word.Length == prefix.Length)
            {
                continue;
            }

            var given = IsVowel(word[prefix.Length]) ? beforeVowel : beforeConsonant;
            var rest = given + word[prefix.Length..];
            if (given is not null && IsWord(rest))
            {
                return (rest, excluded);
            }
        }

        return word.StartsWith("di", StringComparison.Ordinal) && IsWord(word[2..]) ? (word[2..], "an")
            : word.StartsWith("ter", StringComparison.Ordinal) && IsWord(word[3..]) ? (word[3..], "an")
            : word.StartsWith("ke", StringComparison.Ordinal) && word.EndsWith("an", StringComparison.Ordinal) && IsWord(word[2..^2]) ? (word[2..], "i")
            : (word, "");
    }

    private static string WithoutSecondPrefix(string word) =>
        word.StartsWith("belajar", StringComparison.Ordinal) || word.StartsWith("pelajar", StringComparison.Ordinal) ? word[3..]
        : (word.StartsWith("ber", StringComparison.Ordinal) || word.StartsWith("per", StringComparison.Ordinal)) && IsWord(word[3..]) ? word[3..]
        : word.StartsWith("beker", StringComparison.Ordinal) || word.StartsWith("peker", StringComparison.Ordinal) ? word[2..]
        : word.StartsWith("pe", StringComparison.Ordinal) && word.Length > 2 && !IsVowel(word[2]) && IsWord(word[2..]) ? word[2..]
        : word;

    private static string WithoutSuffix(string word, string excluded)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["kan", "an", "i"])
        {
            // An i behind a vowel belongs to the root, as in "pakai".
            if (suffix != excluded && word.EndsWith(suffix, StringComparison.Ordinal) && IsWord(word[..^suffix.Length]) && (suffix != "i" || !IsVowel(word[^2])))
            {
                return word[..^suffix.Length];
            }
        }

        return word;
    }

    /// <summary>Behind a vowel these letters belong to the root more often than not, as in "sekolah".</summary>
    private static string WithoutParticle(string word) => word.Length > 3 && !IsVowel(word[^4]) ? WithoutEnd(word, "kah", "lah", "pun") : word;

    private static string WithoutEnd(string word, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (word.EndsWith(end, StringComparison.Ordinal) && IsWord(word[..^end.Length]))
            {
                return word[..^end.Length];
            }
        }

        return word;
    }

    /// <summary>Whether a word is a listed root, by itself or with a suffix.</summary>
    private static bool IsListed(string word) => Roots.Contains(word) || Roots.Contains(WithoutSuffix(word, ""));

    /// <summary>Whether a rest can be a root: two syllables.</summary>
    private static bool IsWord(string rest) => rest.Count(IsVowel) >= 2;

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
