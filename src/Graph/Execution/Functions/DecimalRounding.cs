using System.Globalization;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>The rounding modes of <c>java.math.RoundingMode</c>.</summary>
internal enum RoundingMode
{
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    Unnecessary,
}

/// <summary>Rounds the decimal number that a float prints as, so that 1.005 to two digits is 1.01, though the float lies a little below.</summary>
internal static class DecimalRounding
{
    public static RoundingMode Mode(string name) => name switch
    {
        "UP" => RoundingMode.Up,
        "DOWN" => RoundingMode.Down,
        "CEILING" => RoundingMode.Ceiling,
        "FLOOR" => RoundingMode.Floor,
        "HALF_UP" => RoundingMode.HalfUp,
        "HALF_DOWN" => RoundingMode.HalfDown,
        "HALF_EVEN" => RoundingMode.HalfEven,
        "UNNECESSARY" => RoundingMode.Unnecessary,
        _ => throw CypherErrors.Argument($"There is no rounding mode '{name}': UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN and UNNECESSARY are known."),
    };

    /// <param name="number">The float; -0.0 becomes 0.0.</param>
    /// <param name="precision">Digits to keep after the point, not negative.</param>
    /// <param name="mode">Where to go from between two neighbours.</param>
    public static double Round(double number, int precision, RoundingMode mode)
    {
        if (!double.IsFinite(number) || number == 0)
        {
            return number + 0.0;
        }

        var (digits, exponent) = CypherText.ShortestDigits(Math.Abs(number));
        var kept = exponent + 1L + precision;
        if (kept >= digits.Length)
        {
            return number;
        }

        var whole = kept > 0 ? digits[..(int)kept] : string.Empty;
        var tail = kept >= 0 ? digits[(int)kept..] : "0" + digits;
        var increment = Increments(whole, tail, number < 0, mode) ? 1 : 0;
        var unscaled = System.Numerics.BigInteger.Parse("0" + whole, CultureInfo.InvariantCulture) + increment;
        var rounded = double.Parse($"{unscaled}E{-precision}", CultureInfo.InvariantCulture);
        return number < 0 && unscaled != 0 ? -rounded : rounded;
    }

    /// <summary>Whether the magnitude grows, when what falls away (never zero) begins with these digits.</summary>
    private static bool Increments(string kept, string tail, bool negative, RoundingMode mode)
    {
        var half = tail[0] != '5' ? tail[0].CompareTo('5') : tail.Length > 1 ? 1 : 0;
        return mode switch
        {
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.Ceiling => !negative,
            RoundingMode.Floor => negative,
            RoundingMode.HalfUp => half >= 0,
            RoundingMode.HalfDown => half > 0,
            RoundingMode.HalfEven => half > 0 || (half == 0 && kept.Length > 0 && (kept[^1] - '0') % 2 == 1),
            _ => throw CypherErrors.Argument("round() was told that rounding is unnecessary, but digits would fall away."),
        };
    }
}
