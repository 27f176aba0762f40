using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>For each row of the source, the nodes or relationships that a search in an index finds.</summary>
internal sealed class IndexSearchCursor(ExecutionContext context, Cursor source, int slot, IndexSearch search) : SourceCursor(context, source)
{
    private readonly IndexFinder _finder = new(search);
    private IEnumerator<long>? _found;

    public override void Open()
    {
        base.Open();
        _found = null;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_found is not null)
            {
                Context.Touch();
                if (_found.MoveNext())
                {
                    Context.Slots[slot] = _finder.IsOfNodes(Context) ? Value.NodeReference(_found.Current) : Value.RelationshipReference(_found.Current);
                    return true;
                }

                _found = null;
            }

            if (!Source.Next())
            {
                return false;
            }

            _found = _finder.Find(Context).GetEnumerator();
        }
    }
}

/// <summary>Makes a search for the row in the frame.</summary>
internal sealed class IndexFinder(IndexSearch search)
{
    private IndexDefinition? _index;

    public bool IsOfNodes(ExecutionContext context) => Index(context).Entity == EntityKind.Node;

    public IEnumerable<long> Find(ExecutionContext context)
    {
        var index = Index(context);
        return search switch
        {
            EqualSearch equal => Equal(context, index, Array.ConvertAll(equal.Values, value => value.Evaluate(context))),
            ListSearch list => ListItems.Read(list.List.Evaluate(context)).SelectMany(value => Equal(context, index, [value])),
            RangeSearch range => Between(context, index, range),
            PrefixSearch prefix => prefix.Prefix.Evaluate(context) is { IsString: true } text ? Live(context, index, context.Graph.WalkPrefix(index, text.AsString())) : [],
            PartSearch part => part.Part.Evaluate(context) is { IsString: true } text ? Parts(context, index, text.AsString(), part.AtEnd) : [],
            DistanceSearch near => Near(context, index, near.Centre.Evaluate(context), near.Radius.Evaluate(context)),
            BoxSearch box => Within(context, index, box.Lower.Evaluate(context), box.Upper.Evaluate(context)),
            _ => throw new InvalidOperationException($"No search for {search.GetType().Name}."),
        };
    }

    private IndexDefinition Index(ExecutionContext context) => _index ??= IndexSeekAccess.Index(context, search.IndexName);

    private static IEnumerable<long> Equal(ExecutionContext context, IndexDefinition index, Value[] values)
    {
        if (context.Graph.WalkEqual(index, values) is not { } walk)
        {
            yield break;
        }

        // Of a unique index one entry can be equal, and nothing behind it may be read once something else is written.
        var single = index.Unique && values.Length == index.Keys.Length;
        while (walk.MoveNext())
        {
            if (IsLive(context, index, walk.Node))
            {
                yield return walk.Node;
            }

            if (single)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<long> Between(ExecutionContext context, IndexDefinition index, RangeSearch range)
    {
        var from = range.From?.Value.Evaluate(context) ?? Value.Null;
        var to = range.To?.Value.Evaluate(context) ?? Value.Null;
        return (range.From is not null && from.IsNull) || (range.To is not null && to.IsNull) ? []
            : context.Graph.WalkRange(index, from, range.From?.Inclusive ?? true, to, range.To?.Inclusive ?? true) is { } walk ? Live(context, index, walk)
            : [];
    }

    private static IEnumerable<long> Parts(ExecutionContext context, IndexDefinition index, string part, bool atEnd)
    {
        for (var walk = Everything(context, index); walk.MoveNext();)
        {
            context.Touch();
            var text = walk.Keys[0].AsString();
            if ((atEnd ? text.EndsWith(part, StringComparison.Ordinal) : text.Contains(part, StringComparison.Ordinal)) && IsLive(context, index, walk.Node))
            {
                yield return walk.Node;
            }
        }
    }

    private static IEnumerable<long> Near(ExecutionContext context, IndexDefinition index, Value centre, Value radius)
    {
        if (centre.Heap<PointValue>() is not { } point || !radius.IsNumber)
        {
            return [];
        }

        var (from, to) = PointBounds.Around(point, radius.AsDouble());
        return Live(context, index, context.Graph.WalkPoints(index, point.Srid, from, to, point.Z is not null));
    }

    private static IEnumerable<long> Within(ExecutionContext context, IndexDefinition index, Value lower, Value upper)
    {
        if (lower.Heap<PointValue>() is not { } from || upper.Heap<PointValue>() is not { } to || from.Srid != to.Srid)
        {
            return [];
        }

        // On the earth a box may cross the date line, and then has no first and last longitude.
        var crosses = from.X > to.X;
        return Live(context, index, context.Graph.WalkPoints(
            index, from.Srid, crosses ? double.NegativeInfinity : from.X, crosses ? double.PositiveInfinity : to.X, from.Z is not null));
    }

    private static IndexWalk Everything(ExecutionContext context, IndexDefinition index) =>
        context.Graph.WalkRange(index, Value.Null, true, Value.Null, true) ?? throw new InvalidOperationException("An index without bounds has a walk.");

    private static IEnumerable<long> Live(ExecutionContext context, IndexDefinition index, IndexWalk walk)
    {
        while (walk.MoveNext())
        {
            if (IsLive(context, index, walk.Node))
            {
                yield return walk.Node;
            }
        }
    }

    private static bool IsLive(ExecutionContext context, IndexDefinition index, long entity) =>
        context.Graph.IsFrozen || (index.Entity == EntityKind.Node ? context.Graph.NodeExists(entity) : context.Graph.RelationshipExists(entity));
}

/// <summary>The values of a list that can be equal to something, each once.</summary>
internal static class ListItems
{
    public static IEnumerable<Value> Read(Value list) => list.Kind switch
    {
        ValueKind.Null => [],
        ValueKind.List => list.AsList().Where(item => !item.IsNull).Distinct(),
        _ => throw CypherErrors.Type($"IN needs a list, but the value is a {list.Kind}."),
    };
}

/// <summary>Between which first coordinates points within a distance lie.</summary>
internal static class PointBounds
{
    /// <summary>The least radius with which Neo4j's distance may reckon, in metres, less a little: the bounds must not be narrower than the distance.</summary>
    private const double LeastEarthRadius = 6_370_000;

    /// <summary>More than differences and roots can lose by rounding.</summary>
    private const double Rounding = 1e-12;

    public static (double From, double To) Around(PointValue centre, double radius)
    {
        if (!centre.IsGeographic)
        {
            var reach = radius + ((Math.Abs(centre.X) + radius) * Rounding);
            return (centre.X - reach, centre.X + reach);
        }

        // The widest longitude of a circle of angle a around latitude φ is asin(sin a / cos φ), unless it reaches a pole. Heights change the radius of the earth: in three dimensions all longitudes are taken.
        var angle = radius / LeastEarthRadius;
        var latitude = centre.Y * Math.PI / 180;
        if (centre.Z is not null || !(angle >= 0 && Math.Abs(latitude) + angle < Math.PI / 2))
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        var width = Math.Asin(Math.Sin(angle) / Math.Cos(latitude)) * 180 / Math.PI;
        return centre.X - width < -180 || centre.X + width > 180 ? (double.NegativeInfinity, double.PositiveInfinity) : (centre.X - width, centre.X + width);
    }
}
