using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>What a statement is told about, in the two forms that clients know: a list of notifications up to Bolt 5.4, GQL statuses from 5.6 on.</summary>
internal static class Notifications
{
    /// <summary>The notifications that the client wants, as older clients read them.</summary>
    public static IEnumerable<Value> Old(IReadOnlyList<QueryNotification> notifications, NotificationFilter? filter) => Wanted(notifications, filter).Select(one => Map(
    [
        new("severity", Value.Of(SeverityOf(one))),
        new("description", Value.Of(one.Description)),
        new("code", Value.Of(one.Code)),
        .. Position(one, "position"),
        new("title", Value.Of(one.Title)),
        new("category", Value.Of(one.Category)),
    ]));

    /// <summary>How the statement ended, and the notifications that the client wants: no data before warnings, these before success, and information at the end, as GQL orders them.</summary>
    public static IEnumerable<Value> Statuses(OpenResult result, NotificationFilter? filter)
    {
        var (status, description) = result.Columns.Count == 0 || result.IsExplained ? ("00001", "note: successful completion - omitted result")
            : result.HasRows || result.Result.QueryType == QueryType.Schema ? ("00000", "note: successful completion")
            : ("02000", "note: no data");
        var outcome = Map([new("gql_status", Value.Of(status)), new("status_description", Value.Of(description))]);
        return Wanted(result.Notifications, filter)
            .Select(one => (Rank: RankOf(one.GqlStatus), Entry: Entry(one)))
            .Append((Rank: RankOf(status), Entry: outcome))
            .OrderBy(entry => entry.Rank)
            .Select(entry => entry.Entry);
    }

    private static IEnumerable<QueryNotification> Wanted(IReadOnlyList<QueryNotification> notifications, NotificationFilter? filter) =>
        notifications.Where(one => filter?.Lets(SeverityOf(one), one.Category) != false);

    private static Value Entry(QueryNotification notification) => Map(
    [
        new("gql_status", Value.Of(notification.GqlStatus)),
        new("status_description", Value.Of($"{KindOf(notification.GqlStatus)}: {notification.Title} {notification.Description}")),
        new("neo4j_code", Value.Of(notification.Code)),
        new("title", Value.Of(notification.Title)),
        new("description", Value.Of(notification.Description)),
        new("diagnostic_record", Map(
        [
            new("_classification", Value.Of(notification.Category)),
            new("_severity", Value.Of(SeverityOf(notification))),
            .. Position(notification, "_position"),
        ])),
    ]);

    private static KeyValuePair<string, Value>[] Position(QueryNotification notification, string key) => notification.Position is { } place
        ?
        [
            new(key, Map(
            [
                new("offset", Value.Of((long)place.Offset)),
                new("line", Value.Of((long)place.Line)),
                new("column", Value.Of((long)place.Column)),
            ])),
        ]
        : [];

    private static string SeverityOf(QueryNotification notification) => notification.Severity == NotificationSeverity.Warning ? "WARNING" : "INFORMATION";

    private static string KindOf(string status) => status[..2] switch
    {
        "01" => "warn",
        "03" => "info",
        _ => "note",
    };

    private static int RankOf(string status) => status[..2] switch
    {
        "02" => 0,
        "01" => 1,
        "00" => status[2] == 'N' ? 2 : 3,
        _ => 4,
    };

    private static Value Map(KeyValuePair<string, Value>[] entries) => Value.Of(MapValue.From(entries));
}
