namespace CoEvolve.Graph.Values;

/// <summary>The name of a value's type as <c>valueType()</c> gives it: the narrowest one.</summary>
internal static class ValueTypes
{
    /// <summary>The order in which the members of a union are named.</summary>
    private static readonly ValueKind[] UnionOrder =
    [
        ValueKind.Boolean, ValueKind.String, ValueKind.Integer, ValueKind.Float, ValueKind.Date, ValueKind.LocalTime, ValueKind.Time,
        ValueKind.LocalDateTime, ValueKind.DateTime, ValueKind.Duration, ValueKind.Point, ValueKind.Node, ValueKind.Relationship, ValueKind.Map,
        ValueKind.List, ValueKind.Path, ValueKind.Bytes,
    ];

    public static string Name(Value value) => value.IsNull ? "NULL" : Bare(value) + " NOT NULL";

    private static string Bare(Value value) => value.Heap<ListValue>() is { } list ? $"LIST<{ItemType(list)}>" : TypeNames.Of(value.Kind);

    /// <summary>The types of the items; NOT NULL falls away from each where an item is null.</summary>
    private static string ItemType(ListValue list)
    {
        if (list.Count == 0)
        {
            return "NOTHING";
        }

        var present = list.Where(item => !item.IsNull).ToList();
        if (present.Count == 0)
        {
            return "NULL";
        }

        var suffix = present.Count == list.Count ? " NOT NULL" : string.Empty;
        var names = present.Select(item => (Order: Array.IndexOf(UnionOrder, item.Kind), Name: Bare(item) + suffix))
            .Distinct().OrderBy(type => type.Order).ThenBy(type => type.Name, StringComparer.Ordinal);
        return string.Join(" | ", names.Select(type => type.Name));
    }
}
