using System.Globalization;

namespace CoEvolve.Matching.Features.Content;

/// <summary>A sparse vector of length 1, or 0 where it is empty.</summary>
/// <param name="Terms">Numbers of the terms, rising.</param>
/// <param name="Weights">Their weights.</param>
internal sealed record TextVector(int[] Terms, float[] Weights)
{
    public static readonly TextVector Empty = new([], []);

    /// <summary>Inner product: the cosine of two vectors.</summary>
    public float Times(TextVector other)
    {
        float sum = 0;
        for (int a = 0, b = 0; a < Terms.Length && b < other.Terms.Length;)
        {
            var order = Terms[a].CompareTo(other.Terms[b]);
            if (order == 0)
            {
                sum += Weights[a] * other.Weights[b];
            }

            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }

        return Math.Min(1, sum);
    }
}

/// <summary>
/// Descriptions as vectors of character n-grams of three to five letters within words, their ends marked by spaces, each weighing (1 + ln tf)·ln((1 + D)/(1 + df)): stems and
/// borrowed words of Indonesian and English meet without a dictionary of either (Cavnar and Trenkle, 1994, for n-grams; Salton and Buckley, 1988, for the weights).
/// </summary>
/// <remarks>Grams of all documents are worth nothing, so that a sentence that everybody carries makes nobody alike. Immutable once made.</remarks>
internal sealed class TextVectors
{
    private const int Shortest = 3;
    private const int Longest = 5;

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly float[] _rarity;

    /// <param name="descriptions">All documents; null for actors without one.</param>
    public TextVectors(IEnumerable<string?> descriptions)
    {
        var documents = 0;
        var found = new List<int>();
        foreach (var description in descriptions)
        {
            if (string.IsNullOrWhiteSpace(description))
            {
                continue;
            }

            documents++;
            foreach (var gram in Grams(description).Distinct(StringComparer.Ordinal))
            {
                if (!_terms.TryGetValue(gram, out var term))
                {
                    _terms.Add(gram, term = found.Count);
                    found.Add(0);
                }

                found[term]++;
            }
        }

        _rarity = [.. found.Select(count => (float)Math.Log((1.0 + documents) / (1 + count)))];
    }

    /// <summary>A text as a vector; grams that no document had are left out.</summary>
    public TextVector Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return TextVector.Empty;
        }

        var weights = new SortedDictionary<int, float>();
        foreach (var (gram, count) in Grams(text).CountBy(gram => gram, StringComparer.Ordinal))
        {
            if (_terms.TryGetValue(gram, out var term) && _rarity[term] > 0)
            {
                weights[term] = (1 + MathF.Log(count)) * _rarity[term];
            }
        }

        var norm = MathF.Sqrt(weights.Values.Sum(weight => weight * weight));
        return new([.. weights.Keys], [.. weights.Values.Select(weight => weight / norm)]);
    }

    private static IEnumerable<string> Grams(string text)
    {
        foreach (var word in Words(text.ToLower(CultureInfo.InvariantCulture)))
        {
            var marked = $" {word} ";
            for (var length = Shortest; length <= Longest; length++)
            {
                for (var start = 0; start + length <= marked.Length; start++)
                {
                    yield return marked.Substring(start, length);
                }
            }
        }
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || !char.IsLetterOrDigit(text[at]))
            {
                if (at > start)
                {
                    yield return text[start..at];
                }

                start = at + 1;
            }
        }
    }
}
