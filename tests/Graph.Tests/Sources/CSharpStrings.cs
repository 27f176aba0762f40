namespace CoEvolve.Graph.Tests.Sources;

/// <summary>A string literal without its quotes, or the code between two of them.</summary>
internal readonly record struct CodePiece(string Text, bool IsString, bool IsInterpolated, int Line);

/// <summary>Parts C# into string literals and the code around them; comments are left out.</summary>
internal sealed class CSharpStrings(string source)
{
    private readonly List<CodePiece> _pieces = [];
    private readonly System.Text.StringBuilder _code = new();
    private int _at;
    private int _codeStart;

    public static IReadOnlyList<CodePiece> Read(string source)
    {
        var reader = new CSharpStrings(source);
        while (reader._at < source.Length)
        {
            reader.Step();
        }

        reader.EndCode();
        return reader._pieces;
    }

    private void Step()
    {
        if (StartsWith("//"))
        {
            Skip(EndOf("\n", _at));
        }
        else if (StartsWith("/*"))
        {
            Skip(EndOf("*/", _at + 2) + 2);
        }
        else if (source[_at] == '\'')
        {
            var end = source[_at + 1] == '\\' ? source.IndexOf('\'', _at + 3) : _at + 2;
            _code.Append("' '");
            _at = end + 1;
        }
        else if (source[_at] is '"' or '$' or '@' && PrefixLength() is var prefix && _at + prefix < source.Length && source[_at + prefix] == '"')
        {
            ReadString(source.Substring(_at, prefix), _at + prefix);
        }
        else
        {
            _code.Append(source[_at++]);
        }
    }

    private int PrefixLength()
    {
        var length = 0;
        while (_at + length < source.Length && source[_at + length] is '$' or '@')
        {
            length++;
        }

        return length;
    }

    private void ReadString(string prefix, int quote)
    {
        EndCode();
        var quotes = 1;
        while (quote + quotes < source.Length && source[quote + quotes] == '"')
        {
            quotes++;
        }

        var (start, end) = quotes >= 3 ? (quote + quotes, EndOf(new string('"', quotes), quote + quotes))
            : quotes == 2 && !prefix.Contains('@', StringComparison.Ordinal) ? (quote + 1, quote + 1)
            : (quote + 1, EndOfPlain(quote + 1, prefix.Contains('@', StringComparison.Ordinal), prefix.Contains('$', StringComparison.Ordinal)));
        _pieces.Add(new(source[start..end], true, prefix.Contains('$', StringComparison.Ordinal), LineOf(quote)));
        _at = Math.Min(source.Length, end + Math.Max(1, quotes >= 3 ? quotes : 1));
        _codeStart = _at;
    }

    /// <summary>Strings inside the holes of an interpolated string belong to it.</summary>
    private int EndOfPlain(int at, bool verbatim, bool interpolated)
    {
        var holes = 0;
        for (; at < source.Length; at++)
        {
            if (!verbatim && source[at] == '\\')
            {
                at++;
            }
            else if (interpolated && source[at] == '{')
            {
                holes += at + 1 < source.Length && source[at + 1] == '{' && holes == 0 ? 0 : 1;
                at += holes == 0 ? 1 : 0;
            }
            else if (interpolated && source[at] == '}' && holes > 0)
            {
                holes--;
            }
            else if (source[at] == '"' && holes == 0)
            {
                if (!verbatim || at + 1 == source.Length || source[at + 1] != '"')
                {
                    return at;
                }

                at++;
            }
        }

        return source.Length;
    }

    private void EndCode()
    {
        _pieces.Add(new(_code.ToString(), false, false, LineOf(_codeStart)));
        _code.Clear();
    }

    private bool StartsWith(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    private int EndOf(string text, int from) => source.IndexOf(text, from, StringComparison.Ordinal) is >= 0 and var end ? end : source.Length;

    private void Skip(int to) => _at = Math.Min(to, source.Length);

    private int LineOf(int place) => 1 + source.AsSpan(0, Math.Min(place, source.Length)).Count('\n');
}
