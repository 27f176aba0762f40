using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>
/// Reads the literals in which the TCK states values: Cypher's own, and nodes <c>(:A {p: 1})</c>, relationships <c>[:T]</c>,
/// paths <c>&lt;(:A)-[:T]->(:B)></c>, <c>NaN</c> and <c>Infinity</c>.
/// </summary>
internal sealed class TckValueReader
{
    private readonly string _text;
    private int _at;

    private TckValueReader(string text) => _text = text;

    /// <summary>Reads the whole text as one value.</summary>
    /// <exception cref="FormatException">The text is no such literal.</exception>
    public static Expected Read(string text)
    {
        var reader = new TckValueReader(text);
        var value = reader.Value();
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Unexpected("the end");
    }

    private Expected Value()
    {
        SkipSpace();
        return Peek() switch
        {
            '\'' or '"' => new ExpectedString(String()),
            '[' => ListOrRelationship(),
            '{' => Map(),
            '(' => Node(),
            '<' => Path(),
            _ => Word(),
        };
    }

    private Expected ListOrRelationship()
    {
        var start = _at;
        Take('[');
        SkipSpace();
        if (Peek() == ':')
        {
            _at = start;
            return Relationship();
        }

        var items = new List<Expected>();
        while (!TryTake(']'))
        {
            if (items.Count > 0)
            {
                Take(',');
            }

            items.Add(Value());
        }

        return new ExpectedList(items);
    }

    private ExpectedMap Map()
    {
        var entries = new Dictionary<string, Expected>(StringComparer.Ordinal);
        Take('{');
        while (!TryTake('}'))
        {
            if (entries.Count > 0)
            {
                Take(',');
            }

            var key = Name();
            Take(':');
            entries.Add(key, Value());
        }

        return new ExpectedMap(entries);
    }

    private ExpectedNode Node()
    {
        Take('(');
        var labels = new List<string>();
        while (TryTake(':'))
        {
            labels.Add(Name());
        }

        var properties = PropertiesIfAny();
        Take(')');
        return new ExpectedNode(labels, properties);
    }

    private ExpectedRelationship Relationship()
    {
        Take('[');
        Take(':');
        var type = Name();
        var properties = PropertiesIfAny();
        Take(']');
        return new ExpectedRelationship(type, properties);
    }

    private ExpectedPath Path()
    {
        Take('<');
        var nodes = new List<ExpectedNode> { Node() };
        var steps = new List<ExpectedStep>();
        while (!TryTake('>'))
        {
            var backward = TryTake('<');
            Take('-');
            var relationship = Relationship();
            Take('-');
            if (!backward)
            {
                Take('>');
            }

            steps.Add(new(relationship, !backward));
            nodes.Add(Node());
        }

        return new ExpectedPath(nodes, steps);
    }

    private ExpectedMap PropertiesIfAny()
    {
        SkipSpace();
        return Peek() == '{' ? Map() : new ExpectedMap(new Dictionary<string, Expected>());
    }

    private Expected Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '+' or '-'))
        {
            _at++;
        }

        var word = _text[start.._at];
        return word switch
        {
            "null" => new ExpectedNull(),
            "true" => new ExpectedBoolean(true),
            "false" => new ExpectedBoolean(false),
            "NaN" => new ExpectedFloat(double.NaN),
            "Inf" or "Infinity" => new ExpectedFloat(double.PositiveInfinity),
            "-Inf" or "-Infinity" => new ExpectedFloat(double.NegativeInfinity),
            _ => Number(word, start),
        };
    }

    private Expected Number(string word, int start)
    {
        if (word.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
        {
            if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            {
                return new ExpectedInteger(integer);
            }

            if (word.AsSpan().ContainsAny(".eE") && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            {
                return new ExpectedFloat(real);
            }
        }

        _at = start;
        throw Unexpected("a value");
    }

    private string Name()
    {
        SkipSpace();
        if (TryTake('`'))
        {
            var close = _text.IndexOf('`', _at);
            var quoted = close < 0 ? throw Unexpected("a closing backtick") : _text[_at..close];
            _at = close + 1;
            return quoted;
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Unexpected("a name");
    }

    private string String()
    {
        var quote = _text[_at++];
        var content = new StringBuilder();
        while (Peek() is var c && c != quote)
        {
            if (c == '\0' && _at >= _text.Length)
            {
                throw Unexpected("a closing quote");
            }

            _at++;
            content.Append(c == '\\' ? Escape() : c);
        }

        _at++;
        return content.ToString();
    }

    private char Escape()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case '\\' or '\'' or '"' or '`': return c;
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw Unexpected("an escape");
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool TryTake(char c)
    {
        SkipSpace();
        if (Peek() != c || _at >= _text.Length)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Take(char c)
    {
        if (!TryTake(c))
        {
            throw Unexpected($"'{c}'");
        }
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private FormatException Unexpected(string wanted) => new($"At character {_at} of {_text}: {wanted} was expected.");
}
