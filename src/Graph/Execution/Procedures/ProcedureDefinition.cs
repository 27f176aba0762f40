using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>A parameter or a result column of a procedure. An integer argument is taken where a float is declared.</summary>
internal sealed record ProcedureField(string Name, CypherTypes Type, Value? Default = null);

/// <summary>Produces the rows of a call, one array of <see cref="ProcedureDefinition.Outputs"/> values a row.</summary>
internal delegate IEnumerable<Value[]> ProcedureBody(FunctionContext context, Value[] arguments);

/// <summary>A procedure that <c>CALL</c> can reach. One without outputs is called for its effect and keeps the row.</summary>
internal sealed record ProcedureDefinition(string Name, ProcedureField[] Inputs, ProcedureField[] Outputs, ProcedureBody Body);
