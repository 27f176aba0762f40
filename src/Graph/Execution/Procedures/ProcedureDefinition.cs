using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>A parameter or a result column of a procedure. An integer argument is taken where a float is declared.</summary>
internal sealed record ProcedureField(string Name, CypherTypes Type, Value? Default = null);

/// <summary>Produces the rows of a call, one array of <see cref="ProcedureDefinition.Outputs"/> values a row.</summary>
internal delegate IEnumerable<Value[]> ProcedureBody(FunctionContext context, Value[] arguments);

/// <summary>What a procedure may do.</summary>
internal enum ProcedureMode
{
    Read,
    Write,
    Schema,
    Dbms,
}

/// <summary>A procedure that <c>CALL</c> can reach. One without outputs is called for its effect and keeps the row.</summary>
internal sealed record ProcedureDefinition(string Name, ProcedureField[] Inputs, ProcedureField[] Outputs, ProcedureBody Body)
{
    public ProcedureMode Mode { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether SHOW PROCEDURES tells of it; what a command alone reaches is not told.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whether a call comes with the notification that its answer may take long and be costly.</summary>
    public bool IsCostly { get; init; }
}
