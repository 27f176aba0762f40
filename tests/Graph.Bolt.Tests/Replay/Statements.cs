namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Kinds of statements.</summary>
internal static class Statements
{
    private static readonly string[] OfServer =
        ["SHOW DATABASE", "SHOW DEFAULT DATABASE", "SHOW HOME DATABASE", "SHOW PROCEDURES", "SHOW FUNCTIONS", "SHOW SETTINGS", "SHOW SERVERS", "SHOW USERS", "SHOW CURRENT USER", "CALL dbms.", "CALL db.info", "CALL db.labels", "SHOW INDEXES"];

    /// <summary>Whether the rows tell of the server itself.</summary>
    public static bool IsShow(string statement) => OfServer.Any(one => statement.TrimStart().StartsWith(one, StringComparison.OrdinalIgnoreCase));
}
