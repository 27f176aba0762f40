namespace CoEvolve.Graph.FullText.Queries;

/// <summary>What is said of a query that cannot be read.</summary>
internal static class QuerySyntax
{
    public static CypherException Wrong(string what, int at) =>
        new(CypherErrors.ProcedureCallFailedCode, $"The full-text query cannot be read: {what}, at its character {at + 1}. Put a backslash before a sign that is meant as itself.");
}
