using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Which notifications a client wants to have.</summary>
/// <param name="MinimumSeverity">OFF, WARNING or INFORMATION; null for all.</param>
/// <param name="Disabled">Categories, or classifications as they are called later, that are left out.</param>
internal sealed record NotificationFilter(string? MinimumSeverity, IReadOnlyList<string> Disabled)
{
    public static NotificationFilter? Read(MapValue map, BoltVersion version)
    {
        var severity = RequestFields.Text(map, "notifications_minimum_severity");
        if (severity is not (null or "OFF" or "WARNING" or "INFORMATION"))
        {
            throw RequestRefusedException.Value($"Illegal value for field \"notifications_minimum_severity\": '{severity}' is no severity");
        }

        string[] disabled =
        [
            .. RequestFields.Texts(map, "notifications_disabled_categories"),
            .. version.HasStatuses ? RequestFields.Texts(map, "notifications_disabled_classifications") : [],
        ];
        return severity is null && disabled.Length == 0 ? null : new(severity, disabled);
    }

    public bool Lets(string severity, string category) => MinimumSeverity != "OFF"
        && !(MinimumSeverity == "WARNING" && severity != "WARNING")
        && !Disabled.Contains(category, StringComparer.Ordinal);
}
