using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Compares the rows of an answer with those of a case: in order, or as a bag.</summary>
internal static class RowComparison
{
    /// <remarks>
    /// In an ordered answer an entity must be the same one wherever the case names it; in a bag only within its row, because the pairing of
    /// rows is not known beforehand.
    /// </remarks>
    public static bool Match(IReadOnlyList<Expected[]> expected, IReadOnlyList<Value[]> given, bool ordered, AnswerComparison comparison)
    {
        if (expected.Count != given.Count)
        {
            return false;
        }

        if (!ordered)
        {
            return BagMatching.Pairs(expected, given, (row, values) => RowMatches(row, values, new EntityIdentities(), comparison));
        }

        var identities = new EntityIdentities();
        return expected.Zip(given).All(pair => RowMatches(pair.First, pair.Second, identities, comparison));
    }

    private static bool RowMatches(Expected[] expected, Value[] given, EntityIdentities identities, AnswerComparison comparison)
    {
        if (expected.Length != given.Length)
        {
            return false;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (!comparison.Matches(expected[i], given[i], identities))
            {
                return false;
            }
        }

        return true;
    }
}
