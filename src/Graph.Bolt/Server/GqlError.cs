using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Failures as Bolt 5.7 tells them: Neo4j's code, and a status of the GQL standard. Most failures of Neo4j 5 have the same general status; what it leaves out clients fill in.</summary>
internal static class GqlError
{
    private const string ProtocolError = "error: connection exception - protocol error. General network protocol error.";
    private const string InvalidSyntax = "error: syntax error or access rule violation - invalid syntax";
    private const string Denied = "error: syntax error or access rule violation - permission/access denied. Access denied, see the security logs for details.";
    private const string General = "error: general processing exception - unexpected error. Unexpected error has occurred. See debug log for details.";

    public static MapValue Of(string code, string message, SourcePosition? position, string? engineStatus)
    {
        var (status, description, cause) = Status(code, message, engineStatus);
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("neo4j_code", Value.Of(code)),
            new("message", Value.Of(message)),
            new("gql_status", Value.Of(status)),
            new("description", Value.Of(description)),
        };
        if (status is not ("50N42" or "50N00" or "22G03"))
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

    private static (string Status, string Description, (string Status, string Description)? Cause) Status(string code, string message, string? engineStatus) => code switch
    {
        StatusCodes.RequestInvalid or StatusCodes.UnknownError => OfRequest(message),
        StatusCodes.InvalidBookmark => ("08N12", "error: connection exception - failed to parse bookmark. Failed to parse the supplied bookmark.", null),
        StatusCodes.CredentialsExpired => ("42NFF", Denied,
            ("42NFD", "error: syntax error or access rule violation - credentials expired. Permission denied. The credentials you provided were valid, but must be changed before you can use this instance.")),
        StatusCodes.Forbidden => ("42NFF", Denied, null),
        CypherErrors.SyntaxCode when engineStatus == "22G03" => ("42001", InvalidSyntax, ("22NB1", "error: data exception - type mismatch.")),
        CypherErrors.SyntaxCode when message.Contains(CypherErrors.OutOfRange, StringComparison.Ordinal) =>
            ("42001", InvalidSyntax, ("42N31", "error: syntax error or access rule violation - specified number out of range.")),
        CypherErrors.SyntaxCode when message.StartsWith(CypherErrors.EmptyStatement, StringComparison.Ordinal) =>
            ("42001", InvalidSyntax, ("42N45", "error: syntax error or access rule violation - unexpected end of input.")),
        CypherErrors.SemanticCode when message.StartsWith(SystemDatabase.Unsupported, StringComparison.Ordinal) =>
            ("42001", InvalidSyntax, ("42N17", "error: syntax error or access rule violation - unsupported request.")),
        CypherErrors.TypeCode when message.StartsWith("Property '", StringComparison.Ordinal) =>
            ("22G03", "error: data exception - invalid value type", ("22N01", "error: data exception - invalid type.")),
        CypherErrors.ArgumentCode when message.StartsWith("A password must be", StringComparison.Ordinal) =>
            ("22N05", "error: data exception - input failed validation. Invalid input '***' for password.", ("22N85", "error: data exception - string too short.")),
        _ => ("50N42", General, null),
    };

    private static (string Status, string Description, (string Status, string Description)? Cause) OfRequest(string message)
    {
        if (message.StartsWith("Illegal value for field", StringComparison.Ordinal) && !message.StartsWith("Illegal value for field \"user_agent\"", StringComparison.Ordinal) && !message.Contains("to contain key", StringComparison.Ordinal))
        {
            return ("08N06", ProtocolError, ("22N00", "error: data exception - unsupported value. The provided value is unsupported and cannot be processed."));
        }

        return message switch
        {
            _ when message.StartsWith("Message '", StringComparison.Ordinal) => ("08N06", ProtocolError, ("08N10", "error: connection exception - invalid server state.")),
            _ when message.StartsWith("Value of size", StringComparison.Ordinal) =>
                ("22N56", "error: data exception - protocol message length limit overflow. Protocol message length limit exceeded.", null),
            _ when message.StartsWith("Unexpected type", StringComparison.Ordinal) => ("22G03", "error: data exception - invalid value type", ("22N01", "error: data exception - invalid type.")),
            _ when message.StartsWith(Session.NoToken, StringComparison.Ordinal) || message.StartsWith(Session.UnknownApi, StringComparison.Ordinal) => ("50N00", "error: general processing exception - internal error.", ("50N09", "error: general processing exception - invalid server state transition.")),
            _ => ("50N42", General, null),
        };
    }

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
