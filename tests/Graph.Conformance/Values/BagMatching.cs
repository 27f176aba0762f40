namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Whether two collections hold the same items regardless of order.</summary>
internal static class BagMatching
{
    /// <summary>
    /// Pairs every expected item with a given one of its own. Taking the first that fits is enough where "matches" divides the items into
    /// classes, as it does without a tolerance; an earlier pair is undone where it stands in the way all the same.
    /// </summary>
    public static bool Pairs<TExpected, TGiven>(IReadOnlyList<TExpected> expected, IReadOnlyList<TGiven> given, Func<TExpected, TGiven, bool> matches)
    {
        if (expected.Count != given.Count)
        {
            return false;
        }

        var owner = new int[given.Count];
        Array.Fill(owner, -1);
        for (var i = 0; i < expected.Count; i++)
        {
            if (!FindPlace(i, new bool[given.Count]))
            {
                return false;
            }
        }

        return true;

        bool FindPlace(int item, bool[] tried)
        {
            // A free place first: the augmenting path below is needed only when all that fit are taken.
            for (var j = 0; j < owner.Length; j++)
            {
                if (owner[j] < 0 && !tried[j] && matches(expected[item], given[j]))
                {
                    owner[j] = item;
                    return true;
                }
            }

            for (var j = 0; j < owner.Length; j++)
            {
                if (!tried[j] && matches(expected[item], given[j]))
                {
                    tried[j] = true;
                    if (FindPlace(owner[j], tried))
                    {
                        owner[j] = item;
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
