using System.Globalization;
using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Compares how a statement ended for our client with the summary that a server sent: type, counters, plan, notifications.</summary>
internal static class Summaries
{
    private static readonly (string Key, Func<QueryCounters, int> Count)[] Counters =
    [
        ("nodes-created", counters => counters.NodesCreated),
        ("nodes-deleted", counters => counters.NodesDeleted),
        ("relationships-created", counters => counters.RelationshipsCreated),
        ("relationships-deleted", counters => counters.RelationshipsDeleted),
        ("properties-set", counters => counters.PropertiesSet),
        ("labels-added", counters => counters.LabelsAdded),
        ("labels-removed", counters => counters.LabelsRemoved),
        ("indexes-added", counters => counters.IndexesAdded),
        ("indexes-removed", counters => counters.IndexesRemoved),
        ("constraints-added", counters => counters.ConstraintsAdded),
        ("constraints-removed", counters => counters.ConstraintsRemoved),
    ];

    /// <returns>The difference, or null.</returns>
    public static string? Compare(IGraphResult result, JsonElement told)
    {
        var (got, wanted) = (Text(result), Text(told));
        return got == wanted ? null : $"{got} instead of {wanted}";
    }

    private static string Text(IGraphResult result)
    {
        var type = result.QueryType switch
        {
            QueryType.Write => "w",
            QueryType.ReadWrite => "rw",
            QueryType.Schema => "s",
            _ => "r",
        };
        var counters = Counters.Select(counter => (counter.Key, Count: counter.Count(result.Counters))).Where(counter => counter.Count > 0);
        var notifications = result.Notifications.Select(one => $"{one.Code} {(one.Severity == NotificationSeverity.Warning ? "WARNING" : "INFORMATION")} {one.Category} {Place(one.Position?.Offset, one.Position?.Line, one.Position?.Column)}");
        return Text(type, counters, result.Plan is { } plan ? PlanText(plan) : "", notifications);
    }

    private static string Text(JsonElement told)
    {
        var stats = RecordedRequest.Entry(told, "stats") ?? default;
        var counters = Counters.Select(counter => (counter.Key, Count: (int)(RecordedRequest.Number(stats, counter.Key) ?? 0))).Where(counter => counter.Count > 0);
        var plan = RecordedRequest.Entry(told, "profile") ?? RecordedRequest.Entry(told, "plan");
        var notifications = RecordedRequest.Entry(told, "statuses") is { } statuses
            ? statuses.EnumerateArray().Where(one => RecordedRequest.Text(one, "neo4j_code") is not null).Select(one => (one, RecordedRequest.Entry(one, "diagnostic_record")!.Value)).Select(one => NotificationText(one.one, "neo4j_code", one.Value, "_severity", "_classification", "_position"))
            : RecordedRequest.Entry(told, "notifications") is { } old ? old.EnumerateArray().Select(one => NotificationText(one, "code", one, "severity", "category", "position"))
            : [];
        return Text(RecordedRequest.Text(told, "type") ?? "r", counters, plan is { } root ? PlanText(root) : "", notifications);
    }

    private static string Text(string type, IEnumerable<(string Key, int Count)> counters, string plan, IEnumerable<string> notifications) =>
        $"type {type}; {string.Join(", ", counters.Select(counter => $"{counter.Key} {counter.Count}"))}; {plan}; {string.Join(", ", notifications)}";

    private static string NotificationText(JsonElement one, string code, JsonElement record, string severity, string category, string position)
    {
        var place = RecordedRequest.Entry(record, position) ?? default;
        return $"{RecordedRequest.Text(one, code)} {RecordedRequest.Text(record, severity)} {RecordedRequest.Text(record, category)} {Place(RecordedRequest.Number(place, "offset"), RecordedRequest.Number(place, "line"), RecordedRequest.Number(place, "column"))}";
    }

    private static string Place(long? offset, long? line, long? column) => string.Create(CultureInfo.InvariantCulture, $"{offset}:{line}:{column}");

    private static string PlanText(QueryPlan plan) => $"{plan.Operator} {plan.Rows} {plan.DbHits} ({string.Join(", ", plan.Children.Select(PlanText))})";

    private static string PlanText(JsonElement plan)
    {
        var children = RecordedRequest.Entry(plan, "children") is { } list ? list.EnumerateArray().Select(PlanText) : [];
        return $"{RecordedRequest.Text(plan, "operatorType")!.Split('@')[0]} {RecordedRequest.Number(plan, "rows")} {RecordedRequest.Number(plan, "dbHits")} ({string.Join(", ", children)})";
    }
}
