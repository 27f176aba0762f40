namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>
/// Finds the best triads of one CSO exactly, without looking at most of them. What stands first in one queue is either a bound or a score: the bound of a place in
/// the table governments × businesses (g·b, since the third link and the coverage count at most 1), the bound of a pair whose coverage is known, or the score of a triad whose
/// third link was fetched. A score that comes first beats every bound behind it, so it is the next best of all.
/// </summary>
/// <remarks>
/// Rows and columns are sorted by r^a·λ, so a place is a bound for all to its right and below: only its neighbours are opened when it is taken. Multiplying by a number up to 1
/// never raises a rounded product, so the bounds hold in floating point too. Equal scores come in the order of rows, then columns, as an exhaustive sort gives them.
/// </remarks>
public sealed class TriadSearch
{
    private readonly TriadOptions _options;
    private readonly IReadOnlyList<double> _weights;
    private readonly Side _governments;
    private readonly Side _businesses;
    private readonly Func<int, int, double> _thirdLink;
    private readonly PriorityQueue<Entry, Entry> _queue = new(BestFirst.Instance);

    private TriadSearch(TriadOptions options, IReadOnlyList<double> weights, BestPartners governments, BestPartners businesses, Func<int, int, double> thirdLink)
    {
        (_options, _weights, _thirdLink) = (options, weights, thirdLink);
        _governments = new(governments, options);
        _businesses = new(businesses, options);
    }

    /// <summary>How often a third link was fetched.</summary>
    public int Fetched { get; private set; }

    /// <summary>The best triads in which no partner is more than <see cref="TriadOptions.MostPerPartner"/> times, best first.</summary>
    /// <param name="options">The formula and its bounds, which must have been found right.</param>
    /// <param name="weights">Weights of the CSO's needs; they add up to 1, or there are none.</param>
    /// <param name="governments">The governments.</param>
    /// <param name="businesses">The businesses.</param>
    /// <param name="thirdLink">r of a government and a business by number, 0 to 1; below 0 where the two must not be brought together. Called only where a triad could be among the best.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<FoundTriad> Best(
        TriadOptions options, IReadOnlyList<double> weights, BestPartners governments, BestPartners businesses, Func<int, int, double> thirdLink, int count) =>
        new TriadSearch(options, weights, governments, businesses, thirdLink).Run(count);

    /// <summary>r^a·λ: what a partner brings into the product.</summary>
    public static double Worth(TriadPartner partner, TriadOptions options)
    {
        ArgumentNullException.ThrowIfNull(partner);
        ArgumentNullException.ThrowIfNull(options);
        return Math.Pow(partner.Link, options.BridgePower) * partner.Price;
    }

    private List<FoundTriad> Run(int count)
    {
        var found = new List<FoundTriad>(count);
        var taken = new Dictionary<(bool Government, int Number), int>();
        Open(0, 0);
        while (found.Count < count && _queue.TryDequeue(out var entry, out _))
        {
            switch (entry.Stage)
            {
                case Stage.Place:
                    OpenNeighbours(entry);
                    Cover(entry);
                    break;
                case Stage.Covered:
                    Fetch(entry);
                    break;
                default:
                    Take(entry, taken, found);
                    break;
            }
        }

        return found;
    }

    private void Open(int row, int column)
    {
        if (_governments.Has(row) && _businesses.Has(column))
        {
            Enqueue(new(_governments.Worth(row) * _businesses.Worth(column), Stage.Place, row, column, 0));
        }
    }

    private void OpenNeighbours(Entry entry)
    {
        Open(entry.Row, entry.Column + 1);
        if (entry.Column == 0)
        {
            Open(entry.Row + 1, 0);
        }
    }

    private void Cover(Entry entry)
    {
        var (government, business) = (_governments[entry.Row], _businesses[entry.Column]);
        double both = 0, byGovernment = 0, byBusiness = 0;
        for (var need = 0; need < _weights.Count; need++)
        {
            var (weight, g, b) = (_weights[need], government.Fits[need], business.Fits[need]);
            both += weight * (1 - ((1 - g) * (1 - b)));
            byGovernment += weight * g;
            byBusiness += weight * b;
        }

        if (both - byGovernment >= _options.LeastAdded && both - byBusiness >= _options.LeastAdded)
        {
            var coverage = Math.Min(1, both);
            var bound = entry.Key * ((1 - _options.CoverageShare) + (_options.CoverageShare * coverage));
            Enqueue(entry with { Key = bound, Stage = Stage.Covered, Coverage = coverage });
        }
    }

    private void Fetch(Entry entry)
    {
        Fetched++;
        var link = _thirdLink(_governments[entry.Row].Number, _businesses[entry.Column].Number);
        if (link >= 0)
        {
            var factor = Math.Pow(Math.Max(link, _options.LeastThirdLink), _options.ThirdLinkPower);
            Enqueue(entry with { Key = entry.Key * factor, Stage = Stage.Scored });
        }
    }

    private void Take(Entry entry, Dictionary<(bool Government, int Number), int> taken, List<FoundTriad> found)
    {
        var (government, business) = (_governments[entry.Row].Number, _businesses[entry.Column].Number);
        var (g, b) = (taken.GetValueOrDefault((true, government)), taken.GetValueOrDefault((false, business)));
        if (g < _options.MostPerPartner && b < _options.MostPerPartner)
        {
            taken[(true, government)] = g + 1;
            taken[(false, business)] = b + 1;
            found.Add(new(government, business, entry.Key, entry.Coverage));
        }
    }

    private void Enqueue(Entry entry) => _queue.Enqueue(entry, entry);

    private enum Stage
    {
        Place,
        Covered,
        Scored,
    }

    private readonly record struct Entry(double Key, Stage Stage, int Row, int Column, double Coverage);

    /// <summary>The greatest key first; among equals a bound before a score, since it may still become an equal score of an earlier place.</summary>
    private sealed class BestFirst : IComparer<Entry>
    {
        public static readonly BestFirst Instance = new();

        public int Compare(Entry x, Entry y)
        {
            var order = y.Key.CompareTo(x.Key);
            order = order != 0 ? order : x.Stage.CompareTo(y.Stage);
            order = order != 0 ? order : x.Row.CompareTo(y.Row);
            return order != 0 ? order : x.Column.CompareTo(y.Column);
        }
    }

    /// <summary>One kind's partners, read as far as the search needs them: twice as many each time.</summary>
    private sealed class Side
    {
        private readonly BestPartners _best;
        private readonly TriadOptions _options;
        private IReadOnlyList<TriadPartner> _partners;
        private double[] _worths;
        private int _asked;

        public Side(BestPartners best, TriadOptions options)
        {
            (_best, _options, _asked) = (best, options, options.FirstPartners);
            _partners = best(_asked);
            _worths = [.. _partners.Select(partner => TriadSearch.Worth(partner, options))];
        }

        public TriadPartner this[int index] => _partners[index];

        public double Worth(int index) => _worths[index];

        public bool Has(int index)
        {
            while (index >= _partners.Count && _partners.Count == _asked)
            {
                _asked *= 2;
                _partners = _best(_asked);
                _worths = [.. _partners.Select(partner => TriadSearch.Worth(partner, _options))];
            }

            return index < _partners.Count;
        }
    }
}
