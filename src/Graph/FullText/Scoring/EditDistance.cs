using System.Text;

namespace CoEvolve.Graph.FullText.Scoring;

/// <summary>How many letters must be inserted, left out, replaced or exchanged with their neighbour to turn one word into another (optimal string alignment).</summary>
internal static class EditDistance
{
    /// <summary>How near a word is: 1 for the same, less by a share of the shorter word for each edit; null where it is further away than the given number of edits.</summary>
    public static float? Within(string word, string other, int edits)
    {
        if (Math.Abs(word.Length - other.Length) > 2 * edits)
        {
            return null;
        }

        var (a, b) = (word.EnumerateRunes().ToArray(), other.EnumerateRunes().ToArray());
        var distance = Distance(a, b);
        return distance > edits ? null : distance == 0 ? 1f : 1f - (distance / (float)Math.Min(a.Length, b.Length));
    }

    private static int Distance(Rune[] a, Rune[] b)
    {
        var (before, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, last, current) = (last, current, before);
        }

        return last[b.Length];
    }
}
