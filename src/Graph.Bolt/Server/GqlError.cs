using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Failures as Bolt 5.7 tells them: Neo4j's code, and a status of the GQL standard. Most failures of Neo4j 5 have the same general status; what it leaves out clients fill in.</summary>
internal static class GqlError
{
    private const string ProtocolError = "error: connection exception - protocol error. General network protocol error.";
    private const string General = "error: general processing exception - unexpected error. Unexpected error has occurred. See debug log for details.";

    public static MapValue Of(string code, string message, SourcePosition? position)
    {
        var (status, description, cause) = Status(code, message);
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("neo4j_code", Value.Of(code)),
            new("message", Value.Of(message)),
            new("gql_status", Value.Of(status)),
            new("description", Value.Of(description)),
        };
        if (status != "50N42" && status != "50N00")
        {
            entries.Add(new("diagnostic_record", Value.Of(Diagnostics(position))));
        }

        if (cause is { } inner)
        {
            entries.Add(new("cause", Value.Of(MapValue.From(
            [
                new("message", Value.Of($"{inner.Status}: {message}")),
                new("gql_status", Value.Of(inner.Status)),
                new("description", Value.Of(inner.Description)),
                new("diagnostic_record", Value.Of(Diagnostics(position))),
            ]))));
        }

        return MapValue.From(entries);
    }

    private static (string Status, string Description, (string Status, string Description)? Cause) Status(string code, string message) => code switch
    {
        StatusCodes.RequestInvalid when message.StartsWith("Illegal value", StringComparison.Ordinal) =>
            ("08N06", ProtocolError, ("22N00", "error: data exception - unsupported value. The provided value is unsupported and cannot be processed.")),
        StatusCodes.RequestInvalid when message.StartsWith("Value of size", StringComparison.Ordinal) =>
            ("22N56", "error: data exception - protocol message length limit overflow. Protocol message length limit exceeded.", null),
        StatusCodes.InvalidBookmark => ("08N12", "error: connection exception - failed to parse bookmark. Failed to parse the supplied bookmark.", null),
        StatusCodes.CredentialsExpired => ("42NFF", "error: syntax error or access rule violation - permission/access denied. Access denied, see the security logs for details.",
            ("42NFD", "error: syntax error or access rule violation - credentials expired. Permission denied. The credentials you provided were valid, but must be changed before you can use this instance.")),
        StatusCodes.Forbidden => ("42NFF", "error: syntax error or access rule violation - permission/access denied. Access denied, see the security logs for details.", null),
        _ => ("50N42", General, null),
    };

    private static MapValue Diagnostics(SourcePosition? position)
    {
        var entries = new List<KeyValuePair<string, Value>> { new("_classification", Value.Of("CLIENT_ERROR")) };
        if (position is { } place)
        {
            entries.Add(new("_position", Value.Of(MapValue.From(
            [
                new("offset", Value.Of((long)place.Offset)),
                new("line", Value.Of((long)place.Line)),
                new("column", Value.Of((long)place.Column)),
            ]))));
        }

        return MapValue.From(entries);
    }
}
