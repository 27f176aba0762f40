using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>Indexes beside range indexes on nodes: on relationships, of strings and of points; and what the files keep of them.</summary>
public sealed class IndexKindTests
{
    private readonly GraphState _state = new();
    private readonly int _label;
    private readonly int _type;
    private readonly int _key;

    public IndexKindTests()
    {
        _label = _state.Labels.GetOrAdd("Well");
        _type = _state.RelationshipTypes.GetOrAdd("PIPE");
        _key = _state.PropertyKeys.GetOrAdd("k");
    }

    private IndexDefinition OnPipes => new("pipes", _type, [_key], Unique: false) { Entity = EntityKind.Relationship, Id = 3 };

    [Fact]
    public void An_index_on_relationships_follows_creation_change_and_deletion()
    {
        var before = Pipe(Value.Of(1L));
        _state.CreateIndex(OnPipes);
        var changed = Pipe(Value.Of(2L));
        var deleted = Pipe(Value.Of(2L));
        _state.SetRelationshipProperty(changed, _key, Value.Of(1.0));
        _state.DeleteRelationship(deleted);

        Assert.Equal([before, changed], Walk(_state.WalkEqual(OnPipes, [Value.Of(1L)])!));
        Assert.Empty(Walk(_state.WalkEqual(OnPipes, [Value.Of(2L)])!));
        Assert.Equal(2, _state.CountEntries(OnPipes));
    }

    [Fact]
    public void A_unique_index_on_relationships_refuses_the_second_one()
    {
        _state.CreateIndex(OnPipes with { Unique = true });
        Pipe(Value.Of("a"));
        var other = Pipe(Value.Of("b"));

        Assert.Throws<CypherException>(() => Pipe(Value.Of("a")));
        Assert.Throws<CypherException>(() => _state.SetRelationshipProperty(other, _key, Value.Of("a")));
        Assert.Equal(2, _state.RelationshipCount);
        Assert.Equal("b", _state.RelationshipProperty(other, _key).AsString());
    }

    [Fact]
    public void A_text_index_holds_strings_alone_and_a_point_index_points_alone()
    {
        var text = new IndexDefinition("text", _label, [_key], Unique: false) { Kind = IndexKind.Text, Id = 3 };
        var point = new IndexDefinition("point", _label, [_key], Unique: false) { Kind = IndexKind.Point, Id = 4 };
        _state.CreateIndex(text);
        _state.CreateIndex(point);
        foreach (var value in new[] { Value.Of("deep"), Value.Of(7L), Value.Of(new PointValue(7203, 3, 9, null)), Value.Of(new PointValue(7203, 5, 1, null)) })
        {
            _state.CreateNode([_label], [_key], [value]);
        }

        Assert.Equal([0L], Walk(_state.WalkPrefix(text, "de")));
        Assert.Equal(1, _state.CountEntries(text));
        Assert.Equal([2L], Walk(_state.WalkPoints(point, 7203, 2, 4, threeDimensions: false)));
        Assert.Equal(2, _state.CountEntries(point));
        Assert.Null(_state.FindIndex(_label, _key));
    }

    [Fact]
    public void A_snapshot_keeps_kind_entity_settings_and_numbers_of_definitions_and_dropped_look_ups_stay_dropped()
    {
        var body = _state.PropertyKeys.GetOrAdd("body");
        _state.CreateIndex(OnPipes);
        _state.CreateIndex(new IndexDefinition("words", _label, [_key, body], Unique: false)
        {
            Kind = IndexKind.FullText,
            Labels = [_label, _state.Labels.GetOrAdd("Note")],
            Configuration = MapValue.From([new("fulltext.analyzer", Value.Of("english"))]),
            Id = 4,
        });
        _state.DropIndex("index_343aff4e");
        _state.Freeze();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        SnapshotFile.Write(_state, default, path, TestContext.Current.CancellationToken);

        var read = SnapshotFile.Read(path).State;

        File.Delete(path);
        Assert.Equal(["index_f7700477"], read.Lookups.Select(lookup => lookup.Name));
        Assert.Equal((IndexKind.Range, EntityKind.Relationship, 3L), (read.Indexes[0].Kind, read.Indexes[0].Entity, read.Indexes[0].Id));
        Assert.Equal((IndexKind.FullText, 2, 2, 4L), (read.Indexes[1].Kind, read.Indexes[1].Labels.Length, read.Indexes[1].Keys.Length, read.Indexes[1].Id));
        Assert.Equal("english", read.Indexes[1].Configuration["fulltext.analyzer"].AsString());
        Assert.Equal(5, read.NextSchemaId);
    }

    private long Pipe(Value value) => _state.CreateRelationship(_state.CreateNode([]), _type, _state.CreateNode([]), [_key], [value]);

    private static List<long> Walk(CoEvolve.Graph.Storage.Indexes.IndexWalk walk)
    {
        var found = new List<long>();
        while (walk.MoveNext())
        {
            found.Add(walk.Node);
        }

        return found;
    }
}
