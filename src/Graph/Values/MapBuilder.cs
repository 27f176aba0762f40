namespace CoEvolve.Graph.Values;

/// <summary>Collects the entries of a <see cref="MapValue"/>; of equal keys the last value counts, at the first one's place.</summary>
internal sealed class MapBuilder
{
    private readonly List<string> _keys = [];
    private readonly List<Value> _values = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public void Set(string key, Value value)
    {
        if (_positions.TryGetValue(key, out var position))
        {
            _values[position] = value;
            return;
        }

        _positions.Add(key, _keys.Count);
        _keys.Add(key);
        _values.Add(value);
    }

    public MapValue Build() => _keys.Count == 0 ? MapValue.Empty : new([.. _keys], [.. _values]);
}
