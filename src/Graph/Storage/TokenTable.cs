using System.Collections.Concurrent;

namespace CoEvolve.Graph.Storage;

/// <summary>
/// Names (labels, relationship types or property keys) and their small numbers, in the order of first use. Append-only and shared by
/// all states of a graph: a name once given a number keeps it. Readers never lock.
/// </summary>
internal sealed class TokenTable
{
    private readonly Lock _growing = new();
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // A name is in the array before it is counted, and counted before its number can be found.
    private volatile string[] _names = new string[16];
    private volatile int _count;

    public int Count => _count;

    public string this[int token] => (uint)token < (uint)_count ? _names[token] : throw new ArgumentOutOfRangeException(nameof(token));

    /// <summary>The number of a name, or -1 where the graph has never seen it.</summary>
    public int Find(string name) => _numbers.TryGetValue(name, out var token) ? token : -1;

    public int GetOrAdd(string name)
    {
        if (_numbers.TryGetValue(name, out var token))
        {
            return token;
        }

        lock (_growing)
        {
            return _numbers.TryGetValue(name, out token) ? token : Add(name);
        }
    }

    private int Add(string name)
    {
        var token = _count;
        if (token == _names.Length)
        {
            var grown = new string[token * 2];
            _names.CopyTo(grown, 0);
            _names = grown;
        }

        _names[token] = name;
        _count = token + 1;
        _numbers[name] = token;
        return token;
    }
}
