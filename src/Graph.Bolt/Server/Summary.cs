using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>What is told at the end of a result.</summary>
internal static class Summary
{
    public static List<(string Key, Value Value)> Of(OpenResult result, BoltVersion version, NotificationFilter? filter)
    {
        List<(string, Value)> entries = [("type", Value.Of(TypeOf(result.Result.QueryType)))];
        if (result.ChangedUsers)
        {
            entries.Add(("stats", Value.Of(MapValue.From([new("system-updates", Value.Of(1L)), new("contains-system-updates", Value.True)]))));
        }
        else if (Statistics(result.Result.Counters, version) is { } statistics)
        {
            entries.Add(("stats", Value.Of(statistics)));
        }

        if (result.Result.Plan is { } plan)
        {
            entries.Add((PlanMap.KeyOf(plan), Value.Of(PlanMap.Write(plan))));
        }

        if (version.HasStatuses)
        {
            entries.Add(("statuses", Value.Of(Notifications.Statuses(result, filter).ToArray())));
        }
        else if (Notifications.Old(result.Notifications, filter).ToArray() is { Length: > 0 } told)
        {
            entries.Add(("notifications", Value.Of(told)));
        }

        return entries;
    }

    private static string TypeOf(QueryType type) => type switch
    {
        QueryType.Read => "r",
        QueryType.Write => "w",
        QueryType.ReadWrite => "rw",
        _ => "s",
    };

    private static MapValue? Statistics(QueryCounters counters, BoltVersion version)
    {
        if (!counters.ContainsUpdates)
        {
            return null;
        }

        (string, int)[] all =
        [
            ("nodes-created", counters.NodesCreated),
            ("nodes-deleted", counters.NodesDeleted),
            ("relationships-created", counters.RelationshipsCreated),
            ("relationships-deleted", counters.RelationshipsDeleted),
            ("properties-set", counters.PropertiesSet),
            ("labels-added", counters.LabelsAdded),
            ("labels-removed", counters.LabelsRemoved),
            ("indexes-added", counters.IndexesAdded),
            ("indexes-removed", counters.IndexesRemoved),
            ("constraints-added", counters.ConstraintsAdded),
            ("constraints-removed", counters.ConstraintsRemoved),
        ];
        var entries = all.Where(one => one.Item2 > 0).Select(one => KeyValuePair.Create(one.Item1, Value.Of((long)one.Item2)));
        return MapValue.From(version >= new BoltVersion(4, 4) ? entries.Append(new("contains-updates", Value.True)) : entries);
    }
}
