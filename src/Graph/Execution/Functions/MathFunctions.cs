using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on numbers, but for the trigonometric ones.</summary>
internal static class MathFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Unary("abs", CypherTypes.Number, CypherTypes.Number, Abs),
        FunctionTypes.Unary("sign", CypherTypes.Number, CypherTypes.Integer, Sign),
        FunctionTypes.Unary("isNaN", CypherTypes.Number, CypherTypes.Boolean, value => Value.Of(double.IsNaN(FunctionTypes.Number("isNaN", value)))),
        OfDouble("ceil", Math.Ceiling),
        OfDouble("floor", Math.Floor),
        OfDouble("sqrt", Math.Sqrt),
        OfDouble("exp", Math.Exp),
        OfDouble("log", Math.Log),
        OfDouble("log10", Math.Log10),
        FunctionTypes.Strict("round", [CypherTypes.Number, CypherTypes.Number, CypherTypes.String], CypherTypes.Float, (_, arguments) => Round(arguments), required: 1),
        new("e", [], 0, CypherTypes.Float, (_, _) => Value.Of(Math.E)),
        new("pi", [], 0, CypherTypes.Float, (_, _) => Value.Of(Math.PI)),
        new("rand", [], 0, CypherTypes.Float, (context, _) => Value.Of(context.Random.NextDouble())) { Deterministic = false },
    ];

    /// <summary>A strict function from a number to a float.</summary>
    public static FunctionDefinition OfDouble(string name, Func<double, double> body) =>
        FunctionTypes.Unary(name, CypherTypes.Number, CypherTypes.Float, value => Value.Of(body(FunctionTypes.Number(name, value))));

    /// <summary>As in Java, the smallest integer stays itself.</summary>
    private static Value Abs(Value value) => value.IsInteger
        ? Value.Of(value.Bits < 0 ? unchecked(-value.Bits) : value.Bits)
        : Value.Of(Math.Abs(FunctionTypes.Number("abs", value)));

    /// <summary>-1, 0 or 1; 0 of NaN.</summary>
    private static Value Sign(Value value)
    {
        var number = FunctionTypes.Number("sign", value);
        return Value.Of(number > 0 ? 1L : number < 0 ? -1L : 0L);
    }

    private static Value Round(ReadOnlySpan<Value> arguments)
    {
        var number = FunctionTypes.Number("round", arguments[0]);
        var precision = arguments.Length > 1 ? Precision(arguments[1]) : 0;
        if (arguments.Length > 2)
        {
            return Value.Of(DecimalRounding.Round(number, precision, DecimalRounding.Mode(FunctionTypes.Text("round", arguments[2]))));
        }

        return Value.Of(precision == 0 ? RoundHalfTowardsInfinity(number) : DecimalRounding.Round(number, precision, RoundingMode.HalfUp));
    }

    private static int Precision(Value value)
    {
        var precision = value.IsFloat ? ConversionFunctions.Truncate(value.AsDouble()) : FunctionTypes.Integer("round", value);
        return precision is >= 0 and <= int.MaxValue ? (int)precision
            : throw CypherErrors.Argument($"The precision of round() must not be negative or above {int.MaxValue}, but {precision} was given.");
    }

    /// <summary>Java's <c>Math.round</c>: to a 64-bit integer, halves upwards; infinities stay themselves.</summary>
    private static double RoundHalfTowardsInfinity(double number)
    {
        if (!double.IsFinite(number))
        {
            return number;
        }

        var floor = Math.Floor(number);
        return ConversionFunctions.Truncate(number - floor >= 0.5 ? floor + 1 : floor);
    }
}
