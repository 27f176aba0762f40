namespace CoEvolve.Graph.Execution.Functions;

/// <summary>The mistake that temporal functions report as a failed call.</summary>
internal static class TemporalErrors
{
    /// <summary>An argument of a kind that the function takes in no form.</summary>
    public static CypherException WrongCall(string message) => new(CypherErrors.ProcedureCallFailedCode, message);
}
