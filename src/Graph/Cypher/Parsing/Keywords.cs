using System.Collections.Frozen;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>The words that mean something to the grammar, in any mixture of upper and lower case.</summary>
internal static class Keywords
{
    private static readonly FrozenDictionary<string, TokenKind> Kinds = Enum.GetValues<TokenKind>()
        .Where(IsKeyword)
        .ToFrozenDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> ByText =
        Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every keyword, as written in the names of <see cref="TokenKind"/>.</summary>
    public static IEnumerable<string> Words => Kinds.Keys;

    public static bool IsKeyword(TokenKind kind) => kind >= TokenKind.All;

    /// <summary>The keyword's kind, or <see cref="TokenKind.Name"/> for any other word.</summary>
    public static TokenKind KindOf(ReadOnlySpan<char> word) => ByText.TryGetValue(word, out var kind) ? kind : TokenKind.Name;
}
