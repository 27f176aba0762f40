using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on angles, in radians unless said otherwise.</summary>
internal static class TrigonometricFunctions
{
    private const double DegreesPerRadian = 180.0 / Math.PI;
    private const double RadiansPerDegree = Math.PI / 180.0;

    public static IEnumerable<FunctionDefinition> All =>
    [
        MathFunctions.OfDouble("sin", Math.Sin),
        MathFunctions.OfDouble("cos", Math.Cos),
        MathFunctions.OfDouble("tan", Math.Tan),
        MathFunctions.OfDouble("cot", angle => 1.0 / Math.Tan(angle)),
        MathFunctions.OfDouble("asin", Math.Asin),
        MathFunctions.OfDouble("acos", Math.Acos),
        MathFunctions.OfDouble("atan", Math.Atan),
        FunctionTypes.Strict("atan2", [CypherTypes.Number, CypherTypes.Number], CypherTypes.Float, (_, arguments) =>
            Value.Of(Math.Atan2(FunctionTypes.Number("atan2", arguments[0]), FunctionTypes.Number("atan2", arguments[1])))),
        MathFunctions.OfDouble("degrees", angle => angle * DegreesPerRadian),
        MathFunctions.OfDouble("radians", degrees => degrees * RadiansPerDegree),
        MathFunctions.OfDouble("haversin", angle => (1.0 - Math.Cos(angle)) / 2.0),
    ];
}
