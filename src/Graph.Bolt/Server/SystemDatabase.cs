namespace CoEvolve.Graph.Bolt.Server;

/// <summary>The database <c>system</c>, which holds no graph: it takes administration and procedures.</summary>
internal static class SystemDatabase
{
    /// <summary>How the message begins.</summary>
    public const string Unsupported = "The following unsupported clauses were used";

    private static readonly string[] Clauses = ["MATCH", "OPTIONAL", "MERGE", "UNWIND", "FOREACH", "DETACH", "DELETE", "SET", "REMOVE", "WITH"];

    public static void Require(string cypher, string? database)
    {
        if (database is null || !database.Equals(ServedGraph.SystemDatabaseName, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var text = cypher.AsSpan().TrimStart();
        foreach (var clause in Clauses)
        {
            if (text.StartsWith(clause, StringComparison.OrdinalIgnoreCase))
            {
                throw CypherErrors.Semantic($"{Unsupported}: {clause}. The system database supports a restricted set of Cypher clauses.");
            }
        }
    }
}
