namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>Someone who can supply a part of what is asked for.</summary>
/// <param name="Amounts">By resource; what is supplied beyond the demand is of no use.</param>
/// <param name="Worth">How well it suits, 0 to 1.</param>
internal sealed record Supplier(double[] Amounts, double Worth);

/// <summary>A set of suppliers.</summary>
/// <param name="Suppliers">Their numbers, rising.</param>
/// <param name="Worth">Mean of their worths.</param>
internal sealed record FoundCover(int[] Suppliers, double Worth);

/// <summary>What a search found.</summary>
/// <param name="Covers">By size, then by worth, best first.</param>
/// <param name="Targets">By resource: what the covers reach. Less than was demanded where so few partners cannot supply it.</param>
/// <param name="IsExact">False where the search stopped at its bound: smaller or worthier covers may be left.</param>
internal sealed record CoverResult(IReadOnlyList<FoundCover> Covers, double[] Targets, bool IsExact);

/// <summary>
/// Finds the smallest sets of suppliers that meet a demand in several resources, and among them the worthiest, by branch and bound: for each size from 1 up, the
/// search branches over the suppliers of the resource that the fewest can still help with; each branch forbids those tried before it, so that no set is seen twice.
/// </summary>
/// <remarks>
/// A branch is cut where, for some resource, even the largest amounts of the suppliers left cannot make up what is missing with the places left, and
/// where the worthiest suppliers left could not lift its worth above the alternatives already found. Both bounds hold, so within <c>mostBranches</c> the result is exact. A cover is
/// minimal: without any of its members it is none. Larger sizes are searched only until there are enough alternatives.
/// </remarks>
internal sealed class CoverSearch
{
    private readonly IReadOnlyList<Supplier> _suppliers;
    private readonly double[] _targets;
    private readonly int _wanted;
    private readonly int _mostBranches;
    private readonly int[][] _byAmount;
    private readonly int[] _byWorth;
    private readonly bool[] _forbidden;
    private readonly List<int> _chosen = [];
    private readonly double[] _missing;
    private readonly List<FoundCover> _sized = [];
    private int _branches;

    private CoverSearch(IReadOnlyList<Supplier> suppliers, double[] targets, int wanted, int mostBranches)
    {
        (_suppliers, _targets, _wanted, _mostBranches) = (suppliers, targets, wanted, mostBranches);
        _forbidden = new bool[suppliers.Count];
        _missing = [.. targets];
        _byAmount = [.. targets.Select((_, resource) => Enumerable.Range(0, suppliers.Count)
            .Where(supplier => suppliers[supplier].Amounts[resource] > 0)
            .OrderByDescending(supplier => suppliers[supplier].Amounts[resource])
            .ThenBy(supplier => supplier).ToArray())];
        _byWorth = [.. Enumerable.Range(0, suppliers.Count).OrderByDescending(supplier => suppliers[supplier].Worth).ThenBy(supplier => supplier)];
    }

    private bool Stopped => _branches >= _mostBranches;

    /// <summary>The covers of a demand, or of as much of it as so few suppliers can meet.</summary>
    /// <param name="suppliers">Who can supply what.</param>
    /// <param name="demand">By resource, above 0.</param>
    /// <param name="mostPartners">Suppliers of a cover at most.</param>
    /// <param name="wanted">How many alternatives.</param>
    /// <param name="mostBranches">Where the search stops.</param>
    public static CoverResult Run(IReadOnlyList<Supplier> suppliers, IReadOnlyList<double> demand, int mostPartners, int wanted, int mostBranches)
    {
        // No cover can have more of a resource than its largest suppliers give together.
        double[] targets =
        [
            .. demand.Select((asked, resource) => Math.Min(asked, suppliers.Select(supplier => supplier.Amounts[resource]).OrderDescending().Take(mostPartners).Sum())),
        ];
        var (covers, exact) = Covers(suppliers, targets, mostPartners, wanted, mostBranches);
        if (covers.Count > 0 || targets.All(target => target == 0))
        {
            return new(covers, targets, exact);
        }

        // Each resource could be had alone, but not all by so few: the most that can be had is the target.
        var (most, mostExact) = LargestShare.Of(suppliers, targets, demand, mostPartners, mostBranches);
        (covers, exact) = Covers(suppliers, most, mostPartners, wanted, mostBranches);
        return new(covers, most, exact && mostExact);
    }

    private static (List<FoundCover> Covers, bool IsExact) Covers(IReadOnlyList<Supplier> suppliers, double[] targets, int mostPartners, int wanted, int mostBranches)
    {
        var search = new CoverSearch(suppliers, targets, wanted, mostBranches);
        var found = new List<FoundCover>();
        for (var size = 1; size <= mostPartners && found.Count < wanted && !search.Stopped && targets.Any(target => target > 0); size++)
        {
            search._sized.Clear();
            search.Branch(size, 0);
            found.AddRange(search._sized.Take(wanted - found.Count));
        }

        return (found, !search.Stopped);
    }

    private void Branch(int size, double worth)
    {
        if (Stopped)
        {
            return;
        }

        _branches++;
        var left = size - _chosen.Count;
        if (Enumerable.Range(0, _missing.Length).All(IsMet))
        {
            Record(left, worth);
            return;
        }

        if (left == 0 || !CanBeWorthEnough(size, left, worth) || HardestResource(left) is not { } resource)
        {
            return;
        }

        int[] helpers = [.. _byWorth.Where(supplier => !_forbidden[supplier] && _suppliers[supplier].Amounts[resource] > 0)];
        foreach (var supplier in helpers)
        {
            _forbidden[supplier] = true; // chosen, and then tried
            Move(supplier, -1);
            _chosen.Add(supplier);
            Branch(size, worth + _suppliers[supplier].Worth);
            _chosen.RemoveAt(_chosen.Count - 1);
            Move(supplier, 1);
        }

        Array.ForEach(helpers, supplier => _forbidden[supplier] = false);
    }

    /// <summary>The unmet resource that the fewest can help with; null where one of them cannot be met any more.</summary>
    private int? HardestResource(int left)
    {
        int? hardest = null;
        var fewest = int.MaxValue;
        for (var resource = 0; resource < _missing.Length; resource++)
        {
            if (IsMet(resource))
            {
                continue;
            }

            int helpers = 0;
            double most = 0;
            foreach (var supplier in _byAmount[resource])
            {
                if (!_forbidden[supplier])
                {
                    most += helpers++ < left ? _suppliers[supplier].Amounts[resource] : 0;
                }
            }

            if (most < _missing[resource] - Slack(resource))
            {
                return null;
            }

            (hardest, fewest) = helpers < fewest ? (resource, helpers) : (hardest, fewest);
        }

        return hardest;
    }

    private bool CanBeWorthEnough(int size, int left, double worth) =>
        _sized.Count < _wanted || worth + _byWorth.Where(supplier => !_forbidden[supplier]).Take(left).Sum(supplier => _suppliers[supplier].Worth) > _sized[^1].Worth * size;

    private void Record(int left, double worth)
    {
        // Met with places left: a smaller cover, which its own size has found.
        if (left > 0 || _chosen.Any(IsSuperfluous))
        {
            return;
        }

        var cover = new FoundCover([.. _chosen.Order()], worth / _chosen.Count);
        var place = _sized.FindIndex(other => cover.Worth > other.Worth);
        _sized.Insert(place < 0 ? _sized.Count : place, cover);
        if (_sized.Count > _wanted)
        {
            _sized.RemoveAt(_wanted);
        }
    }

    private bool IsSuperfluous(int supplier) => Enumerable.Range(0, _missing.Length)
        .All(resource => _missing[resource] + _suppliers[supplier].Amounts[resource] <= Slack(resource));

    private void Move(int supplier, int direction)
    {
        for (var resource = 0; resource < _missing.Length; resource++)
        {
            _missing[resource] += direction * _suppliers[supplier].Amounts[resource];
        }
    }

    private bool IsMet(int resource) => _missing[resource] <= Slack(resource);

    /// <summary>Sums of amounts are rounded; a billionth of the demand is nobody's loss.</summary>
    private double Slack(int resource) => 1e-9 * _targets[resource];
}
