using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>
/// Cuts the text into tokens, ended by one <see cref="TokenKind.EndOfText"/>, and pairs the brackets. What a number or a string is
/// worth is left to <see cref="Literals"/>, so that the first mistake in the text is the one reported; only a
/// string, name or comment that never ends is refused here, as no token follows it.
/// </summary>
internal ref struct Lexer
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens;
    private readonly Stack<int> _open;
    private int _at;
    private int _line;
    private int _lineStart;

    private Lexer(string text)
    {
        _text = text;
        _tokens = new List<Token>((text.Length / 4) + 8);
        _open = new Stack<int>();
        _line = 1;
    }

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="CypherException">A string, quoted name or comment is not closed.</exception>
    public static Token[] Read(string text)
    {
        var lexer = new Lexer(text);
        while (lexer.SkipBlanks())
            lexer.ReadToken();
        lexer.Add(TokenKind.EndOfText, 0);
        return [.. lexer._tokens];
    }

    private readonly SourcePosition Here => new(_at, _line, _at - _lineStart + 1);

    private readonly char Ahead(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (IsBlank(_text[_at]))
                Step();
            else if (_text[_at] == '/' && Ahead(1) == '/')
                SkipLineComment();
            else if (_text[_at] == '/' && Ahead(1) == '*')
                SkipBlockComment();
            else
                return true;
        }

        return false;
    }

    // A byte-order mark is a blank to Cypher, though not to .NET.
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or (>= '\u001C' and <= '\u001F');

    /// <summary>Moves over one character, counting lines: CR LF together end one.</summary>
    private void Step()
    {
        var c = _text[_at++];
        if (c == '\n' || (c == '\r' && Ahead(0) != '\n'))
        {
            _line++;
            _lineStart = _at;
        }
    }

    private void SkipLineComment()
    {
        var length = _text[_at..].IndexOfAny('\n', '\r');
        _at = length < 0 ? _text.Length : _at + length;
    }

    private void SkipBlockComment()
    {
        var start = Here;
        var length = _text[(_at + 2)..].IndexOf("*/");
        if (length < 0)
            throw CypherErrors.Syntax("This comment is not closed: end it with */.", start);
        var end = _at + length + 4;
        while (_at < end)
            Step();
    }

    private void ReadToken()
    {
        var c = _text[_at];
        if (IsNameStart(_at, out _) || (c == '\\' && Ahead(1) == 'u'))
            ReadName();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ahead(1))))
            Add(TokenKind.Number, NumberLength());
        else if (c is '\'' or '"')
            ReadEnclosed(TokenKind.StringLiteral, 0, c);
        else if (c == '`')
            ReadEnclosed(TokenKind.QuotedName, 0, c);
        else if (c == '$')
            ReadParameter();
        else
            ReadSign(c);
    }

    private void ReadName()
    {
        var length = NameLength(_at, out var escaped);
        if (length == 0)
            Add(TokenKind.Unknown, 1);
        else
            Add(escaped ? TokenKind.EscapedName : Keywords.KindOf(_text.Slice(_at, length)), length);
    }

    private void ReadParameter()
    {
        if (Ahead(1) == '`')
        {
            ReadEnclosed(TokenKind.Parameter, 1, '`');
            return;
        }

        var length = 0;
        while (char.IsAsciiDigit(Ahead(1 + length)))
            length++;
        if (length == 0)
            length = NameLength(_at + 1, out _);
        Add(length == 0 ? TokenKind.Dollar : TokenKind.Parameter, length + 1);
    }

    private readonly int NameLength(int start, out bool escaped)
    {
        escaped = false;
        var at = start;
        while (at < _text.Length)
        {
            if (at == start ? IsNameStart(at, out var width) : IsNamePart(at, out width))
            {
                at += width;
            }
            else if (_text[at] == '\\' && Literals.TryReadEscape(_text[at..], out var character) && Rune.IsLetterOrDigit(new Rune(character)))
            {
                escaped = true;
                at += 6;
            }
            else
            {
                break;
            }
        }

        return at - start;
    }

    private readonly bool IsNameStart(int at, out int width)
    {
        width = 1;
        var c = at < _text.Length ? _text[at] : '\0';
        if (char.IsAscii(c))
            return char.IsAsciiLetter(c) || c == '_';
        return CategoryAt(at, out width) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;
    }

    private readonly bool IsNamePart(int at, out int width)
    {
        if (IsNameStart(at, out width))
            return true;
        return char.IsAscii(_text[at])
            ? char.IsAsciiDigit(_text[at])
            : CategoryAt(at, out width) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private readonly UnicodeCategory CategoryAt(int at, out int width) =>
        Rune.DecodeFromUtf16(_text[at..], out var rune, out width) == System.Buffers.OperationStatus.Done
            ? Rune.GetUnicodeCategory(rune)
            : UnicodeCategory.OtherNotAssigned;

    /// <summary>
    /// Everything that sticks to the digits, also where it makes no number (<c>9foo</c>). A dot belongs to the number
    /// only before a digit, which leaves <c>1..3</c> and <c>1.name</c> in three tokens.
    /// </summary>
    private readonly int NumberLength()
    {
        var length = 0;
        var fraction = false;
        var decimalDigits = !(Ahead(0) == '0' && Ahead(1) is 'x' or 'X');
        while (true)
        {
            var c = Ahead(length);
            if (c == '.' && !fraction && decimalDigits && char.IsAsciiDigit(Ahead(length + 1)))
                fraction = true;
            else if (c is 'e' or 'E' && decimalDigits && Ahead(length + 1) is '+' or '-' && char.IsAsciiDigit(Ahead(length + 2)))
                length++;
            else if (_at + length >= _text.Length || !IsNamePart(_at + length, out _))
                return length;
            length++;
        }
    }

    /// <summary>A string or a quoted name. A backslash escapes in strings; a doubled backtick stands for one in names.</summary>
    private void ReadEnclosed(TokenKind kind, int opening, char quote)
    {
        var start = _at;
        var at = _at + opening + 1;
        while (at < _text.Length && (_text[at] != quote || (quote == '`' && at + 1 < _text.Length && _text[at + 1] == '`')))
            at += _text[at] == '`' && quote == '`' ? 2 : _text[at] == '\\' && quote != '`' ? 2 : 1;
        if (at >= _text.Length)
            throw CypherErrors.Syntax($"This {(quote == '`' ? "quoted name" : "string")} is not closed: end it with {quote}.", Here);

        _tokens.Add(new Token(kind, start, at + 1 - start, _line, start - _lineStart + 1, -1));
        while (_at <= at)
            Step();
    }

    private void ReadSign(char c)
    {
        var next = Ahead(1);
        var (kind, length) = (c, next) switch
        {
            ('.', '.') => (TokenKind.DotDot, 2),
            (':', ':') => (TokenKind.DoubleColon, 2),
            ('|', '|') => (TokenKind.DoubleBar, 2),
            ('+', '=') => (TokenKind.PlusEqual, 2),
            ('<', '>') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('!', '=') => (TokenKind.ExclamationEqual, 2),
            ('=', '~') => (TokenKind.RegexMatch, 2),
            _ => (SingleSign(c), 1),
        };
        Add(kind, length);
    }

    private static TokenKind SingleSign(char c) => c switch
    {
        '(' => TokenKind.LeftParenthesis,
        ')' => TokenKind.RightParenthesis,
        '[' => TokenKind.LeftBracket,
        ']' => TokenKind.RightBracket,
        '{' => TokenKind.LeftBrace,
        '}' => TokenKind.RightBrace,
        ',' => TokenKind.Comma,
        '.' => TokenKind.Dot,
        ':' => TokenKind.Colon,
        ';' => TokenKind.Semicolon,
        '|' => TokenKind.Bar,
        '&' => TokenKind.Ampersand,
        '!' => TokenKind.Exclamation,
        '%' => TokenKind.Percent,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '^' => TokenKind.Caret,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        _ => TokenKind.Unknown,
    };

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _at, length, _line, _at - _lineStart + 1, Pair(kind)));
        _at += length;
    }

    /// <summary>Keeps the stack of open brackets. Brackets that cross each other stay unpaired; the parser meets them as unexpected.</summary>
    private readonly int Pair(TokenKind kind)
    {
        var index = _tokens.Count;
        switch (kind)
        {
            case TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace:
                _open.Push(index);
                return -1;
            case TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace:
                // Each opening kind stands just before its closing kind in the enumeration.
                if (!_open.TryPeek(out var opener) || _tokens[opener].Kind + 1 != kind)
                    return -1;
                _open.Pop();
                _tokens[opener] = _tokens[opener] with { Partner = index };
                return opener;
            case TokenKind.Bar:
                return _open.TryPeek(out var enclosing) ? enclosing : -1;
            default:
                return -1;
        }
    }
}
