using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Reads what a server tells a statement besides its rows: a list of notifications up to Bolt 5.4, GQL statuses from 5.6 on.</summary>
internal static class ToldNotifications
{
    private const string Warning = "WARNING";

    public static IReadOnlyList<QueryNotification> Read(MapValue summary) =>
        summary.GetOrNull("statuses") is { Kind: ValueKind.List } statuses ? [.. Maps(statuses).Where(IsNotification).Select(OfStatus)]
        : summary.GetOrNull("notifications") is { Kind: ValueKind.List } old ? [.. Maps(old).Select(OfOld)]
        : [];

    private static IEnumerable<MapValue> Maps(Value list) => list.AsList().Where(entry => entry.Kind == ValueKind.Map).Select(entry => entry.AsMap());

    /// <summary>The other statuses say how the statement ended.</summary>
    private static bool IsNotification(MapValue status) => status.GetOrNull("neo4j_code").Kind == ValueKind.String;

    private static QueryNotification OfStatus(MapValue status)
    {
        var record = Map(status, "diagnostic_record");
        return new(
            Text(status, "neo4j_code"),
            Text(status, "gql_status"),
            Text(status, "title"),
            Text(status, "description"),
            Severity(Text(record, "_severity")),
            Text(record, "_classification"),
            Position(Map(record, "_position")));
    }

    /// <summary>Older servers tell no GQL status: then it is the one for a warning, or for information, of which nothing more is known.</summary>
    private static QueryNotification OfOld(MapValue old)
    {
        var severity = Severity(Text(old, "severity"));
        return new(
            Text(old, "code"),
            severity == NotificationSeverity.Warning ? "01N42" : "03N42",
            Text(old, "title"),
            Text(old, "description"),
            severity,
            Text(old, "category"),
            Position(Map(old, "position")));
    }

    private static NotificationSeverity Severity(string name) => name == Warning ? NotificationSeverity.Warning : NotificationSeverity.Information;

    private static SourcePosition? Position(MapValue position) => Number(position, "offset") is { } offset && Number(position, "line") is { } line && Number(position, "column") is { } column
        ? new(offset, line, column)
        : null;

    private static int? Number(MapValue map, string key) => map.GetOrNull(key) is { Kind: ValueKind.Integer } number ? (int)Math.Clamp(number.AsInteger(), 0, int.MaxValue) : null;

    private static string Text(MapValue map, string key) => map.GetOrNull(key) is { Kind: ValueKind.String } text ? text.AsString() : "";

    private static MapValue Map(MapValue map, string key) => map.GetOrNull(key) is { Kind: ValueKind.Map } entries ? entries.AsMap() : MapValue.Empty;
}
