namespace CoEvolve.Graph.Storage;

/// <summary>
/// Names (labels, relationship types or property keys) and their small numbers, in the order of first use. Append-only and shared by
/// all states of a graph: a name once given a number keeps it. Readers never lock.
/// </summary>
internal sealed class TokenTable
{
    private readonly Lock _growing = new();
    private volatile string[] _names = [];
    private volatile Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _names.Length;

    public string this[int token] => _names[token];

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
            if (_numbers.TryGetValue(name, out token))
            {
                return token;
            }

            token = _names.Length;
            _names = [.. _names, name];
            _numbers = new Dictionary<string, int>(_numbers, StringComparer.Ordinal) { [name] = token };
            return token;
        }
    }
}
