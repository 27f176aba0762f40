namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>Cuts English words down to stems, so that <c>connected</c>, <c>connecting</c> and <c>connection</c> are found by each other.</summary>
/// <remarks>
/// M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980, with the two rules that its author changed later (<c>bli</c> for <c>abli</c>, and <c>logi</c>). The measure m of a
/// stem is the number of times that a vowel is followed by a consonant in it; each rule names the least m for which it holds.
/// </remarks>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string Becomes)[] SecondStep =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
        ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string Becomes)[] ThirdStep =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly (string Suffix, string Becomes)[] FourthStep =
    [
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("sion", "s"), ("tion", "t"), ("ou", ""),
        ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
    ];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 3)
        {
            return word;
        }

        word = WithoutPlural(word);
        word = WithoutPast(word);
        if (word.EndsWith('y') && HasVowel(word, word.Length - 1))
        {
            word = string.Concat(word.AsSpan(0, word.Length - 1), "i");
        }

        word = Replace(word, SecondStep, 1);
        word = Replace(word, ThirdStep, 1);
        word = Replace(word, FourthStep, 2);
        return WithoutFinal(word);
    }

    private static string WithoutPlural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string WithoutPast(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word, word.Length - 3) > 0 ? word[..^1] : word;
        }

        var cut = word.EndsWith("ed", StringComparison.Ordinal) ? 2 : word.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !HasVowel(word, word.Length - cut))
        {
            return word;
        }

        word = word[..^cut];
        if (word.EndsWith("at", StringComparison.Ordinal) || word.EndsWith("bl", StringComparison.Ordinal) || word.EndsWith("iz", StringComparison.Ordinal))
        {
            return word + "e";
        }

        return EndsInDoubleConsonant(word) ? word[^1] is 'l' or 's' or 'z' ? word : word[..^1]
            : Measure(word, word.Length) == 1 && EndsInShortSyllable(word, word.Length) ? word + "e"
            : word;
    }

    /// <summary>Of the suffixes that a word has, the longest is the one that counts, whether or not its stem is long enough.</summary>
    private static string Replace(string word, (string Suffix, string Becomes)[] rules, int least)
    {
        var found = -1;
        for (var i = 0; i < rules.Length; i++)
        {
            if (word.EndsWith(rules[i].Suffix, StringComparison.Ordinal) && (found < 0 || rules[i].Suffix.Length > rules[found].Suffix.Length))
            {
                found = i;
            }
        }

        if (found < 0)
        {
            return word;
        }

        // "sion" and "tion" keep their first letter, which belongs to the stem that is measured.
        var (suffix, becomes) = rules[found];
        var kept = becomes.Length == 1 && suffix[0] == becomes[0] && suffix.Length == 4 ? 1 : 0;
        return Measure(word, word.Length - suffix.Length + kept) >= least ? string.Concat(word.AsSpan(0, word.Length - suffix.Length), becomes) : word;
    }

    private static string WithoutFinal(string word)
    {
        if (word.EndsWith('e'))
        {
            var measure = Measure(word, word.Length - 1);
            if (measure > 1 || (measure == 1 && !EndsInShortSyllable(word, word.Length - 1)))
            {
                word = word[..^1];
            }
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word, word.Length) > 1 ? word[..^1] : word;
    }

    /// <summary>A y is a vowel behind a consonant.</summary>
    private static bool IsConsonant(string word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(word, i - 1),
        _ => true,
    };

    private static int Measure(string word, int length)
    {
        var measure = 0;
        for (var i = 1; i < length; i++)
        {
            measure += IsConsonant(word, i) && !IsConsonant(word, i - 1) ? 1 : 0;
        }

        return measure;
    }

    private static bool HasVowel(string word, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (!IsConsonant(word, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsInDoubleConsonant(string word) => word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Consonant, vowel, consonant other than w, x and y: where an e was cut off, as in <c>fil(e)</c>.</summary>
    private static bool EndsInShortSyllable(string word, int length) =>
        length > 2 && IsConsonant(word, length - 3) && !IsConsonant(word, length - 2) && IsConsonant(word, length - 1) && word[length - 1] is not ('w' or 'x' or 'y');
}
