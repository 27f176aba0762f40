namespace CoEvolve.Graph.Algorithms;

/// <summary>Errors of the data science procedures; Neo4j reports all of them as a procedure that failed.</summary>
internal static class AlgorithmErrors
{
    public static CypherException Failed(string message) => new(CypherErrors.ProcedureCallFailedCode, message);

    public static string Names(IEnumerable<string> names) => "[" + string.Join(", ", names.Select(name => $"'{name}'")) + "]";
}
