using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Reads the entries of a request's map, each of the type that it must have.</summary>
internal static class RequestFields
{
    public static string? Text(MapValue map, string key) => map.GetOrNull(key) switch
    {
        { IsNull: true } => null,
        { Kind: ValueKind.String } value => value.AsString(),
        _ => throw RequestRefusedException.Value($"Illegal value for field \"{key}\": Expected string"),
    };

    public static string RequiredText(MapValue map, string key) =>
        Text(map, key) ?? throw RequestRefusedException.Value($"Illegal value for field \"{key}\": Expected value to be non-null");

    public static long? Integer(MapValue map, string key) => map.GetOrNull(key) switch
    {
        { IsNull: true } => null,
        { Kind: ValueKind.Integer } value => value.AsInteger(),
        _ => throw RequestRefusedException.Value($"Illegal value for field \"{key}\": Expected long"),
    };

    public static MapValue? Map(MapValue map, string key) => map.GetOrNull(key) switch
    {
        { IsNull: true } => null,
        { Kind: ValueKind.Map } value => value.AsMap(),
        _ => throw RequestRefusedException.Value($"Illegal value for field \"{key}\": Expected map"),
    };

    public static IReadOnlyList<string> Texts(MapValue map, string key)
    {
        var value = map.GetOrNull(key);
        if (value.IsNull)
        {
            return [];
        }

        return value.Kind == ValueKind.List && value.AsList().All(item => item.Kind == ValueKind.String)
            ? [.. value.AsList().Select(item => item.AsString())]
            : throw RequestRefusedException.Value($"Illegal value for field \"{key}\": Expected list of strings");
    }
}

/// <summary>What a RUN or BEGIN says besides the statement.</summary>
/// <param name="ReadOnly">Whether the client asked for a transaction that only reads.</param>
/// <param name="Database">The database that was named, or null.</param>
/// <param name="Timeout">After which time the transaction is ended; null for never.</param>
/// <param name="Bookmarks">What the transaction must be able to see.</param>
/// <param name="Metadata">What the client says of the transaction, for people who look at it.</param>
/// <param name="Notifications">Which notifications the client wants.</param>
/// <param name="IsImplicit">Whether the client begins it for one statement that stands by itself, such as one that commits in batches.</param>
internal sealed record TransactionRequest(
    bool ReadOnly, string? Database, TimeSpan? Timeout, Bookmarks Bookmarks, MapValue Metadata, NotificationFilter? Notifications, bool IsImplicit)
{
    public static TransactionRequest Read(MapValue extra, BoltVersion version)
    {
        var readOnly = RequestFields.Text(extra, "mode") switch
        {
            null or "w" => false,
            "r" => true,
            var other => throw RequestRefusedException.Value($"Illegal value for field \"mode\": '{other}' is neither 'r' nor 'w'"),
        };
        if (RequestFields.Text(extra, "imp_user") is not null)
        {
            throw new RequestRefusedException("Neo.ClientError.Statement.ArgumentError", "Impersonation is not supported in community edition.") { Fails = true };
        }

        var timeout = RequestFields.Integer(extra, "tx_timeout") is { } milliseconds and > 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue))
            : (TimeSpan?)null;
        return new(
            readOnly, RequestFields.Text(extra, "db"), timeout, Bookmarks.Parse(RequestFields.Texts(extra, "bookmarks")),
            RequestFields.Map(extra, "tx_metadata") ?? MapValue.Empty, NotificationFilter.Read(extra, version), RequestFields.Text(extra, "tx_type") == "IMPLICIT");
    }
}
