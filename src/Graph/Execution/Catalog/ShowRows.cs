using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>Procedures behind SHOW commands: their rows are put together by the names of columns, and what is not said of a column is null.</summary>
internal static class ShowRows
{
    public static ProcedureDefinition Procedure(
        ShowCommand command,
        ProcedureField[] inputs,
        Func<Functions.FunctionContext, Value[], IEnumerable<Dictionary<string, Value>>> rows,
        ProcedureMode mode = ProcedureMode.Read) =>
        new(
            command.Procedure,
            inputs,
            [.. command.Columns.Select(column => new ProcedureField(column, CypherTypes.Any))],
            (context, arguments) => rows(context, arguments).Select(row => command.Columns.Select(column => row.GetValueOrDefault(column, Value.Null)).ToArray()))
        {
            Mode = mode,
            IsListed = false,
        };
}
