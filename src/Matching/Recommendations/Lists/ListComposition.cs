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

    // The pairs, the worthiest first, and by the same places what has been found out of them.
    private readonly RankedPair[] _pairs;
    private readonly double[] _worths;
    private readonly bool[] _placed;
    private readonly bool?[] _protected;
    private readonly (int Ten, int Seen, double Most)[] _likest;

    private readonly List<ListSlot> _list = [];
    private readonly List<int> _ten = [];
    private readonly List<int> _fitting = [];
    private int _firstLeft;
    private int _localsLeft;

    private ListComposition(IEnumerable<RankedPair> pairs, ListOptions options, ulong? lot)
    {
        (_options, _lot) = (options, lot);
        var ordered = pairs.Select(pair => (pair.Worth, Pair: pair)).ToArray();
        Array.Sort(ordered, static (a, b) => b.Worth.CompareTo(a.Worth) is not 0 and var order ? order : string.CompareOrdinal(a.Pair.Candidate.Id.Value, b.Pair.Candidate.Id.Value));
        _pairs = [.. ordered.Select(entry => entry.Pair)];
        _worths = [.. ordered.Select(entry => entry.Worth)];
        _placed = new bool[_pairs.Length];
        _protected = new bool?[_pairs.Length];
        _likest = new (int, int, double)[_pairs.Length];
        _localsLeft = _pairs.Count(pair => pair.ComesBeforeNationalNames);
    }

    /// <summary>The list of all pairs, or its beginning, which does not depend on how much is asked for.</summary>
    /// <param name="pairs">The pairs, in any order.</param>
    /// <param name="options">The shares.</param>
    /// <param name="lot">What the lots depend on; null for no exploration.</param>
    /// <param name="most">How many places at most.</param>
    public static IReadOnlyList<ListSlot> Compose(IEnumerable<RankedPair> pairs, ListOptions options, ulong? lot = null, int most = int.MaxValue)
    {
        var composition = new ListComposition(pairs, options, options.Explores ? lot : null);
        while (composition._list.Count < composition._pairs.Length && composition._list.Count < most)
        {
            composition.PlaceNext();
        }

        return composition._list;
    }

    private void PlaceNext()
    {
        if (_list.Count % Block == 0)
        {
            _ten.Clear();
        }

        var closed = Closed();
        Fit(closed);
        var (number, placement, propensity) = Drawn() ?? Lifted(closed) ?? (MostWorth(), Placement.Ranked, 1);
        _localsLeft -= _pairs[number].ComesBeforeNationalNames ? 1 : 0;
        _list.Add(new(_pairs[number], placement, propensity));
        _ten.Add(number);
        _placed[number] = true;
        while (_firstLeft < _pairs.Length && _placed[_firstLeft])
        {
            _firstLeft++;
        }
    }

    /// <summary>What the ten takes no more of.</summary>
    private (uint Kinds, bool National) Closed()
    {
        Span<int> kinds = stackalloc int[32];
        var (full, national) = (0u, 0);
        foreach (var number in _ten)
        {
            var kind = (int)_pairs[number].Candidate.Kind;
            full |= ++kinds[kind] >= _options.MostOfAKindInTen ? 1u << kind : 0;
            national += _pairs[number].Tier == Tier.National ? 1 : 0;
        }

        return (full, _localsLeft > 0 || national >= _options.MostNationalInTen);
    }

    private bool Fits(int number, (uint Kinds, bool National) closed) =>
        !_placed[number] && (closed.Kinds & (1u << (int)_pairs[number].Candidate.Kind)) == 0 && !(closed.National && _pairs[number].Tier == Tier.National);

    /// <summary>Finds the first pairs that no share keeps out, as many as are weighed or drawn from; where all are kept out, the first one left.</summary>
    private void Fit((uint Kinds, bool National) closed)
    {
        _fitting.Clear();
        var most = Math.Max(Considered, _options.ExplorationPool);
        for (var number = _firstLeft; number < _pairs.Length && _fitting.Count < most; number++)
        {
            if (Fits(number, closed))
            {
                _fitting.Add(number);
            }
        }

        for (var number = _firstLeft; _fitting.Count == 0; number++)
        {
            if (!_placed[number] && (_localsLeft == 0 || _pairs[number].Tier != Tier.National))
            {
                _fitting.Add(number);
            }
        }
    }

    /// <summary>The tenth of a list that goes on beyond ten: one of the next in line, each as likely.</summary>
    private (int Number, Placement Placement, double Propensity)? Drawn()
    {
        if (_lot is not { } lot || _ten.Count != Block - 1 || _pairs.Length <= Block || _fitting.Count < 2)
        {
            return null;
        }

        var pool = Math.Min(_fitting.Count, _options.ExplorationPool);
        var draw = (int)Math.BigMul(Mixed(lot + (ulong)_list.Count), (ulong)pool, out _);
        return (_fitting[draw], Placement.Explored, 1.0 / pool);
    }

    /// <summary>The best protected CSO, where the places that are left in the ten are as many as the floor still asks for.</summary>
    private (int Number, Placement Placement, double Propensity)? Lifted((uint Kinds, bool National) closed)
    {
        var missing = _options.ProtectedInTen - (_options.ProtectedInTen == 0 ? 0 : _ten.Count(IsProtected));
        var places = Block - (_lot is null ? 0 : 1) - _ten.Count;
        if (missing <= 0 || places > missing)
        {
            return null;
        }

        var lifted = _fitting.FindIndex(IsProtected) is >= 0 and var place ? _fitting[place] : _fitting[^1] + 1;
        while (lifted > _fitting[^1] && lifted < _pairs.Length && !(Fits(lifted, closed) && IsProtected(lifted)))
        {
            lifted++;
        }

        return lifted == _pairs.Length || _worths[lifted] < _options.ProtectedLeastShare * _worths[_fitting[0]]
            ? null
            : (lifted, lifted == _fitting[0] ? Placement.Ranked : Placement.Floor, 1);
    }

    private bool IsProtected(int number) => _protected[number] ??= _pairs[number].IsProtected(_options);

    /// <summary>Argmax (1 − μ)·worth / best − μ·(the greatest likeness to a name of the same ten).</summary>
    private int MostWorth()
    {
        var (share, best) = (_options.DiversityShare, _fitting[0]);
        if (share == 0 || _ten.Count == 0 || _worths[best] <= 0)
        {
            return best;
        }

        var (top, highest) = (_worths[best], double.NegativeInfinity);
        for (var place = 0; place < Math.Min(Considered, _fitting.Count); place++)
        {
            var number = _fitting[place];
            var value = ((1 - share) * _worths[number] / top) - (share * Likest(number));
            if (value > highest)
            {
                (best, highest) = (number, value);
            }
        }

        return best;
    }

    /// <summary>The greatest likeness to a name of the same ten; what was found for an earlier place of the ten is kept.</summary>
    private double Likest(int number)
    {
        var ten = 1 + (_list.Count / Block);
        var (seen, most) = _likest[number] is var kept && kept.Ten == ten ? (kept.Seen, kept.Most) : (0, double.NegativeInfinity);
        for (; seen < _ten.Count; seen++)
        {
            most = Math.Max(most, Likeness.Of(_pairs[number].Facts.To, _pairs[_ten[seen]].Facts.To, _pairs[number].Facts.Network));
        }

        _likest[number] = (ten, seen, most);
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
