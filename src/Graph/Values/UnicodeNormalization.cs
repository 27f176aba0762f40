using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Values;

/// <summary>A normal form of Unicode.</summary>
internal enum NormalForm
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

/// <summary>
/// The normal forms of Unicode Standard Annex #15. The program runs without the globalization library of the operating system, and then .NET leaves all but ASCII as
/// it is, without a word; so the tables are here, made from the Unicode Character Database.
/// </summary>
internal static class UnicodeNormalization
{
    // Hangul syllables follow from their number (The Unicode Standard, section 3.12).
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    private const int CancellationInterval = 1 << 12;

    private static readonly Lazy<Tables> s_tables = new(Tables.Load);

    public static string Normalize(string text, NormalForm form, CancellationToken cancellation = default)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var characters = new GrowingList<(int Character, byte Class)>();
        var compatible = form is NormalForm.Nfkc or NormalForm.Nfkd;
        foreach (var (place, (character, _)) in Characters(text).Index())
        {
            Look(place, cancellation);
            Decompose(character, compatible, characters);
        }

        Order(characters, cancellation);
        var count = form is NormalForm.Nfc or NormalForm.Nfkc ? Compose(characters, cancellation) : characters.Count;
        var result = new StringBuilder();
        for (var place = 0; place < count; place++)
        {
            Look(place, cancellation);
            Append(result, characters[place].Character);
        }

        return PatientText.Text(result, cancellation);
    }

    private static void Look(int place, CancellationToken cancellation)
    {
        if (place % CancellationInterval == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Code points; half a surrogate pair stands for itself.</summary>
    private static IEnumerable<(int Character, int Units)> Characters(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            yield return (pair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i], pair ? 2 : 1);
            i += pair ? 2 : 1;
        }
    }

    private static void Append(StringBuilder result, int character)
    {
        if (character < 0x10000)
        {
            result.Append((char)character);
        }
        else
        {
            result.Append(char.ConvertFromUtf32(character));
        }
    }

    private static void Decompose(int character, bool compatible, GrowingList<(int, byte)> result)
    {
        var syllable = character - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            result.Add((LeadBase + (syllable / (VowelCount * TailCount)), 0));
            result.Add((VowelBase + (syllable % (VowelCount * TailCount) / TailCount), 0));
            if (syllable % TailCount > 0)
            {
                result.Add((TailBase + (syllable % TailCount), 0));
            }
        }
        else if (s_tables.Value.Decompositions.TryGetValue(character, out var parts) && (compatible || !parts.Compatible))
        {
            foreach (var part in parts.Parts)
            {
                Decompose(part, compatible, result);
            }
        }
        else
        {
            result.Add((character, s_tables.Value.Classes.GetValueOrDefault(character)));
        }
    }

    /// <summary>Marks that follow a character are sorted by their class; equal classes keep their order.</summary>
    private static void Order(GrowingList<(int Character, byte Class)> characters, CancellationToken cancellation)
    {
        for (var i = 1; i < characters.Count; i++)
        {
            Look(i, cancellation);
            for (var j = i; j > 0 && characters[j].Class > 0 && characters[j - 1].Class > characters[j].Class; j--)
            {
                Look(j, cancellation);
                (characters[j], characters[j - 1]) = (characters[j - 1], characters[j]);
            }
        }
    }

    /// <summary>Joins each character with the last starter before it, where nothing between them stands in the way; how many are left at the beginning of the list.</summary>
    private static int Compose(GrowingList<(int Character, byte Class)> characters, CancellationToken cancellation)
    {
        var (starter, last, kept) = (-1, -1, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            Look(i, cancellation);
            var (character, combining) = characters[i];
            var free = starter >= 0 && (last < combining || kept == starter + 1);
            if (free && Pair(characters[starter].Character, character) is >= 0 and var composed)
            {
                characters[starter] = (composed, 0);
                continue;
            }

            if (combining == 0)
            {
                (starter, last) = (kept, -1);
            }
            else
            {
                last = combining;
            }

            characters[kept++] = (character, combining);
        }

        return kept;
    }

    private static int Pair(int first, int second)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return SyllableBase + (((lead * VowelCount) + vowel) * TailCount);
        }

        var (syllable, tail) = (first - SyllableBase, second - TailBase);
        return syllable is >= 0 and < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount
            ? first + tail
            : s_tables.Value.Pairs.GetValueOrDefault((first, second), -1);
    }

    private sealed record Tables(
        FrozenDictionary<int, (int[] Parts, bool Compatible)> Decompositions,
        FrozenDictionary<(int First, int Second), int> Pairs,
        FrozenDictionary<int, byte> Classes)
    {
        public static Tables Load()
        {
            var decompositions = new Dictionary<int, (int[], bool)>();
            var pairs = new Dictionary<(int, int), int>();
            var classes = new Dictionary<int, byte>();
            using var reader = new StreamReader(typeof(UnicodeNormalization).Assembly.GetManifestResourceStream("CoEvolve.Graph.Normalization.txt")!);
            while (reader.ReadLine() is { } line)
            {
                var words = line.Split(' ');
                switch (words[0][0])
                {
                    case '#':
                        break;
                    case '=':
                        for (var character = Hexadecimal(words[1]); character <= Hexadecimal(words[2]); character++)
                        {
                            classes[character] = byte.Parse(words[3], CultureInfo.InvariantCulture);
                        }

                        break;
                    default:
                        int[] parts = [.. words.Skip(1).Select(Hexadecimal)];
                        var decomposed = Hexadecimal(words[0].TrimEnd('!', '~'));
                        decompositions[decomposed] = (parts, words[0][^1] == '~');
                        if (words[0][^1] is not ('!' or '~'))
                        {
                            pairs[(parts[0], parts[1])] = decomposed;
                        }

                        break;
                }
            }

            return new(decompositions.ToFrozenDictionary(), pairs.ToFrozenDictionary(), classes.ToFrozenDictionary());
        }

        private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
