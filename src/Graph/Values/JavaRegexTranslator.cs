using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Values;

/// <summary>
/// Rewrites a Java regular expression as a .NET one. The two languages agree on the structure; what differs is written out: Java
/// counts code points and not UTF-16 units, its <c>\d \w \s</c> and <c>(?i)</c> are ASCII unless <c>(?u)</c> is on, its quantifiers
/// may be possessive, and its classes nest and intersect.
/// </summary>
/// <remarks>Source: the class documentation of <c>java.util.regex.Pattern</c> (Java 17). Not covered: <c>\X</c>, <c>\N{…}</c>, the flags d and U.</remarks>
internal sealed class JavaRegexTranslator(string pattern)
{
    private readonly StringBuilder _output = new();
    private readonly Stack<(int Start, RegexFlags Flags)> _groups = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly JavaRegexReader _reader = new(pattern);
    private RegexFlags _flags;
    private int _captures;
    private int _atomStart;
    private bool _needsBacktracking;

    public (string Pattern, bool NeedsBacktracking) Translate()
    {
        while (!_reader.AtEnd)
        {
            TranslateNext();
        }

        return _groups.Count == 0 ? (_output.ToString(), _needsBacktracking) : throw new ArgumentException("A group is not closed.");
    }

    private void TranslateNext()
    {
        var c = _reader.Read();
        switch (c)
        {
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '[':
                var characters = new JavaCharacterClass(_reader, _flags);
                Atom(characters.Translate());
                _needsBacktracking |= characters.NeedsBacktracking;
                break;
            case '\\':
                Escape();
                break;
            case '.':
                Atom(_flags.HasFlag(RegexFlags.DotAll) ? JavaCharacters.Any : JavaCharacters.AnyButLineEnd);
                break;
            case '*' or '+' or '?' or '{':
                Quantifier(c);
                break;
            case '|' or '^' or '$':
                _output.Append(c != '|' && _flags.HasFlag(RegexFlags.MultiLine) ? $"(?m:{c})" : c.ToString());
                _atomStart = _output.Length;
                break;
            case ' ' or '\t' or '\n' or '#' when _flags.HasFlag(RegexFlags.Comments):
                SkipComment(c);
                break;
            default:
                Atom(JavaCharacters.Literal(_reader.CodePoint(c), _flags));
                break;
        }
    }

    private void Atom(string text)
    {
        _atomStart = _output.Length;
        _output.Append(text);
    }

    private void SkipComment(char c)
    {
        while (c == '#' && !_reader.AtEnd && _reader.Read() != '\n')
        {
        }
    }

    private void OpenGroup()
    {
        _groups.Push((_output.Length, _flags));
        if (!_reader.TryTake("?"))
        {
            _output.Append(CultureInfo.InvariantCulture, $"(?<c{++_captures}>");
            return;
        }

        foreach (var look in (string[])["=", "!", "<=", "<!", ">"])
        {
            if (_reader.TryTake(look))
            {
                _needsBacktracking = true;
                _output.Append("(?").Append(look);
                return;
            }
        }

        if (_reader.TryTake("<"))
        {
            _names[_reader.ReadUntil('>')] = ++_captures;
            _output.Append(CultureInfo.InvariantCulture, $"(?<c{_captures}>");
            return;
        }

        OpenFlags();
    }

    /// <summary>The flags group <c>(?i)</c>, which holds to the end of the enclosing group, or <c>(?i:…)</c>.</summary>
    private void OpenFlags()
    {
        var on = true;
        for (var c = _reader.Read(); c != ':'; c = _reader.Read())
        {
            if (c == ')')
            {
                _groups.Pop();
                return;
            }

            on = c != '-' && on;
            _flags = on ? _flags | JavaCharacters.Flag(c) : _flags & ~JavaCharacters.Flag(c);
        }

        _output.Append("(?:");
    }

    private void CloseGroup()
    {
        if (_groups.Count == 0)
        {
            throw new ArgumentException("A closing parenthesis has no opening one.");
        }

        (_atomStart, _flags) = _groups.Pop();
        _output.Append(')');
    }

    private void Quantifier(char c)
    {
        if (_atomStart == _output.Length)
        {
            throw new ArgumentException($"The quantifier '{c}' has nothing to repeat.");
        }

        var quantifier = c == '{' ? "{" + _reader.ReadUntil('}') + "}" : c.ToString();
        if (_reader.TryTake("+"))
        {
            _needsBacktracking = true;
            _output.Insert(_atomStart, "(?>").Append(quantifier).Append(')');
        }
        else
        {
            _output.Append(quantifier).Append(_reader.TryTake("?") ? "?" : string.Empty);
        }
    }

    private void Escape()
    {
        if (_reader.TryTake("Q"))
        {
            foreach (var rune in _reader.ReadQuotation().EnumerateRunes())
            {
                Atom(JavaCharacters.Literal(rune.Value, _flags));
            }

            return;
        }

        var c = _reader.Peek();
        if (c is >= '1' and <= '9')
        {
            BackReference(_reader.Read() - '0');
        }
        else if (_reader.TryTake("k<"))
        {
            var name = _reader.ReadUntil('>');
            BackReference(_names.TryGetValue(name, out var number) ? number : throw new ArgumentException($"There is no group '{name}'."));
        }
        else if (c is 'A' or 'Z' or 'z' or 'G' or 'b' or 'B')
        {
            _output.Append('\\').Append(_reader.Read());
            _needsBacktracking |= c == 'G';
            _atomStart = _output.Length;
        }
        else
        {
            Atom(JavaCharacters.Escape(_reader, _flags));
        }
    }

    private void BackReference(int number)
    {
        _needsBacktracking = true;
        Atom(number <= _captures ? $@"\k<c{number}>" : "(?!)");
    }
}
