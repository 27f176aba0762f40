using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Failures that a server tells, as the project's own exceptions.</summary>
internal static class ServerFailure
{
    public static CypherException Of(MapValue failure)
    {
        var code = Text(failure, "neo4j_code") ?? Text(failure, "code") ?? "Neo.DatabaseError.General.UnknownError";
        return new(code, Text(failure, "message") ?? "The server failed and did not say why.");
    }

    /// <summary>Whether the same transaction may well succeed when it is tried again. Two of Neo4j's transient codes stand for a client's own will and are not.</summary>
    public static bool IsPassing(CypherException failure) =>
        (failure.Code.StartsWith("Neo.TransientError.", StringComparison.Ordinal)
            && failure.Code is not ("Neo.TransientError.Transaction.Terminated" or "Neo.TransientError.Transaction.LockClientStopped"))
        || IsOfServer(failure);

    /// <summary>Whether another server is to be asked than this one.</summary>
    public static bool IsOfServer(CypherException failure) => IsOfWriter(failure) || failure.Code == "Neo.TransientError.General.DatabaseUnavailable";

    /// <summary>Whether the server no longer writes.</summary>
    public static bool IsOfWriter(CypherException failure) => failure.Code is "Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";

    /// <summary>Whether each server of a cluster would refuse the same request.</summary>
    public static bool IsOfRequest(CypherException failure) =>
        failure.Code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal)
        || failure.Code.StartsWith("Neo.ClientError.Statement.", StringComparison.Ordinal)
        || failure.Code.StartsWith("Neo.ClientError.Request.", StringComparison.Ordinal)
        || failure.Code is "Neo.ClientError.Database.DatabaseNotFound" or "Neo.ClientError.Transaction.InvalidBookmark" or "Neo.ClientError.Transaction.InvalidBookmarkMixture";

    private static string? Text(MapValue map, string key) => map.GetOrNull(key) is { Kind: ValueKind.String } text ? text.AsString() : null;
}
