using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace CoEvolve.Graph.Values;

/// <summary>A MAP from strings to values, in the order in which the keys were given. Immutable.</summary>
/// <remarks>Keys are looked up in a straight line up to <see cref="LinearLimit"/> entries, and through a dictionary above.</remarks>
public sealed class MapValue : HeapValue, IReadOnlyDictionary<string, Value>
{
    /// <summary>The map without entries.</summary>
    public static readonly MapValue Empty = new([], []);

    private const int LinearLimit = 12;

    private readonly string[] _keys;
    private readonly Value[] _values;
    private readonly Dictionary<string, int>? _positions;

    /// <summary>Takes over both arrays. Keys must be distinct.</summary>
    internal MapValue(string[] keys, Value[] values)
    {
        _keys = keys;
        _values = values;
        if (keys.Length > LinearLimit)
        {
            _positions = new(keys.Length, StringComparer.Ordinal);
            for (var i = 0; i < keys.Length; i++)
            {
                _positions[keys[i]] = i;
            }
        }
    }

    /// <summary>Number of entries.</summary>
    public int Count => _keys.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _keys;

    /// <inheritdoc/>
    public IEnumerable<Value> Values => _values;

    internal override ValueKind Kind => ValueKind.Map;

    internal ReadOnlySpan<string> KeySpan => _keys;

    internal ReadOnlySpan<Value> ValueSpan => _values;

    /// <summary>The value of a key. Throws <see cref="KeyNotFoundException"/> where the map lacks it.</summary>
    public Value this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"The map has no key '{key}'.");

    /// <summary>A map with these entries; of equal keys the last one counts.</summary>
    public static MapValue From(IEnumerable<KeyValuePair<string, Value>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var builder = new MapBuilder();
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value);
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _values[index] : Value.Null;
        return index >= 0;
    }

    /// <summary>The value of a key, or Null where the map lacks it: what <c>map.key</c> means in Cypher.</summary>
    public Value GetOrNull(string key)
    {
        var index = IndexOf(key);
        return index >= 0 ? _values[index] : Value.Null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            yield return new(_keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        if (_positions is not null)
        {
            return _positions.TryGetValue(key, out var position) ? position : -1;
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            if (string.Equals(_keys[i], key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
