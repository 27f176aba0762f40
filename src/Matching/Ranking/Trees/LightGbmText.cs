using System.Globalization;

namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>
/// Reads the text in which LightGBM saves a model: <c>key=value</c> lines, a head, then a section for each tree that begins with <c>Tree=n</c>, then <c>end of trees</c>.
/// </summary>
/// <remarks>
/// Taken are models of one score with numerical splits. Refused, because their trees would be misread: several classes, categorical splits, linear leaves, averaged
/// output (forests), and zero counted as missing.
/// </remarks>
internal static class LightGbmText
{
    private const int CategoricalBit = 1;
    private const int MissingBits = 0b1100;
    private const int MissingIsZero = 0b0100;

    /// <summary>The trees of a model.</summary>
    /// <exception cref="InvalidDataException">It is no such model, or one of a kind that is refused; the message says which.</exception>
    public static TreeEnsemble Parse(string text)
    {
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        var sections = new List<Dictionary<string, string>>();
        var ended = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line is "end of trees")
            {
                ended = true;
                break;
            }

            if (line is "average_output")
            {
                throw new InvalidDataException("The LightGBM model averages its trees, as random forests do; only boosted sums are read.");
            }

            var cut = line.IndexOf('=');
            if (cut <= 0)
            {
                continue;
            }

            var key = line[..cut].ToString();
            if (key == "Tree")
            {
                sections.Add(new(StringComparer.Ordinal));
            }

            (sections.Count == 0 ? head : sections[^1])[key] = line[(cut + 1)..].ToString();
        }

        if (!ended || !head.ContainsKey("max_feature_idx"))
        {
            throw new InvalidDataException("The text is no complete LightGBM model: it has no 'max_feature_idx' in its head, or no line 'end of trees'.");
        }

        Refuse(Integer(head, "num_tree_per_iteration", 1) != 1, "has several classes");
        return new TreeEnsemble(Integer(head, "max_feature_idx", 0) + 1, 0, [.. sections.Select(Tree)]).Checked();
    }

    /// <summary>
    /// The largest single-precision number that is not above a threshold. LightGBM compares in double precision; for a row of single precision,
    /// x ≤ t holds exactly if x ≤ ⌊t⌋ does, whereas rounding to the nearest could let a row pass that stands just above t.
    /// </summary>
    internal static float RoundedDown(double threshold)
    {
        var nearest = (float)threshold;
        return nearest > threshold ? float.BitDecrement(nearest) : nearest;
    }

    private static RegressionTree Tree(Dictionary<string, string> section)
    {
        Refuse(Integer(section, "num_cat", 0) != 0, "has categorical splits");
        Refuse(Integer(section, "is_linear", 0) != 0, "has linear leaves");
        if (Integer(section, "num_leaves", 0) <= 1)
        {
            return new([], [], [], [], [.. Numbers(section, "leaf_value").DefaultIfEmpty(0)]);
        }

        foreach (var decision in Integers(section, "decision_type"))
        {
            Refuse((decision & CategoricalBit) != 0, "has categorical splits");
            Refuse((decision & MissingBits) == MissingIsZero, "counts zero as missing");
        }

        return new(
            Integers(section, "split_feature"),
            [.. Numbers(section, "threshold").Select(RoundedDown)],
            Integers(section, "left_child"),
            Integers(section, "right_child"),
            Numbers(section, "leaf_value"))
        {
            RowsOfLeaves = RowsOfLeaves(section),
        };
    }

    /// <summary>The rows of each leaf; none where the text lacks them, or some leaf has none: then contributions count all leaves alike.</summary>
    private static double[] RowsOfLeaves(Dictionary<string, string> section) =>
        Numbers(section, "leaf_count") is var rows && rows.Length == Integer(section, "num_leaves", 0) && rows.All(count => count > 0) ? rows : [];

    private static void Refuse(bool condition, string what)
    {
        if (condition)
        {
            throw new InvalidDataException($"The LightGBM model {what}; such models are not read.");
        }
    }

    private static int Integer(Dictionary<string, string> section, string key, int absent) => section.ContainsKey(key) ? Integers(section, key)[0] : absent;

    private static int[] Integers(Dictionary<string, string> section, string key) =>
        [.. Words(section, key).Select(word => int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(key, word))];

    private static double[] Numbers(Dictionary<string, string> section, string key) =>
        [.. Words(section, key).Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(key, word))];

    private static string[] Words(Dictionary<string, string> section, string key) =>
        section.GetValueOrDefault(key, "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static InvalidDataException Malformed(string key, string word) => new($"The LightGBM model has '{word}' in '{key}', which is no number.");
}
