using System.Text.Json;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>A procedure that a case defines by a table: it answers with the rows whose input columns hold the arguments.</summary>
internal static class TckProcedure
{
    /// <param name="json">Signature such as <c>a.b(in :: INTEGER?) :: (out :: STRING?)</c>, and the table with its columns.</param>
    /// <exception cref="FormatException">The signature cannot be read.</exception>
    public static ProcedureDefinition Read(JsonElement json)
    {
        var signature = json.GetProperty("signature").GetString()!;
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var middle = signature.IndexOf(") :: (", StringComparison.Ordinal);
        if (open < 0 || middle < open || !signature.EndsWith(')'))
        {
            throw new FormatException($"The signature {signature} cannot be read.");
        }

        var inputs = Fields(signature[(open + 1)..middle]);
        var outputs = Fields(signature[(middle + ") :: (".Length)..^1]);
        var columns = json.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        var table = json.GetProperty("rows").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => Literal.Read(cell.GetString()!)).ToArray())
            .ToList();
        var inputPlaces = inputs.Select(field => columns.IndexOf(field.Name)).ToArray();
        var outputPlaces = outputs.Select(field => columns.IndexOf(field.Name)).ToArray();
        return new(signature[..open], inputs, outputs, (_, arguments) => table
            .Where(row => inputPlaces.Select((place, i) => SameArgument(row[place], arguments[i])).All(same => same))
            .Select(row => outputPlaces.Select(place => row[place]).ToArray()));
    }

    private static ProcedureField[] Fields(string list) => [.. list
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split("::", StringSplitOptions.TrimEntries))
        .Select(parts => new ProcedureField(parts[0], TypeOf(parts[1].TrimEnd('?'))))];

    private static CypherTypes TypeOf(string name) => name switch
    {
        "BOOLEAN" => CypherTypes.Boolean,
        "INTEGER" => CypherTypes.Integer,
        "FLOAT" => CypherTypes.Float,
        "NUMBER" => CypherTypes.Number,
        "STRING" => CypherTypes.String,
        "MAP" => CypherTypes.Map,
        "NODE" => CypherTypes.Node,
        "RELATIONSHIP" => CypherTypes.Relationship,
        "PATH" => CypherTypes.Path,
        "ANY" => CypherTypes.Any,
        _ when name.StartsWith("LIST", StringComparison.Ordinal) => CypherTypes.List,
        _ => throw new FormatException($"The type {name} is unknown."),
    };

    /// <summary>Numbers by their amount, so that an integer finds the float it was widened to; all else, null too, by its text.</summary>
    private static bool SameArgument(Value stated, Value given) => stated.IsNumber && given.IsNumber
        ? stated.AsDouble().Equals(given.AsDouble())
        : string.Equals(GivenText.Of(stated), GivenText.Of(given), StringComparison.Ordinal);
}
