using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>
/// Orders ranked pairs into a list: by score, ties by id; then mixed, so that in each ten no kind and not the national tier takes more than
/// its share while others are to be had; then the governments of the actor's own district and province are set before the first
/// candidate of the national tier. The same pairs always give the same list, and every pair is in it.
/// </summary>
internal static class ListComposition
{
    private const int Block = 10;

    public static IReadOnlyList<RankedPair> Compose(IEnumerable<RankedPair> pairs, ListOptions options)
    {
        var rest = new LinkedList<RankedPair>(pairs
            .OrderByDescending(pair => pair.Score.Value)
            .ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal));
        var mixed = new List<RankedPair>(rest.Count);
        while (rest.Count > 0)
        {
            var block = mixed.Skip(mixed.Count / Block * Block).ToArray();
            var next = FirstWithin(rest, block, options) ?? rest.First!;
            mixed.Add(next.Value);
            rest.Remove(next);
        }

        return LiftOwnGovernments(mixed);
    }

    private static LinkedListNode<RankedPair>? FirstWithin(LinkedList<RankedPair> rest, RankedPair[] block, ListOptions options)
    {
        var fullKinds = block.CountBy(pair => pair.Candidate.Kind).Where(count => count.Value >= options.MostOfAKindInTen).Select(count => count.Key).ToHashSet();
        var nationalFull = block.Count(pair => pair.Tier == Tier.National) >= options.MostNationalInTen;
        for (var node = rest.First; node is not null; node = node.Next)
        {
            if (!fullKinds.Contains(node.Value.Candidate.Kind) && !(nationalFull && node.Value.Tier == Tier.National))
            {
                return node;
            }
        }

        return null;
    }

    private static List<RankedPair> LiftOwnGovernments(List<RankedPair> pairs)
    {
        var national = pairs.FindIndex(pair => pair.Tier == Tier.National);
        if (national < 0)
        {
            return pairs;
        }

        var late = pairs.Skip(national).Where(pair => pair.IsOwnGovernment).ToArray();
        return [.. pairs.Take(national), .. late, .. pairs.Skip(national).Where(pair => !pair.IsOwnGovernment)];
    }
}
