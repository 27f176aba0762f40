using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>
/// Orders ranked pairs into a list: by score, ties by id, mixed so that in each ten no kind and not the national tier takes more than its
/// share while others are to be had. Nobody of the national tier comes before the governments of the actor's own district and province, nor
/// before those of the province who offer what the actor needs. The same pairs always give the same list, and every pair is in it.
/// </summary>
internal static class ListComposition
{
    private const int Block = 10;

    public static IReadOnlyList<RankedPair> Compose(IEnumerable<RankedPair> pairs, ListOptions options)
    {
        var rest = new LinkedList<RankedPair>(pairs
            .OrderByDescending(pair => pair.Score.Value)
            .ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal));
        var localsLeft = rest.Count(pair => pair.ComesBeforeNationalNames);
        var list = new List<RankedPair>(rest.Count);
        while (rest.Count > 0)
        {
            var block = list.Skip(list.Count / Block * Block).ToArray();
            var next = FirstWithin(rest, block, localsLeft > 0, options)
                ?? First(rest, pair => localsLeft == 0 || pair.Tier != Tier.National)
                ?? throw new InvalidOperationException("A local pair is left, but none was found.");
            localsLeft -= next.Value.ComesBeforeNationalNames ? 1 : 0;
            list.Add(next.Value);
            rest.Remove(next);
        }

        return list;
    }

    private static LinkedListNode<RankedPair>? FirstWithin(LinkedList<RankedPair> rest, RankedPair[] block, bool localsLeft, ListOptions options)
    {
        var fullKinds = block.CountBy(pair => pair.Candidate.Kind).Where(count => count.Value >= options.MostOfAKindInTen).Select(count => count.Key).ToHashSet();
        var nationalClosed = localsLeft || block.Count(pair => pair.Tier == Tier.National) >= options.MostNationalInTen;
        return First(rest, pair => !fullKinds.Contains(pair.Candidate.Kind) && !(nationalClosed && pair.Tier == Tier.National));
    }

    private static LinkedListNode<RankedPair>? First(LinkedList<RankedPair> rest, Func<RankedPair, bool> fits)
    {
        var node = rest.First;
        while (node is not null && !fits(node.Value))
        {
            node = node.Next;
        }

        return node;
    }
}
