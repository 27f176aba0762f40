using System.Globalization;
using System.Text;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>What numbers, strings and quoted names are worth.</summary>
internal static class Literals
{
    /// <summary>
    /// The number as written, with the sign that stands before it: 2⁶³ exists only below zero, so that the sign must be known here.
    /// </summary>
    /// <exception cref="CypherException">It is no number, or too large.</exception>
    public static Value Number(ReadOnlySpan<char> text, bool negative, SourcePosition position)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return Integer(text[2..], 16, negative, text, position);
        if (text.StartsWith("0o", StringComparison.OrdinalIgnoreCase))
            return Integer(text[2..], 8, negative, text, position);
        if (text.ContainsAny(".eE"))
            return Float(text, negative, position);
        if (text.Length > 1 && text[0] == '0' && text.IndexOfAnyExceptInRange('0', '7') < 0)
            throw CypherErrors.Syntax($"'{text}' is the old way to write an octal number: write 0o{text[1..]}, or leave the leading zero out.", position);
        return Integer(text, 10, negative, text, position);
    }

    private static Value Integer(ReadOnlySpan<char> digits, int radix, bool negative, ReadOnlySpan<char> text, SourcePosition position)
    {
        if (!HasUnderscoresOnlyBetweenDigits(digits))
            throw Malformed(text, position);
        UInt128 magnitude = 0;
        var tooLarge = false;
        foreach (var c in digits)
        {
            if (c == '_')
                continue;
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                throw Malformed(text, position);
            magnitude = (magnitude * (uint)radix) + (uint)digit;
            tooLarge |= magnitude > (ulong)long.MaxValue + (negative ? 1UL : 0UL);
            if (tooLarge)
                magnitude = 0;
        }

        if (tooLarge)
            throw CypherErrors.Syntax($"The integer {(negative ? "-" : "")}{text} is too large: integers reach from -9223372036854775808 to 9223372036854775807.", position);
        return Value.Of(negative ? unchecked(-(long)(ulong)magnitude) : (long)magnitude);
    }

    private static Value Float(ReadOnlySpan<char> text, bool negative, SourcePosition position)
    {
        Span<char> plain = text.Length <= 128 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var part in text)
        {
            if (part != '_')
                plain[length++] = part;
        }

        if (!HasUnderscoresOnlyBetweenDigits(text)
            || !double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            throw Malformed(text, position);
        }

        if (double.IsInfinity(number))
            throw CypherErrors.Syntax($"The number {text} is too large: floating point numbers reach to about 1.8e308.", position);
        return Value.Of(negative ? -number : number);
    }

    private static bool HasUnderscoresOnlyBetweenDigits(ReadOnlySpan<char> digits)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && (i == 0 || i == digits.Length - 1 || !char.IsAsciiHexDigit(digits[i - 1]) || !char.IsAsciiHexDigit(digits[i + 1])))
                return false;
        }

        return digits.Length > 0;
    }

    private static CypherException Malformed(ReadOnlySpan<char> text, SourcePosition position) =>
        CypherErrors.Syntax($"'{text}' is not a number: write digits such as 42, 1_000, 0xFF, 0o17, 1.5 or 1e-3. A name that begins with a digit goes into backticks.", position);

    /// <summary>The content of a string literal, from its quotes on.</summary>
    /// <exception cref="CypherException">A unicode escape without its digits.</exception>
    public static string Text(ReadOnlySpan<char> literal, SourcePosition position)
    {
        var body = literal[1..^1];
        if (!body.Contains('\\'))
            return body.ToString();

        var result = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\')
            {
                result.Append(body[i]);
                continue;
            }

            i++;
            if (body[i] == 'u')
                i += AppendUnicode(body[(i - 1)..], result, PositionIn(literal, i, position));
            else if (Unescape(body[i]) is { } character)
                result.Append(character);
            else
                result.Append('\\').Append(body[i]);
        }

        return result.ToString();
    }

    /// <summary>What a backslash and this letter stand for; null for all others, which stand for themselves, backslash included, as in Neo4j.</summary>
    private static char? Unescape(char c) => c switch
    {
        '\\' or '\'' or '"' => c,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };

    /// <summary>Appends the character of <c>\uXXXX</c>; returns the number of its digits.</summary>
    private static int AppendUnicode(ReadOnlySpan<char> escape, StringBuilder result, SourcePosition position)
    {
        if (TryReadEscape(escape, out var character))
        {
            result.Append(character);
            return 4;
        }

        throw CypherErrors.Syntax($"'{escape[..Math.Min(escape.Length, 6)]}' is not a character: write \\u and four hexadecimal digits.", position with { Offset = position.Offset - 2 });
    }

    /// <summary>Reads <c>\uXXXX</c> at the beginning of the text.</summary>
    public static bool TryReadEscape(ReadOnlySpan<char> text, out char character)
    {
        character = default;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u' || !AreHex(text.Slice(2, 4)))
            return false;
        character = (char)ushort.Parse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool AreHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }

    /// <summary>The place just after an escape's letter, which is where its digits are missing; <paramref name="bodyIndex"/> is the letter's.</summary>
    private static SourcePosition PositionIn(ReadOnlySpan<char> literal, int bodyIndex, SourcePosition start)
    {
        var end = bodyIndex + 2;
        var before = literal[..end];
        var lastBreak = before.LastIndexOfAny('\n', '\r');
        var lines = before.Count('\n') + before.Count('\r') - before.Count("\r\n");
        return new SourcePosition(start.Offset + end, start.Line + lines, lastBreak < 0 ? start.Column + end : end - lastBreak);
    }

    /// <summary>The name that a token spells.</summary>
    public static string Name(TokenKind kind, ReadOnlySpan<char> text) => kind switch
    {
        TokenKind.QuotedName => text[1..^1].ToString().Replace("``", "`", StringComparison.Ordinal),
        TokenKind.EscapedName => Unescaped(text),
        _ => text.ToString(),
    };

    private static string Unescaped(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (TryReadEscape(text[i..], out var character))
            {
                result.Append(character);
                i += 5;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
