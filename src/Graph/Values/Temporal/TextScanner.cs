namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Reads a text from left to right; each step that fails leaves the place where it was.</summary>
internal ref struct TextScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public int Position { get; set; }

    public readonly bool AtEnd => Position == _text.Length;

    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    /// <summary>Takes the character, given in upper case, in either case.</summary>
    public bool Take(char character)
    {
        if (AtEnd || char.ToUpperInvariant(_text[Position]) != character)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Takes a sign: −1 or 1, or 0 where there is none.</summary>
    public int TakeSign() => Take('-') ? -1 : Take('+') ? 1 : 0;

    /// <summary>How many decimal digits follow.</summary>
    public readonly int CountDigits()
    {
        var count = 0;
        while (Position + count < _text.Length && char.IsAsciiDigit(_text[Position + count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes exactly so many digits, nine at most.</summary>
    public bool TakeDigits(int count, out int number)
    {
        number = 0;
        if (CountDigits() < count)
        {
            return false;
        }

        for (var end = Position + count; Position < end; Position++)
        {
            number = (number * 10) + (_text[Position] - '0');
        }

        return true;
    }

    /// <summary>Takes one or two digits.</summary>
    public bool TakeOneOrTwoDigits(out int number)
    {
        var count = CountDigits();
        number = 0;
        return count is 1 or 2 && TakeDigits(count, out number);
    }

    /// <summary>Takes a point or comma and one to nine digits, as billionths; true with 0 where there is no fraction.</summary>
    public bool TakeFraction(out int billionths)
    {
        billionths = 0;
        if (!Take('.') && !Take(','))
        {
            return true;
        }

        var count = CountDigits();
        if (count is 0 or > 9 || !TakeDigits(count, out billionths))
        {
            return false;
        }

        for (; count < 9; count++)
        {
            billionths *= 10;
        }

        return true;
    }
}
