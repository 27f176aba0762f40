using CoEvolve.Graph.Conformance.Running;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>An error of a type, raised in a phase. The TCK's names stand for Neo4j's status codes as Neo4j itself uses them.</summary>
internal sealed record TckError(string Type, string Phase) : TckExpectation
{
    public override string? Objection(EngineAnswer answer)
    {
        if (answer.Error is not { } error)
        {
            return "no error";
        }

        if (!TypeMatches(error.Code))
        {
            return "another type of error";
        }

        // A type error that shows in the text, or in a parameter, is found before the query runs, wherever the TCK places it.
        var foundEarly = Type == "TypeError" && error.Code == CypherErrors.SyntaxCode;
        return Phase switch
        {
            "any time" => null,
            "compile time" => error.IsCompileTime ? null : "the error comes at run time",
            "runtime" => foundEarly || !error.IsCompileTime ? null : "the error comes at compile time",
            _ => throw new FormatException($"The phase {Phase} is unknown."),
        };
    }

    public override string ToString() => $"{Type} at {Phase}";

    private bool TypeMatches(string code) => Type switch
    {
        // Neo4j calls a wrong SKIP or LIMIT that only its value reveals an argument error.
        "SyntaxError" => code == CypherErrors.SyntaxCode || (Phase == "runtime" && code == CypherErrors.ArgumentCode),
        "TypeError" => code is CypherErrors.TypeCode or CypherErrors.SyntaxCode,
        "ProcedureError" => code.StartsWith("Neo.ClientError.Procedure.", StringComparison.Ordinal),
        "ConstraintValidationFailed" or "ConstraintVerificationFailed" => code == CypherErrors.ConstraintCode,
        _ => code.EndsWith("." + Type, StringComparison.Ordinal),
    };
}
