using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on points.</summary>
internal static class PointFunctions
{
    /// <summary>Mean equatorial radius of the earth in metres, as Neo4j takes it.</summary>
    private const double EarthRadius = 6378140.0;

    private const double RadiansPerDegree = Math.PI / 180.0;

    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Strict("point", [CypherTypes.Map | CypherTypes.Entity], CypherTypes.Point, (context, arguments) => PointConstruction.FromFields(context, arguments[0])),
        new("point.distance", [CypherTypes.Any, CypherTypes.Any], 2, CypherTypes.Float, (_, arguments) => Distance(arguments[0], arguments[1])),
        new("point.withinBBox", [CypherTypes.Any, CypherTypes.Any, CypherTypes.Any], 3, CypherTypes.Boolean, (_, arguments) => WithinBox(arguments)),
    ];

    /// <summary>Null unless both are points of one coordinate system.</summary>
    private static Value Distance(Value a, Value b)
    {
        if (a.Heap<PointValue>() is not { } from || b.Heap<PointValue>() is not { } to || from.Srid != to.Srid)
        {
            return Value.Null;
        }

        var rise = (to.Z ?? 0) - (from.Z ?? 0);
        var distance = from.IsGeographic ? GreatCircle(from, to) : Math.Sqrt(Square(to.X - from.X) + Square(to.Y - from.Y) + Square(rise));
        return Value.Of(from.IsGeographic && from.Z is not null ? Math.Sqrt(Square(distance) + Square(rise)) : distance);
    }

    /// <summary>The haversine formula: d = 2r·asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)), at the mean height of both points.</summary>
    private static double GreatCircle(PointValue from, PointValue to)
    {
        var (phi1, phi2) = (from.Y * RadiansPerDegree, to.Y * RadiansPerDegree);
        var a = Square(Math.Sin((phi2 - phi1) / 2)) + (Math.Cos(phi1) * Math.Cos(phi2) * Square(Math.Sin((to.X - from.X) * RadiansPerDegree / 2)));
        var radius = EarthRadius + (((from.Z ?? 0) + (to.Z ?? 0)) / 2);
        return 2 * radius * Math.Atan2(Math.Sqrt(a), Math.Sqrt(1 - a));
    }

    private static double Square(double number) => number * number;

    /// <summary>Whether a point lies in a box given by its lower left and upper right corner, borders included.</summary>
    private static Value WithinBox(ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Heap<PointValue>() is not { } point || arguments[1].Heap<PointValue>() is not { } lower
            || arguments[2].Heap<PointValue>() is not { } upper || lower.Srid != point.Srid || upper.Srid != point.Srid)
        {
            return Value.Null;
        }

        var crossesDateLine = point.IsGeographic && lower.X > upper.X;
        var withinX = crossesDateLine ? point.X >= lower.X || point.X <= upper.X : point.X >= lower.X && point.X <= upper.X;
        return Value.Of(withinX && point.Y >= lower.Y && point.Y <= upper.Y && (point.Z is not { } z || (z >= lower.Z && z <= upper.Z)));
    }
}
