using System.Globalization;
using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Values;

/// <summary>Numbers in strings as Java reads them (<c>Long.parseLong</c>, <c>Double.parseDouble</c>), which toInteger() and toFloat() inherit.</summary>
internal static partial class JavaNumbers
{
    /// <summary>A whole number, or the whole part of a decimal one; null where it is neither. Throws a type error where it does not fit into 64 bits.</summary>
    public static long? ParseInteger(string text)
    {
        var ascii = WithAsciiDigits(text);
        if (long.TryParse(ascii, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (!Decimal().IsMatch(ascii))
        {
            return null;
        }

        var number = double.Parse(ascii, NumberStyles.Float, CultureInfo.InvariantCulture);
        return number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number
            : throw CypherErrors.Type($"The number {text} does not fit into a 64-bit integer.");
    }

    /// <summary>A float, white space around it allowed, also as NaN, Infinity, with the suffix d or f, or in hexadecimal with an exponent.</summary>
    public static double? ParseDouble(string text)
    {
        var trimmed = text.AsSpan().Trim(" \t\n\v\f\r").ToString();
        var unsigned = trimmed.TrimStart('+', '-');
        if (unsigned is "NaN" or "Infinity" && trimmed.Length - unsigned.Length <= 1)
        {
            return unsigned == "NaN" ? double.NaN : trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var number = trimmed.EndsWith('d') || trimmed.EndsWith('D') || trimmed.EndsWith('f') || trimmed.EndsWith('F') ? trimmed[..^1] : trimmed;
        return Decimal().IsMatch(number) ? double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) : ParseHexadecimal(number);
    }

    private static double? ParseHexadecimal(string text)
    {
        var match = Hexadecimal().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var digits = match.Groups["whole"].Value + match.Groups["fraction"].Value;
        var significand = digits.Aggregate(0.0, (sum, digit) => (sum * 16) + Convert.ToInt32(digit.ToString(), 16));
        var exponent = int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture) - (4 * match.Groups["fraction"].Length);
        return Math.ScaleB(match.Groups["sign"].Value == "-" ? -significand : significand, exponent);
    }

    /// <summary>Decimal digits of other scripts, which Java reads in whole numbers, as ASCII digits.</summary>
    private static string WithAsciiDigits(string text) => text.Any(c => !char.IsAscii(c) && char.IsDigit(c))
        ? string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c))
        : text;

    [GeneratedRegex(@"\A[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A(?<sign>[+-]?)0[xX](?<whole>[0-9a-fA-F]*)\.?(?<fraction>[0-9a-fA-F]*)(?<=[0-9a-fA-F]\.?)[pP](?<exponent>[+-]?[0-9]{1,6})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Hexadecimal();
}
