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
        || IsOfRole(failure);

    /// <summary>Whether the server no longer has the role in which it was asked, so that another one is to be looked for.</summary>
    public static bool IsOfRole(CypherException failure) => failure.Code is "Neo.ClientError.Cluster.NotALeader"
        or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase" or "Neo.TransientError.General.DatabaseUnavailable";

    private static string? Text(MapValue map, string key) => map.GetOrNull(key) is { Kind: ValueKind.String } text ? text.AsString() : null;
}
