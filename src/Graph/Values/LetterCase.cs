using System.Text;

namespace CoEvolve.Graph.Values;

/// <summary>Upper and lower case without regard to language, with the mappings to several characters that .NET leaves out.</summary>
/// <remarks>Source of the exceptions: Unicode 15, SpecialCasing.txt, unconditional mappings and the final sigma; the Greek letters with iota subscript are left out.</remarks>
internal static class LetterCase
{
    private const int CancellationInterval = 1 << 16;

    public static string ToUpper(string text, CancellationToken cancellation = default) => PatientText.Rewrite(text, ToUpperAtOnce, cancellation);

    public static string ToLower(string text, CancellationToken cancellation = default)
    {
        var lower = PatientText.Rewrite(text, part => part.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal), cancellation);
        return text.Contains('\u03A3', StringComparison.Ordinal) ? WithFinalSigmas(lower, text, cancellation) : lower;
    }

    private static string ToUpperAtOnce(string text)
    {
        if (!text.Any(c => Expansion(c) is not null))
        {
            return text.ToUpperInvariant();
        }

        var result = new StringBuilder(text.Length + 4);
        foreach (var part in CodePoints.Split(text))
        {
            result.Append(Expansion(part[0]) ?? part.ToUpperInvariant());
        }

        return result.ToString();
    }

    /// <summary>A sigma that was upper case becomes final after a letter when no letter follows.</summary>
    private static string WithFinalSigmas(string lower, string original, CancellationToken cancellation)
    {
        if (lower.Length != original.Length)
        {
            return lower;
        }

        var result = PatientCopy.ToArray<char>(lower, cancellation);
        for (var i = 1; i < result.Length; i++)
        {
            if (i % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var isFinal = original[i] == '\u03A3' && char.IsLetter(original[i - 1]) && (i + 1 == original.Length || !char.IsLetter(original[i + 1]));
            result[i] = isFinal ? '\u03C2' : result[i];
        }

        return PatientCopy.Text(result, cancellation);
    }

    private static string? Expansion(char c) => c switch
    {
        '\u00DF' => "SS",
        '\u0149' => "\u02BCN",
        '\u01F0' => "J\u030C",
        '\u0390' => "\u0399\u0308\u0301",
        '\u03B0' => "\u03A5\u0308\u0301",
        '\u0587' => "\u0535\u0552",
        '\u1E96' => "H\u0331",
        '\u1E97' => "T\u0308",
        '\u1E98' => "W\u030A",
        '\u1E99' => "Y\u030A",
        '\u1E9A' => "A\u02BE",
        '\uFB00' => "FF",
        '\uFB01' => "FI",
        '\uFB02' => "FL",
        '\uFB03' => "FFI",
        '\uFB04' => "FFL",
        '\uFB05' or '\uFB06' => "ST",
        _ => null,
    };
}
