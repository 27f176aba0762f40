namespace CoEvolve.Graph.Values;

/// <summary>Reads the text of a regular expression from left to right. Throws <see cref="ArgumentException"/> where it ends too early.</summary>
internal sealed class JavaRegexReader(string text)
{
    private int _position;

    public bool AtEnd => _position == text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Peek() => AtEnd ? '\0' : text[_position];

    public char Read() => AtEnd ? throw new ArgumentException("It ends too early.") : text[_position++];

    public bool TryTake(string expected)
    {
        var found = string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;
        _position += found ? expected.Length : 0;
        return found;
    }

    /// <summary>Takes a hyphen inside a class, unless a bracket follows, before which it stands for itself.</summary>
    public bool TryTakeRangeHyphen()
    {
        var isRange = Peek() == '-' && _position + 1 < text.Length && text[_position + 1] is not (']' or '[');
        _position += isRange ? 1 : 0;
        return isRange;
    }

    /// <summary>The text before a delimiter, which is read over.</summary>
    public string ReadUntil(char delimiter)
    {
        var end = text.IndexOf(delimiter, _position);
        if (end < 0)
        {
            throw new ArgumentException($"A '{delimiter}' is missing.");
        }

        var part = text[_position..end];
        _position = end + 1;
        return part;
    }

    /// <summary>The text up to <c>\E</c>, or to the end.</summary>
    public string ReadQuotation()
    {
        var end = text.IndexOf(@"\E", _position, StringComparison.Ordinal);
        var part = end < 0 ? text[_position..] : text[_position..end];
        _position = end < 0 ? text.Length : end + 2;
        return part;
    }

    /// <summary>The code point that begins with a character just read.</summary>
    public int CodePoint(char first) =>
        char.IsHighSurrogate(first) && char.IsLowSurrogate(Peek()) ? char.ConvertToUtf32(first, Read()) : first;

    public int ReadNumber(int digits, int numberBase)
    {
        var end = Math.Min(text.Length, _position + digits);
        var number = 0;
        var start = _position;
        while (_position < end && Uri.IsHexDigit(text[_position]) && Convert.ToInt32(text[_position].ToString(), 16) < numberBase)
        {
            number = (number * numberBase) + Convert.ToInt32(text[_position++].ToString(), 16);
        }

        return _position > start ? number : throw new ArgumentException("A number is missing after a backslash.");
    }
}
