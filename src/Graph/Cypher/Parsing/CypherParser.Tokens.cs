using System.Runtime.CompilerServices;
using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Walking over the tokens, and saying what is wrong with them.</content>
internal sealed partial class CypherParser
{
    private ref readonly Token Current => ref _tokens[_index];

    private TokenKind Kind => _tokens[_index].Kind;

    private ref readonly Token Peek(int distance) => ref _tokens[Math.Min(_index + distance, _tokens.Length - 1)];

    /// <summary>The current token, and on to the next. The end is never passed.</summary>
    private ref readonly Token Next() => ref _tokens[_index == _tokens.Length - 1 ? _index : _index++];

    private bool Accept(TokenKind kind)
    {
        if (Kind != kind)
            return false;
        _index++;
        return true;
    }

    private ref readonly Token Expect(TokenKind kind, string expected)
    {
        if (Kind != kind)
            throw Unexpected(expected);
        return ref Next();
    }

    private string ExpectName(string expected) => Current.IsName ? NameOf(Next()) : throw Unexpected(expected);

    private VariableExpression ExpectVariable()
    {
        var position = Current.Position;
        return new VariableExpression(ExpectName("the name of a variable"), position);
    }

    private ReadOnlySpan<char> SpanOf(in Token token) => _text.AsSpan(token.Start, token.Length);

    private string TextOf(in Token token) => _text.Substring(token.Start, token.Length);

    private string NameOf(in Token token) => Literals.Name(token.Kind, SpanOf(token));

    /// <summary>One thing, or several separated by commas.</summary>
    private SyntaxList<T> CommaSeparated<T>(Func<T> parse)
    {
        var first = parse();
        if (Kind != TokenKind.Comma)
            return [first];
        List<T> items = [first];
        while (Accept(TokenKind.Comma))
            items.Add(parse());
        return [.. items];
    }

    /// <summary>Refuses a list or map in the text that is longer than it may be.</summary>
    private SyntaxList<T> Limited<T>(SyntaxList<T> items, SourcePosition position) => items.Count <= _limits.LiteralItems ? items
        : throw CypherErrors.Syntax($"A list or map in the text has {items.Count} items, and may have {_limits.LiteralItems}: pass it as a parameter.", position);

    private void Deepen()
    {
        if (++_depth > _limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw CypherErrors.Syntax($"The query nests more than {_limits.Depth} levels deep here: take it apart with WITH, or pass the nested value as a parameter.", Current.Position);
    }

    private CypherException Unexpected(string expected)
    {
        ref readonly var token = ref Current;
        return CypherErrors.Syntax(
            token.Kind == TokenKind.EndOfText ? $"The query ends too early: expected {expected}." : $"Unexpected '{Shown(token)}': expected {expected}.{Remedy(token.Kind)}",
            token.Position);
    }

    /// <summary>What people of other languages and older Cypher write most, and what to write instead.</summary>
    private string Remedy(TokenKind kind) => kind switch
    {
        TokenKind.ExclamationEqual => " Write <> for 'is not equal'.",
        TokenKind.Equal when _index > 0 && _tokens[_index - 1].Kind == TokenKind.Equal => " Write a single = for 'is equal'.",
        TokenKind.StringLiteral when _index > 0 && _tokens[_index - 1].Kind is TokenKind.LeftBrace or TokenKind.Comma => " A key is written without quotes, or in backticks.",
        _ => "",
    };

    private string Shown(in Token token) => token.Length <= 40 ? TextOf(token) : $"{_text.AsSpan(token.Start, 40)}…";

    /// <summary>Refuses a part of Cypher that the grammar knows and this engine does not run, at the current token.</summary>
    private CypherException Unsupported(string what) => CypherErrors.Syntax($"{what} not supported by this graph.", Current.Position);
}
