namespace CoEvolve.Graph.Execution.Functions;

/// <summary>The two codes that temporal functions alone raise.</summary>
internal static class TemporalErrors
{
    /// <summary>An argument of a kind that the function takes in no form.</summary>
    public static CypherException WrongCall(string message) => new(CypherErrors.ProcedureCallFailedCode, message);

    /// <summary>A unit that does not exist. Neo4j files this mistake of the caller under its own failures, and clients look for that code.</summary>
    public static CypherException UnknownUnit(string message) => new(CypherErrors.ExecutionFailedCode, message);
}
