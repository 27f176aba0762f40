using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>What is told at the end of a result.</summary>
internal static class Summary
{
    public static List<(string Key, Value Value)> Of(OpenResult result, BoltVersion version)
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
            entries.Add(("statuses", Value.Of(Outcome(result))));
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

    private static Value Outcome(OpenResult result)
    {
        var isExplained = result.Result.Plan is { DbHits: null };
        var (status, description) = result.Columns.Count == 0 || isExplained ? ("00001", "note: successful completion - omitted result")
            : result.HasRows ? ("00000", "note: successful completion")
            : ("02000", "note: no data");
        return Value.Of(MapValue.From([new("gql_status", Value.Of(status)), new("status_description", Value.Of(description))]));
    }

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
