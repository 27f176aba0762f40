namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Items of unequal likelihood.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _upTo;

    /// <param name="items">Not empty.</param>
    /// <param name="weight">By item and its place; not negative, and above zero at least once.</param>
    public Weighted(IEnumerable<T> items, Func<T, int, double> weight)
    {
        _items = [.. items];
        _upTo = new double[_items.Length];
        var sum = 0.0;
        for (var place = 0; place < _items.Length; place++)
        {
            sum += weight(_items[place], place);
            _upTo[place] = sum;
        }
    }

    public IReadOnlyList<T> Items => _items;

    /// <summary>Weights 1, 1/2, 1/3 … in the order given (Zipf's law).</summary>
    public static Weighted<T> ByRank(IEnumerable<T> items) => new(items, (_, place) => 1.0 / (place + 1));

    public T Draw(Lots lots)
    {
        var found = Array.BinarySearch(_upTo, lots.Share() * _upTo[^1]);
        return _items[Math.Min(found < 0 ? ~found : found + 1, _items.Length - 1)];
    }
}
