namespace CoEvolve.Graph.Values;

/// <summary>A point on the plane, in space, or on the earth (WGS 84).</summary>
public sealed class PointValue : HeapValue
{
    internal const int Wgs84 = 4326;
    internal const int Wgs84InThreeDimensions = 4979;
    internal const int Cartesian = 7203;
    internal const int CartesianInThreeDimensions = 9157;

    internal PointValue(int srid, double x, double y, double? z = null)
    {
        Srid = srid;
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>The coordinate system: 4326 and 4979 on the earth in two and three dimensions, 7203 and 9157 Cartesian.</summary>
    public int Srid { get; }

    /// <summary>The first coordinate; on the earth the longitude in degrees.</summary>
    public double X { get; }

    /// <summary>The second coordinate; on the earth the latitude in degrees.</summary>
    public double Y { get; }

    /// <summary>The third coordinate, in three dimensions; on the earth the height in metres.</summary>
    public double? Z { get; }

    internal bool IsGeographic => Srid is Wgs84 or Wgs84InThreeDimensions;

    /// <summary>The name of the coordinate system.</summary>
    internal string Crs => Srid switch
    {
        Wgs84 => "wgs-84",
        Wgs84InThreeDimensions => "wgs-84-3d",
        Cartesian => "cartesian",
        _ => "cartesian-3d",
    };

    internal override ValueKind Kind => ValueKind.Point;

    /// <inheritdoc/>
    public override string ToString()
    {
        var height = Z is { } z ? $", z: {CypherText.OfDouble(z)}" : string.Empty;
        return $"point({{x: {CypherText.OfDouble(X)}, y: {CypherText.OfDouble(Y)}{height}, crs: '{Crs}'}})";
    }

    internal override bool EquivalentTo(HeapValue other) =>
        other is PointValue point && Srid == point.Srid && X == point.X && Y == point.Y && Z == point.Z;

    internal override int EquivalenceHash() => HashCode.Combine(Srid, X, Y, Z);

    /// <summary>The place in ascending order: by coordinate system, then by the coordinates.</summary>
    internal int CompareTo(PointValue point)
    {
        var order = Srid.CompareTo(point.Srid);
        order = order != 0 ? order : X.CompareTo(point.X);
        order = order != 0 ? order : Y.CompareTo(point.Y);
        return order != 0 ? order : Nullable.Compare(Z, point.Z);
    }

    /// <summary>A component by its name in Cypher; false where this coordinate system has none of that name.</summary>
    internal bool TryGetComponent(string key, out Value value)
    {
        double? number = key switch
        {
            "x" => X,
            "y" => Y,
            "z" => Z,
            "longitude" when IsGeographic => X,
            "latitude" when IsGeographic => Y,
            "height" when IsGeographic => Z,
            _ => null,
        };
        value = (key, number) switch
        {
            ("crs", _) => Value.Of(Crs),
            ("srid", _) => Value.Of((long)Srid),
            (_, { } known) => Value.Of(known),
            _ => Value.Null,
        };
        return !value.IsNull;
    }
}
