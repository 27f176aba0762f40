using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>Cuts a text into words.</summary>
/// <remarks>
/// By the word boundaries of Unicode Standard Annex 29 (rules WB4 to WB13b), of which the pieces with a letter, a digit or an emoji are words: <c>don't</c>, <c>3.14</c> and <c>snake_case</c>
/// are one word, <c>e-mail</c> two. Han characters and Hiragana are a word each; scripts without spaces, such as Thai, stay in one piece, since dividing them takes a dictionary.
/// </remarks>
internal static class WordBreaks
{
    /// <summary>Longer words are cut, so that no single text makes an index large.</summary>
    private const int LongestWord = 255;

    private enum Part
    {
        Other,
        Letter,
        Digit,
        Katakana,
        Alone,
        Unspaced,
        Joiner,
        BetweenLetters,
        BetweenDigits,
        BetweenBoth,
        Attached,
    }

    public static IEnumerable<string> Standard(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var first = PartAt(text, ref i);
            if (first is not (Part.Letter or Part.Digit or Part.Katakana or Part.Alone or Part.Unspaced or Part.Joiner))
            {
                continue;
            }

            var (end, isWord) = EndOf(text, i, first);
            i = end;
            for (var piece = start; isWord && piece < end; piece += LongestWord)
            {
                yield return text[piece..Math.Min(end, piece + LongestWord)];
            }
        }
    }

    /// <summary>Runs of letters: everything else is between words.</summary>
    public static IEnumerable<string> Letters(string text) => Runs(text, Rune.IsLetter);

    /// <summary>Runs of anything but white space.</summary>
    public static IEnumerable<string> Unspaced(string text) => Runs(text, rune => !Rune.IsWhiteSpace(rune));

    private static IEnumerable<string> Runs(string text, Func<Rune, bool> belongs)
    {
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var here = i;
            var isIn = belongs(RuneAt(text, ref i));
            if (!isIn || here - start >= LongestWord)
            {
                if (here > start)
                {
                    yield return text[start..here];
                }

                start = isIn ? here : i;
            }
        }

        if (text.Length > start)
        {
            yield return text[start..];
        }
    }

    /// <summary>Where the piece that began with a part ends, and whether there is more to it than underscores.</summary>
    private static (int End, bool IsWord) EndOf(string text, int i, Part last)
    {
        var isWord = last != Part.Joiner;
        while (i < text.Length)
        {
            var next = i;
            var part = PartAt(text, ref next);
            if (part == Part.Attached)
            {
                i = next;
                continue;
            }

            if (Bridges(last, part) && PartAfterMarks(text, ref next) == last)
            {
                i = next;
                continue;
            }

            if (!Continues(last, part))
            {
                break;
            }

            isWord |= part != Part.Joiner;
            (last, i) = (part, next);
        }

        return (i, isWord);
    }

    private static bool Continues(Part last, Part next) => last switch
    {
        Part.Letter or Part.Digit => next is Part.Letter or Part.Digit or Part.Joiner,
        Part.Katakana => next is Part.Katakana or Part.Joiner,
        Part.Joiner => next is Part.Letter or Part.Digit or Part.Katakana or Part.Joiner,
        Part.Unspaced => next is Part.Unspaced,
        _ => false,
    };

    private static bool Bridges(Part last, Part between) => last switch
    {
        Part.Letter => between is Part.BetweenLetters or Part.BetweenBoth,
        Part.Digit => between is Part.BetweenDigits or Part.BetweenBoth,
        _ => false,
    };

    private static Part PartAfterMarks(string text, ref int i)
    {
        while (i < text.Length)
        {
            var part = PartAt(text, ref i);
            if (part != Part.Attached)
            {
                return part;
            }
        }

        return Part.Other;
    }

    private static Part PartAt(string text, ref int i) => PartOf(RuneAt(text, ref i));

    private static Rune RuneAt(string text, ref int i)
    {
        var rune = Rune.TryGetRuneAt(text, i, out var found) ? found : Rune.ReplacementChar;
        i += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        return rune;
    }

    private static Part PartOf(Rune rune) => rune.Value switch
    {
        ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A => Part.BetweenLetters,
        '.' or '\'' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E => Part.BetweenBoth,
        ',' or ';' or 0x37E or 0x589 or 0x60C or 0x60D or 0x66C or 0x7F8 or 0x2044 or 0xFE10 or 0xFE14 or 0xFE50 or 0xFE54 or 0xFF0C or 0xFF1B => Part.BetweenDigits,
        (>= 0x2E80 and <= 0x2FDF) or 0x3005 or 0x3007 or (>= 0x3041 and <= 0x309F) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF) => Part.Alone,
        (>= 0x30A0 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9D) => Part.Katakana,
        (>= 0xE00 and <= 0xEFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) => Part.Unspaced,
        (>= 0x2600 and <= 0x27BF) or (>= 0x1F300 and <= 0x1F3FA) or (>= 0x1F400 and <= 0x1FAFF) => Part.Alone,
        >= 0x1F3FB and <= 0x1F3FF => Part.Attached,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.LetterNumber => Part.Letter,
            UnicodeCategory.DecimalDigitNumber => Part.Digit,
            UnicodeCategory.ConnectorPunctuation => Part.Joiner,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format => Part.Attached,
            _ => Part.Other,
        },
    };
}
