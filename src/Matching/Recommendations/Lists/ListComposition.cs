using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Lists;

/// <summary>
/// Orders ranked pairs into a list: by worth, ties by id, mixed so that in each ten no kind and not the national tier takes more than its
/// share while others are to be had, near equals are parted by their unlikeness to the names before, a place is kept for protected CSOs, and the tenth is
/// drawn by lot. Nobody of the national tier comes before the governments of the actor's own district and province, nor
/// before those of the province who offer what the actor needs. The same pairs always give the same list, and every pair is in it.
/// </summary>
internal sealed class ListComposition
{
    /// <summary>Version of what this class does, for logs of propensities: a change of the policy changes it.</summary>
    public const string Policy = "list-2";

    private const int Block = 10;

    /// <summary>Names among which unlikeness is weighed: any further down is worth less than it could make up for.</summary>
    private const int Considered = 40;

    private readonly ListOptions _options;
    private readonly ulong? _lot;
    private readonly LinkedList<RankedPair> _rest;
    private readonly HashSet<RankedPair> _protected;
    private readonly List<ListSlot> _list = [];
    private readonly Dictionary<RankedPair, (int Block, int Seen, double Most)> _likest = new(ReferenceEqualityComparer.Instance);
    private readonly int _total;
    private int _localsLeft;

    private ListComposition(IEnumerable<RankedPair> pairs, ListOptions options, ulong? lot)
    {
        (_options, _lot) = (options, lot);
        _rest = new(pairs.OrderByDescending(pair => pair.Worth).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal));
        _total = _rest.Count;
        _protected = options.ProtectedInTen == 0 ? [] : new(_rest.Where(pair => pair.IsProtected(options)), ReferenceEqualityComparer.Instance);
        _localsLeft = _rest.Count(pair => pair.ComesBeforeNationalNames);
    }

    /// <summary>The list of all pairs, or its beginning, which does not depend on how much is asked for.</summary>
    /// <param name="pairs">The pairs, in any order.</param>
    /// <param name="options">The shares.</param>
    /// <param name="lot">What the lots depend on; null for no exploration.</param>
    /// <param name="most">How many places at most: each takes a look at all pairs that are left.</param>
    public static IReadOnlyList<ListSlot> Compose(IEnumerable<RankedPair> pairs, ListOptions options, ulong? lot = null, int most = int.MaxValue)
    {
        var composition = new ListComposition(pairs, options, options.Explores ? lot : null);
        while (composition._rest.Count > 0 && composition._list.Count < most)
        {
            composition.PlaceNext();
        }

        return composition._list;
    }

    private void PlaceNext()
    {
        var place = _list.Count % Block;
        RankedPair[] block = [.. _list.Skip(_list.Count - place).Select(slot => slot.Pair)];
        var fitting = Fitting(block);
        if (fitting.Length == 0)
        {
            fitting = [.. _rest.Where(pair => _localsLeft == 0 || pair.Tier != Tier.National).Take(1)];
        }

        var slot = Drawn(fitting, place) ?? Lifted(fitting, block, place) ?? new(MostWorth(fitting, block), Placement.Ranked, 1);
        _localsLeft -= slot.Pair.ComesBeforeNationalNames ? 1 : 0;
        _list.Add(slot);
        _rest.Remove(slot.Pair);
    }

    /// <summary>The pairs that no share keeps out, the worthiest first.</summary>
    private RankedPair[] Fitting(RankedPair[] block)
    {
        var fullKinds = block.CountBy(pair => pair.Candidate.Kind).Where(count => count.Value >= _options.MostOfAKindInTen).Select(count => count.Key).ToHashSet();
        var nationalClosed = _localsLeft > 0 || block.Count(pair => pair.Tier == Tier.National) >= _options.MostNationalInTen;
        return [.. _rest.Where(pair => !fullKinds.Contains(pair.Candidate.Kind) && !(nationalClosed && pair.Tier == Tier.National))];
    }

    /// <summary>The tenth of a list that goes on beyond ten: one of the next in line, each as likely.</summary>
    private ListSlot? Drawn(RankedPair[] fitting, int place)
    {
        if (_lot is not { } lot || place != Block - 1 || _total <= Block || fitting.Length < 2)
        {
            return null;
        }

        var pool = Math.Min(fitting.Length, _options.ExplorationPool);
        var draw = (int)Math.BigMul(Mixed(lot + (ulong)_list.Count), (ulong)pool, out _);
        return new(fitting[draw], Placement.Explored, 1.0 / pool);
    }

    /// <summary>The best protected CSO, where the places that are left in the ten are as many as the floor still asks for.</summary>
    private ListSlot? Lifted(RankedPair[] fitting, RankedPair[] block, int place)
    {
        var missing = _options.ProtectedInTen - block.Count(_protected.Contains);
        var places = Block - (_lot is null ? 0 : 1) - place;
        if (missing <= 0 || places > missing)
        {
            return null;
        }

        var lifted = fitting.FirstOrDefault(_protected.Contains);
        return lifted is null || lifted.Worth < _options.ProtectedLeastShare * fitting[0].Worth
            ? null
            : new(lifted, ReferenceEquals(lifted, fitting[0]) ? Placement.Ranked : Placement.Floor, 1);
    }

    /// <summary>Argmax (1 − μ)·worth / best − μ·(the greatest likeness to a name of the same ten).</summary>
    private RankedPair MostWorth(RankedPair[] fitting, RankedPair[] block)
    {
        var (share, best) = (_options.DiversityShare, fitting[0]);
        if (share == 0 || block.Length == 0 || fitting[0].Worth <= 0)
        {
            return best;
        }

        var (top, highest) = (fitting[0].Worth, double.NegativeInfinity);
        foreach (var pair in fitting.Take(Considered))
        {
            var value = ((1 - share) * pair.Worth / top) - (share * Likest(pair, block));
            if (value > highest)
            {
                (best, highest) = (pair, value);
            }
        }

        return best;
    }

    /// <summary>The greatest likeness to a name of the same ten; what was found for an earlier place of the ten is kept.</summary>
    private double Likest(RankedPair pair, RankedPair[] block)
    {
        var number = _list.Count / Block;
        var (seen, most) = _likest.TryGetValue(pair, out var kept) && kept.Block == number ? (kept.Seen, kept.Most) : (0, double.NegativeInfinity);
        for (; seen < block.Length; seen++)
        {
            most = Math.Max(most, Likeness.Of(pair.Facts.To, block[seen].Facts.To));
        }

        _likest[pair] = (number, seen, most);
        return most;
    }

    // SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014): neighbouring places and days give unrelated lots.
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
