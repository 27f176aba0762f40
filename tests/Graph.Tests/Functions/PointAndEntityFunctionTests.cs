using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Functions;

public sealed class PointAndEntityFunctionTests
{
    private static readonly Value Relationship = Value.Of(new RelationshipValue(3, "OFFERS", 7, 8, MapValue.From([new("unit", Value.Of("kg"))])));
    private static readonly Value Node = Value.Of(new NodeValue(7, ["Actor", "Cso"], MapValue.From([new("id", Value.Of("a1"))])));

    [Fact]
    public void A_point_is_built_in_the_system_that_its_fields_name()
    {
        Assert.Equal(7203, Point(("x", 1), ("y", 2)).Srid);
        Assert.Equal(9157, Point(("x", 1), ("y", 2), ("z", 3)).Srid);
        Assert.Equal(4326, Point(("longitude", 106.8), ("latitude", -6.2)).Srid);
        Assert.Equal(4979, Point(("longitude", 106.8), ("latitude", -6.2), ("height", 8)).Srid);
        Assert.Equal(4326, Point(("x", 106.8), ("y", -6.2), ("srid", 4326L)).Srid);
    }

    [Fact]
    public void A_point_lacking_a_coordinate_is_an_argument_error_and_with_a_null_is_null()
    {
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("point", Fields(("x", 1))));
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("point", Fields(("longitude", 0), ("latitude", 91))));
        Assert.True(Call.Function("point", Fields(("x", 1), ("y", Value.Null))).IsNull);
    }

    [Fact]
    public void Distance_is_Euclidean_on_the_plane() =>
        Assert.Equal(5.0, Distance(Point(("x", 0), ("y", 0)), Point(("x", 3), ("y", 4))));

    /// <summary>Half the circumference of a sphere of radius 6,378,140 m: π · 6,378,140 = 20,037,517.8 m.</summary>
    [Fact]
    public void Distance_follows_the_great_circle_on_earth() => Assert.Equal(
        20037517.8,
        Distance(Point(("longitude", 0), ("latitude", 0)), Point(("longitude", 180), ("latitude", 0))),
        1);

    [Fact]
    public void Points_of_different_systems_have_no_distance() =>
        Assert.True(Call.Function("point.distance", Value.Of(Point(("x", 0), ("y", 0))), Value.Of(Point(("longitude", 0), ("latitude", 0)))).IsNull);

    [Fact]
    public void A_box_on_earth_may_cross_the_date_line()
    {
        var (lower, upper) = (Point(("longitude", 179), ("latitude", -1)), Point(("longitude", -179), ("latitude", 1)));
        Assert.Equal(Value.True, Within(Point(("longitude", 179.5), ("latitude", 0)), lower, upper));
        Assert.Equal(Value.False, Within(Point(("longitude", 0), ("latitude", 0)), lower, upper));
    }

    [Fact]
    public void Entities_tell_their_id_labels_type_and_ends()
    {
        Assert.Equal("4:coevolve:7", Call.Function("elementId", Value.NodeReference(7)).AsString());
        Assert.Equal("5:coevolve:3", Call.Function("elementId", Relationship).AsString());
        Assert.Equal("['Actor', 'Cso']", Call.Function("labels", Node).ToString());
        Assert.Equal(Value.Of("OFFERS"), Call.Function("type", Relationship));
        Assert.Equal(Value.NodeReference(7), Call.Function("startNode", Relationship));
        Assert.Equal(Value.NodeReference(8), Call.Function("endNode", Relationship));
        Assert.Equal("['unit']", Call.Function("keys", Relationship).ToString());
        Assert.Equal("{id: 'a1'}", Call.Function("properties", Node).ToString());
    }

    [Fact]
    public void A_path_gives_its_nodes_and_relationships_in_walking_order()
    {
        var path = Value.Of(new PathReference([7, 8, 7], [3, 4]));
        Assert.Equal(Value.Of(2L), Call.Function("length", path));
        Assert.Equal(Value.Of([Value.NodeReference(7), Value.NodeReference(8), Value.NodeReference(7)]), Call.Function("nodes", path));
        Assert.Equal(Value.Of([Value.RelationshipReference(3), Value.RelationshipReference(4)]), Call.Function("relationships", path));
    }

    [Fact]
    public void Another_kind_is_a_type_error()
    {
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("labels", Relationship));
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("startNode", Value.Of(1L)));
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("length", Value.Of("abc")));
    }

    [Fact]
    public void Equal_vectors_are_wholly_similar_and_opposite_ones_not_at_all()
    {
        var east = Value.Of([Value.Of(1L), Value.Of(0L)]);
        var west = Value.Of([Value.Of(-1L), Value.Of(0L)]);
        Assert.Equal(1.0, Call.Function("vector.similarity.cosine", east, east).AsDouble());
        Assert.Equal(0.0, Call.Function("vector.similarity.cosine", east, west).AsDouble());
        Assert.Equal(0.2, Call.Function("vector.similarity.euclidean", east, west).AsDouble(), 6);
    }

    private static PointValue Point(params (string Key, object Value)[] fields) => Call.Function("point", Fields(fields)).Heap<PointValue>()!;

    private static Value Fields(params (string Key, object Value)[] fields) => Value.Of(MapValue.From(fields.Select(field => KeyValuePair.Create(field.Key, field.Value switch
    {
        Value value => value,
        long or int => Value.Of(Convert.ToInt64(field.Value, null)),
        _ => Value.Of((double)field.Value),
    }))));

    private static double Distance(PointValue a, PointValue b) => Call.Function("point.distance", Value.Of(a), Value.Of(b)).AsDouble();

    private static Value Within(PointValue point, PointValue lower, PointValue upper) =>
        Call.Function("point.withinBBox", Value.Of(point), Value.Of(lower), Value.Of(upper));
}
