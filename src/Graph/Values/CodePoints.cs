namespace CoEvolve.Graph.Values;

/// <summary>Strings as Cypher counts them: by Unicode code point, where .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    private const int CancellationInterval = 1 << 16;

    public static int Count(string text, CancellationToken cancellation = default)
    {
        var (count, high) = (text.Length, text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF'));
        for (var i = high < 0 ? count : high + 1; i < text.Length; i++)
        {
            Look(i, cancellation);
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The unit at which a code point begins, counted from a unit; the length of the text where it has fewer.</summary>
    public static int UnitIndex(string text, long codePoint, int from = 0, CancellationToken cancellation = default)
    {
        var unit = from;
        for (; codePoint > 0 && unit < text.Length; codePoint--)
        {
            Look(codePoint, cancellation);
            unit += unit + 1 < text.Length && char.IsSurrogatePair(text[unit], text[unit + 1]) ? 2 : 1;
        }

        return unit;
    }

    public static string Reverse(string text, CancellationToken cancellation = default)
    {
        var units = new char[text.Length];
        for (var i = 0; i < units.Length; i++)
        {
            Look(i, cancellation);
            units[i] = text[^(i + 1)];
        }

        for (var i = 1; i < units.Length; i++)
        {
            Look(i, cancellation);
            if (char.IsSurrogatePair(units[i], units[i - 1]))
            {
                (units[i - 1], units[i]) = (units[i], units[i - 1]);
                i++;
            }
        }

        return PatientCopy.Text(units, cancellation);
    }

    /// <summary>Each code point as a string of its own.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            yield return text.Substring(i, length);
            i += length;
        }
    }

    private static void Look(long place, CancellationToken cancellation)
    {
        if (place % CancellationInterval == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether Java's <c>Character.isWhitespace</c> holds: the separators but for the non-breaking ones, and the control characters that move.</summary>
    public static bool IsJavaWhitespace(char c) => c is (>= '\t' and <= '\r') or (>= '\u001C' and <= '\u001F')
        || (char.IsSeparator(c) && c is not ('\u00A0' or '\u2007' or '\u202F'));
}
