using CoEvolve.Graph.FullText.Queries;

namespace CoEvolve.Graph.FullText.Scoring;

/// <summary>How often a phrase stands in a text.</summary>
internal static class PhraseMatches
{
    /// <summary>The number of places where the words stand as in the phrase; with play, each place counts 1 / (1 + the number of places by which words are off).</summary>
    /// <param name="positions">For each word of the phrase, where it stands in the text, ascending.</param>
    /// <param name="phrase">The phrase.</param>
    public static float Count(int[][] positions, PhraseQuery phrase)
    {
        // Less their places in the phrase, the words of a match stand at one number, or within the play around it.
        var first = phrase.Words[0].Position;
        var at = new int[positions.Length];
        var frequency = 0f;
        while (true)
        {
            var (least, second, most) = (0, int.MaxValue, Place(0));
            for (var i = 1; i < positions.Length; i++)
            {
                var place = Place(i);
                second = Math.Min(second, Math.Max(place, Place(least)));
                least = place < Place(least) ? i : least;
                most = Math.Max(most, place);
            }

            // While the first word comes again before the second one, there is a closer match, which a later round finds.
            var width = most - Place(least);
            if (width <= phrase.Slop && Following(least) > second && AreApart())
            {
                frequency += 1f / (1f + width);
            }

            if (++at[least] == positions[least].Length)
            {
                return frequency;
            }
        }

        int Place(int word) => positions[word][at[word]] - phrase.Words[word].Position + first;

        long Following(int word) => at[word] + 1 < positions[word].Length ? positions[word][at[word] + 1] - phrase.Words[word].Position + first : long.MaxValue;

        // A word that the phrase has twice must stand twice.
        bool AreApart() => positions.Select((word, i) => word[at[i]]).Distinct().Count() == positions.Length;
    }
}
