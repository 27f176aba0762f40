using System.Text;

namespace CoEvolve.Graph.FullText.Queries;

/// <summary>Cuts a query in Lucene's notation into pieces.</summary>
internal sealed class QueryScanner(string text)
{
    private const string Blank = " \t\n\r\u3000";
    private const string Special = "!():^[]\"{}~*?\\/";

    private int _at;

    public List<QueryToken> Read()
    {
        var tokens = new List<QueryToken>();
        while (true)
        {
            while (_at < text.Length && Blank.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }

            var start = _at;
            var kind = _at == text.Length ? QueryTokenKind.End : Next();
            tokens.Add(new(kind, text[start.._at], start));
            if (kind == QueryTokenKind.End)
            {
                return tokens;
            }
        }
    }

    /// <summary>A text without the backslashes of its escapes.</summary>
    public static string Unescape(string escaped, int start)
    {
        var result = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                result.Append(escaped[i]);
            }
            else if (++i == escaped.Length)
            {
                throw QuerySyntax.Wrong("a backslash has no character behind it", start + i - 1);
            }
            else if (escaped[i] != 'u')
            {
                result.Append(escaped[i]);
            }
            else
            {
                result.Append(i + 4 < escaped.Length && ushort.TryParse(escaped.AsSpan(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit)
                    ? (char)unit
                    : throw QuerySyntax.Wrong("\\u has four hexadecimal digits behind it", start + i - 1));
                i += 4;
            }
        }

        return result.ToString();
    }

    private QueryTokenKind Next()
    {
        switch (text[_at])
        {
            case '+':
                return Take(1, QueryTokenKind.Plus);
            case '-':
                return Take(1, QueryTokenKind.Minus);
            case '!':
                return Take(1, QueryTokenKind.Not);
            case '(':
                return Take(1, QueryTokenKind.Open);
            case ')':
                return Take(1, QueryTokenKind.Close);
            case ':':
                return Take(1, QueryTokenKind.Colon);
            case '^':
                _at++;
                return Number() ? QueryTokenKind.Boost : throw QuerySyntax.Wrong("^ has a number behind it", _at);
            case '~':
                _at++;
                Number();
                return QueryTokenKind.Near;
            case '"':
                return Until('"', QueryTokenKind.Quoted);
            case '/':
                return Until('/', QueryTokenKind.Regex);
            case '[' or '{':
                return Range();
            case ']' or '}':
                throw QuerySyntax.Wrong($"'{text[_at]}' closes nothing", _at);
            default:
                return WordOrPattern();
        }
    }

    private QueryTokenKind Take(int length, QueryTokenKind kind)
    {
        _at += length;
        return kind;
    }

    private bool Number()
    {
        var start = _at;
        Digits();
        if (_at > start && _at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            _at++;
            Digits();
        }

        return _at > start;
    }

    private void Digits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }
    }

    private QueryTokenKind Until(char end, QueryTokenKind kind)
    {
        var start = _at++;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == end)
            {
                return Take(1, kind);
            }

            _at += text[_at] == '\\' ? 1 : 0;
        }

        throw QuerySyntax.Wrong($"{end} is not closed", start);
    }

    private QueryTokenKind Range()
    {
        var start = _at++;
        while (_at < text.Length)
        {
            if (text[_at] is ']' or '}')
            {
                return Take(1, QueryTokenKind.Range);
            }

            if (text[_at] == '"')
            {
                Until('"', QueryTokenKind.Quoted);
            }
            else
            {
                _at++;
            }
        }

        throw QuerySyntax.Wrong($"'{text[start]}' is not closed", start);
    }

    private QueryTokenKind WordOrPattern()
    {
        var start = _at;
        var isPattern = false;
        while (_at < text.Length && !Blank.Contains(text[_at], StringComparison.Ordinal))
        {
            if (text[_at] == '\\')
            {
                _at = Math.Min(_at + 2, text.Length);
                continue;
            }

            if (text[_at] is '*' or '?')
            {
                isPattern = true;
            }
            else if (Special.Contains(text[_at], StringComparison.Ordinal))
            {
                break;
            }

            _at++;
        }

        return text.AsSpan(start, _at - start) switch
        {
            "*" => QueryTokenKind.Star,
            "AND" or "&&" => QueryTokenKind.And,
            "OR" or "||" => QueryTokenKind.Or,
            "NOT" => QueryTokenKind.Not,
            _ => isPattern ? QueryTokenKind.Pattern : QueryTokenKind.Word,
        };
    }
}
