using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Makes a point from the fields of a map: x, y, z, or longitude, latitude, height; and crs or srid.</summary>
internal static class PointConstruction
{
    private static readonly (string Name, int Srid)[] Systems =
    [
        ("wgs-84", PointValue.Wgs84),
        ("wgs-84-3d", PointValue.Wgs84InThreeDimensions),
        ("cartesian", PointValue.Cartesian),
        ("cartesian-3d", PointValue.CartesianInThreeDimensions),
    ];

    /// <summary>Null where any field of the map is null.</summary>
    public static Value FromFields(FunctionContext context, Value fields)
    {
        if (fields.Kind is not (ValueKind.Map or ValueKind.Node or ValueKind.Relationship))
        {
            throw FunctionTypes.WrongType("point", "a map", fields);
        }

        if (fields.Kind == ValueKind.Map && fields.AsMap().Values.Any(field => field.IsNull))
        {
            return Value.Null;
        }

        Value Field(string key) => PropertyAccess.Get(context, fields, key, PropertyAccess.UnknownToken);
        var (x, y, z) = (Coordinate("x", Field("x")), Coordinate("y", Field("y")), Coordinate("z", Field("z")));
        var (longitude, latitude) = (Coordinate("longitude", Field("longitude")), Coordinate("latitude", Field("latitude")));
        var height = Coordinate("height", Field("height"));
        var isGeographic = x is null || y is null;
        if ((x ?? longitude) is not { } first || (y ?? latitude) is not { } second || (isGeographic && (longitude is null || latitude is null)))
        {
            throw CypherErrors.Argument("A point needs x and y, or longitude and latitude.");
        }

        var third = z ?? height;
        var srid = Srid(Field("crs"), Field("srid")) ?? DefaultSrid(isGeographic, third is not null);
        return Value.Of(Checked(new PointValue(srid, first, second, third), isGeographic));
    }

    private static int DefaultSrid(bool isGeographic, bool hasHeight) => (isGeographic, hasHeight) switch
    {
        (true, false) => PointValue.Wgs84,
        (true, true) => PointValue.Wgs84InThreeDimensions,
        (false, false) => PointValue.Cartesian,
        _ => PointValue.CartesianInThreeDimensions,
    };

    private static double? Coordinate(string name, Value value) => value.IsNull ? null
        : value.IsNumber ? value.AsDouble()
        : throw CypherErrors.Argument($"The coordinate {name} of a point must be a number, but {TypeNames.Describe(value)} was given.");

    private static int? Srid(Value crs, Value srid)
    {
        if (!crs.IsNull)
        {
            var known = Array.FindIndex(Systems, system => crs.IsString && system.Name.Equals(crs.AsString(), StringComparison.OrdinalIgnoreCase));
            return known >= 0 ? Systems[known].Srid : throw CypherErrors.Argument($"There is no coordinate system {TypeNames.Describe(crs)}.");
        }

        if (srid.IsNull)
        {
            return null;
        }

        return srid.IsInteger && Systems.Any(system => system.Srid == srid.AsInteger())
            ? (int)srid.AsInteger()
            : throw CypherErrors.Argument($"There is no coordinate system with the number {TypeNames.Describe(srid)}.");
    }

    /// <summary>Geographic coordinates in a Cartesian system, a wrong number of them, or a latitude beyond the poles are errors; the longitude wraps around.</summary>
    private static PointValue Checked(PointValue point, bool fromGeographicFields)
    {
        if (fromGeographicFields && !point.IsGeographic)
        {
            throw CypherErrors.Argument($"Longitude and latitude make no point of the system {point.Crs}.");
        }

        if ((point.Srid is PointValue.Wgs84InThreeDimensions or PointValue.CartesianInThreeDimensions) != point.Z is not null)
        {
            throw CypherErrors.Argument($"A point of the system {point.Crs} was given {(point.Z is null ? 2 : 3)} coordinates.");
        }

        if (!point.IsGeographic)
        {
            return point;
        }

        if (point.Y is < -90 or > 90)
        {
            throw CypherErrors.Argument($"A latitude lies between -90 and 90, but {CypherText.OfDouble(point.Y)} was given.");
        }

        return point.X is >= -180 and <= 180 ? point : new PointValue(point.Srid, Math.IEEERemainder(point.X, 360), point.Y, point.Z);
    }
}
