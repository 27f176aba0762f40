namespace CoEvolve.Graph.Storage;

/// <summary>All token sets of a graph, each kept once. Append-only and shared by all states of a graph; readers never lock.</summary>
internal sealed class TokenSetTable
{
    /// <summary>A set with more neighbours than this finds further ones through the dictionary.</summary>
    private const int TransitionLimit = 32;
    private const int SmallCount = 64;

    private readonly Lock _growing = new();
    private readonly Dictionary<int[], TokenSet> _byContent = new(new SameTokens());
    private volatile TokenSet[] _sets = new TokenSet[16];
    private volatile int _count;

    public TokenSetTable() => Empty = Add([]);

    /// <summary>The set without tokens; its number is 0.</summary>
    public TokenSet Empty { get; }

    public int Count => _count;

    public TokenSet this[int id] => _sets[id];

    /// <summary>The set of these tokens, given in any order and with repetitions.</summary>
    public TokenSet Of(ReadOnlySpan<int> tokens)
    {
        // In ascending order, so that all sets with the same beginning are found by the same way.
        Span<int> sorted = tokens.Length <= SmallCount ? stackalloc int[tokens.Length] : new int[tokens.Length];
        tokens.CopyTo(sorted);
        sorted.Sort();
        var set = Empty;
        foreach (var token in sorted)
        {
            set = set.Contains(token) ? set : With(set, token);
        }

        return set;
    }

    /// <summary>The set with a token that it lacks so far.</summary>
    public TokenSet With(TokenSet set, int token) => Known(set, token) ?? Remember(set, token, [.. set.Tokens, token]);

    /// <summary>The set without a token that it has so far.</summary>
    public TokenSet Without(TokenSet set, int token)
    {
        if (Known(set, token) is { } known)
        {
            return known;
        }

        var position = set.IndexOf(token);
        return Remember(set, token, [.. set.Tokens[..position], .. set.Tokens[(position + 1)..]]);
    }

    // A set either has a token or lacks it, so one cache serves both directions.
    private static TokenSet? Known(TokenSet set, int token)
    {
        foreach (var transition in set.Transitions)
        {
            if (transition.Token == token)
            {
                return transition.Set;
            }
        }

        return null;
    }

    private TokenSet Remember(TokenSet set, int token, int[] tokens)
    {
        Array.Sort(tokens);
        var neighbour = GetOrAdd(tokens);
        lock (_growing)
        {
            if (set.Transitions.Length < TransitionLimit && Known(set, token) is null)
            {
                set.Transitions = [.. set.Transitions, new(token, neighbour)];
            }
        }

        return neighbour;
    }

    private TokenSet GetOrAdd(int[] ascendingTokens)
    {
        lock (_growing)
        {
            return _byContent.TryGetValue(ascendingTokens, out var set) ? set : Add(ascendingTokens);
        }
    }

    private TokenSet Add(int[] ascendingTokens)
    {
        var set = new TokenSet(_count, ascendingTokens);
        if (_count == _sets.Length)
        {
            var grown = new TokenSet[_count * 2];
            _sets.CopyTo(grown, 0);
            _sets = grown;
        }

        _sets[_count] = set;
        _byContent.Add(ascendingTokens, set);
        _count++;
        return set;
    }

    private sealed class SameTokens : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            foreach (var token in obj)
            {
                hash.Add(token);
            }

            return hash.ToHashCode();
        }
    }
}
