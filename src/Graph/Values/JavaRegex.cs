using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Values;

/// <summary>Compiled Java regular expressions, by their text.</summary>
/// <remarks>
/// Expressions without look-around, back references and atomic groups run on .NET's linear-time engine; the others backtrack, under a
/// time limit. The cache starts anew when it is full: queries use few expressions, or build ever new ones.
/// </remarks>
internal static class JavaRegex
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int CacheLimit = 512;

    private static readonly ConcurrentDictionary<string, Regex> Cache = new(StringComparer.Ordinal);

    /// <summary>The expression, anchored at both ends. Throws a semantic error where it is not well formed.</summary>
    public static Regex WholeMatch(string pattern)
    {
        if (Cache.TryGetValue(pattern, out var known))
        {
            return known;
        }

        if (Cache.Count >= CacheLimit)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(pattern, Compile);
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            var translation = new JavaRegexTranslator(pattern).Translate();
            return Build($@"\A(?:{translation.Pattern})\z", translation.NeedsBacktracking);
        }
        catch (ArgumentException invalid)
        {
            throw CypherErrors.Semantic($"The regular expression '{pattern}' is not valid: {invalid.Message}");
        }
    }

    private static Regex Build(string pattern, bool needsBacktracking)
    {
        const RegexOptions common = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        if (!needsBacktracking)
        {
            try
            {
                return new Regex(pattern, common | RegexOptions.NonBacktracking, Timeout);
            }
            catch (NotSupportedException)
            {
                // Large repetition counts exceed what the linear-time engine builds; backtracking can still run them.
            }
        }

        return new Regex(pattern, common, Timeout);
    }
}
