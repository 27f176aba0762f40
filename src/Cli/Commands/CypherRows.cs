using System.Globalization;
using System.Text;
using System.Text.Json;
using CoEvolve.Api.Serialization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary>Prints the rows of a statement.</summary>
internal static class CypherRows
{
    /// <summary>A table needs all its rows to set the columns' widths; more than these nobody reads.</summary>
    private const int MostTableRows = 1000;

    private static readonly string[] Identifying = ["id", "code", "name"];

    /// <summary>Bytes gathered before they go to the output.</summary>
    private const int FlushAt = 64 * 1024;

    /// <summary>Prints the rows of a result, and the plan where it has one. Gives the number of rows in words; null where none were shown as a table.</summary>
    public static async Task<string?> PrintAsync(IGraphResult result, bool json, CancellationToken cancellationToken)
    {
        string? shown = null;
        if (json)
        {
            await PrintJsonAsync(result, cancellationToken).ConfigureAwait(false);
        }
        else if (result.Plan is not { DbHits: null })
        {
            shown = await PrintTableAsync(result, cancellationToken).ConfigureAwait(false);
        }

        if (result.Plan is { } plan)
        {
            CypherPlans.Print(plan, json);
        }

        return shown;
    }

    /// <summary>One JSON array of one object a row, written as the rows come.</summary>
    private static async Task PrintJsonAsync(IGraphResult result, CancellationToken cancellationToken)
    {
        var output = Console.OpenStandardOutput();
        await using (output.ConfigureAwait(false))
        {
            var writer = new Utf8JsonWriter(output, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            await using (writer.ConfigureAwait(false))
            {
                writer.WriteStartArray();
                while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    WriteRow(writer, result);
                    if (writer.BytesPending > FlushAt)
                    {
                        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                    }
                }

                writer.WriteEndArray();
            }

            output.WriteByte((byte)'\n');
        }
    }

    private static async Task<string?> PrintTableAsync(IGraphResult result, CancellationToken cancellationToken)
    {
        if (result.Columns.Count == 0)
        {
            while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                // A statement that only writes has no rows to show; it takes effect when it has been read to its end.
            }

            return null;
        }

        var table = Screen.NewTable(result.Columns);
        var rows = 0L;
        while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows++ < MostTableRows)
            {
                AddRow(table, result.Current);
            }
        }

        Screen.Table(table);
        return rows <= MostTableRows
            ? string.Create(CultureInfo.InvariantCulture, $"{rows} {(rows == 1 ? "row" : "rows")}")
            : string.Create(CultureInfo.InvariantCulture, $"{rows} rows, of which the first {MostTableRows} are shown; --json prints all");
    }

    /// <summary>What a statement changed, as one line.</summary>
    public static string Summary(QueryCounters counters, string state = "saved")
    {
        (int Count, string What)[] all =
        [
            (counters.NodesCreated, "nodes created"), (counters.NodesDeleted, "nodes deleted"),
            (counters.RelationshipsCreated, "relationships created"), (counters.RelationshipsDeleted, "relationships deleted"),
            (counters.PropertiesSet, "properties set"), (counters.LabelsAdded, "labels added"), (counters.LabelsRemoved, "labels removed"),
            (counters.IndexesAdded, "indexes created"), (counters.IndexesRemoved, "indexes dropped"),
            (counters.ConstraintsAdded, "constraints created"), (counters.ConstraintsRemoved, "constraints dropped"),
        ];
        return state + "; " + string.Join(", ", all.Where(entry => entry.Count > 0)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.What}: {entry.Count}")));
    }

    /// <summary>A value as a cell: text, numbers and dates bare, all else as Cypher writes it.</summary>
    public static string Show(Value value) => value.Kind switch
    {
        ValueKind.Path => Show(value.AsPath()),
        ValueKind.List => $"[{string.Join(", ", value.AsList().Select(item => item.Kind == ValueKind.Path ? Show(item) : item.ToString()))}]",
        _ => value.ToTextOrNull() ?? value.ToString(),
    };

    /// <summary>A path in the arrows of Cypher. A node on it shows what identifies it; all of it is shown where it is returned by itself.</summary>
    private static string Show(PathValue path)
    {
        var text = new StringBuilder(ShowOnPath(path.Nodes[0]));
        for (var i = 0; i < path.Relationships.Count; i++)
        {
            var relationship = path.Relationships[i];
            var forwards = relationship.StartId == path.Nodes[i].Id;
            text.Append(forwards ? "-" : "<-").Append("[:").Append(relationship.Type);
            if (relationship.Properties.Count > 0)
            {
                text.Append(' ').Append(Value.Of(relationship.Properties).ToString());
            }

            text.Append(forwards ? "]->" : "]-").Append(ShowOnPath(path.Nodes[i + 1]));
        }

        return text.ToString();
    }

    private static string ShowOnPath(NodeValue node)
    {
        var shown = node.Properties.Where(entry => Identifying.Contains(entry.Key)).Select(entry => $"{entry.Key}: {entry.Value}").ToList();
        if (shown.Count < node.Properties.Count)
        {
            shown.Add("…");
        }

        var labels = string.Concat(node.Labels.Select(label => ":" + label));
        return shown.Count == 0 ? $"({labels})" : $"({labels} {{{string.Join(", ", shown)}}})";
    }

    private static void AddRow(Table table, ReadOnlySpan<Value> row)
    {
        var cells = new Text[row.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Screen.Cell(Show(row[i]));
        }

        table.AddRow(cells);
    }

    private static void WriteRow(Utf8JsonWriter writer, IGraphResult result)
    {
        writer.WriteStartObject();
        var row = result.Current;
        for (var i = 0; i < row.Length; i++)
        {
            writer.WritePropertyName(result.Columns[i]);
            CypherJson.Write(writer, row[i]);
        }

        writer.WriteEndObject();
    }
}
