namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>
/// The most of a demand that so many suppliers can meet: the greatest Σ over resources of min(1, supplied / demanded), by branch and bound. Each
/// branch takes or leaves the supplier next in line; its bound gives every resource its own largest suppliers.
/// </summary>
internal sealed class LargestShare
{
    private readonly IReadOnlyList<Supplier> _suppliers;
    private readonly double[] _targets;
    private readonly IReadOnlyList<double> _demand;
    private readonly int[] _order;
    private readonly int _mostBranches;
    private readonly double[] _supplied;
    private double[] _best;
    private double _bestShare;
    private int _branches;

    private LargestShare(IReadOnlyList<Supplier> suppliers, double[] targets, IReadOnlyList<double> demand, int mostBranches)
    {
        (_suppliers, _targets, _demand, _mostBranches) = (suppliers, targets, demand, mostBranches);
        (_supplied, _best) = (new double[targets.Length], new double[targets.Length]);
        _order = [.. Enumerable.Range(0, suppliers.Count).OrderByDescending(supplier => Share(suppliers[supplier].Amounts)).ThenBy(supplier => supplier)];
    }

    /// <summary>By resource, what the best set supplies, up to the target.</summary>
    public static (double[] Supplied, bool IsExact) Of(IReadOnlyList<Supplier> suppliers, double[] targets, IReadOnlyList<double> demand, int mostPartners, int mostBranches)
    {
        var search = new LargestShare(suppliers, targets, demand, mostBranches);
        search.Branch(0, mostPartners);
        return (search._best, search._branches < mostBranches);
    }

    private void Branch(int next, int left)
    {
        if (Share(_supplied) > _bestShare)
        {
            (_bestShare, _best) = (Share(_supplied), [.. _supplied.Select((amount, resource) => Math.Min(amount, _targets[resource]))]);
        }

        if (_branches >= _mostBranches || left == 0 || next == _order.Length || Bound(next, left) <= _bestShare + 1e-12)
        {
            return;
        }

        _branches++;
        var amounts = _suppliers[_order[next]].Amounts;
        Add(amounts, 1);
        Branch(next + 1, left - 1);
        Add(amounts, -1);
        Branch(next + 1, left);
    }

    private double Bound(int next, int left) => Enumerable.Range(0, _targets.Length).Where(resource => _targets[resource] > 0).Sum(resource =>
    {
        var most = _order.Skip(next).Select(supplier => _suppliers[supplier].Amounts[resource]).OrderDescending().Take(left).Sum();
        return Math.Min(_targets[resource], _supplied[resource] + most) / _demand[resource];
    });

    private double Share(double[] amounts) => Enumerable.Range(0, _targets.Length)
        .Sum(resource => Math.Min(_targets[resource], amounts[resource]) / _demand[resource]);

    private void Add(double[] amounts, int direction)
    {
        for (var resource = 0; resource < amounts.Length; resource++)
        {
            _supplied[resource] += direction * amounts[resource];
        }
    }
}
