namespace CoEvolve.Graph.Storage;

/// <summary>
/// A set of tokens that many entities share: the labels of a node, or the property keys of an entity (its shape; the values stand at
/// the positions of the keys). Immutable to its readers.
/// </summary>
internal sealed class TokenSet
{
    /// <summary>Tokens below this are found by one look into a table, others by binary search.</summary>
    private const int TableLimit = 256;

    private readonly int[] _tokens;

    /// <summary>Position + 1 by token, 0 where the set lacks it; empty where a token is too large for the table.</summary>
    private readonly byte[] _positions = [];

    public TokenSet(int id, int[] ascendingTokens)
    {
        Id = id;
        _tokens = ascendingTokens;
        if (ascendingTokens.Length is > 0 and < byte.MaxValue && ascendingTokens[^1] < TableLimit)
        {
            _positions = new byte[ascendingTokens[^1] + 1];
            for (var i = 0; i < ascendingTokens.Length; i++)
            {
                _positions[ascendingTokens[i]] = (byte)(i + 1);
            }
        }
    }

    /// <summary>The number of this set in its table.</summary>
    public int Id { get; }

    public int Count => _tokens.Length;

    /// <summary>The tokens in ascending order.</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    /// <summary>Neighbouring sets that were asked for before: a cache that <see cref="TokenSetTable"/> replaces as a whole.</summary>
    internal volatile Transition[] Transitions = [];

    /// <summary>Where a token stands, or a negative number.</summary>
    public int IndexOf(int token)
    {
        var positions = _positions;
        if ((uint)token < (uint)positions.Length)
        {
            return positions[token] - 1;
        }

        return positions.Length > 0 || _tokens.Length == 0 ? -1 : Array.BinarySearch(_tokens, token);
    }

    public bool Contains(int token) => IndexOf(token) >= 0;

    /// <summary>The set that differs from another one by having, or lacking, one token.</summary>
    internal readonly record struct Transition(int Token, TokenSet Set);
}
