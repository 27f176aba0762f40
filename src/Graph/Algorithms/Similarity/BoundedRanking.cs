namespace CoEvolve.Graph.Algorithms.Similarity;

/// <summary>
/// Keeps the best of the items that are offered, best first. Which of several equal ones fall out when a better one comes follows Neo4j's library, so that the same pairs
/// stay: an item that equals one that is kept goes in front of the one that a binary search meets, and one that only equals the last of a full ranking is refused.
/// </summary>
internal sealed class BoundedRanking<T>(int bound)
{
    private readonly List<T> _items = [];
    private readonly List<double> _costs = [];

    public IReadOnlyList<T> Items => _items;

    public void Clear()
    {
        _items.Clear();
        _costs.Clear();
    }

    /// <summary>Offers an item; the smaller the cost, the better.</summary>
    public void Offer(T item, double cost)
    {
        if (_items.Count == bound && cost >= _costs[^1])
        {
            return;
        }

        var place = Place(cost);
        _items.Insert(place, item);
        _costs.Insert(place, cost);
        if (_items.Count > bound)
        {
            _items.RemoveAt(bound);
            _costs.RemoveAt(bound);
        }
    }

    private int Place(double cost)
    {
        var (low, high) = (0, _costs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (_costs[middle] == cost)
            {
                return middle;
            }

            (low, high) = _costs[middle] < cost ? (middle + 1, high) : (low, middle - 1);
        }

        return low;
    }
}
