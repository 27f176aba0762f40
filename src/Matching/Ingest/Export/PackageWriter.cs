using System.Globalization;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest.Rows;
using CsvHelper;

namespace CoEvolve.Matching.Ingest;

/// <summary>Writes one CSV file of a network package. Cells that a spreadsheet would run as a formula are made harmless.</summary>
internal sealed class PackageWriter : IDisposable
{
    private readonly CsvWriter _writer;

    public PackageWriter(Stream stream, IReadOnlyList<string> columns)
    {
        _writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n", WriteByteOrderMark = false }, leaveOpen: true);
        _writer.WriteRecord([.. columns]);
    }

    /// <summary>Writes the next cell of the row.</summary>
    public void Write(Value value)
    {
        var text = Text(value);
        _writer.WriteField(value.Kind is ValueKind.Integer or ValueKind.Float ? text : Harmless(text));
    }

    /// <summary>Writes a whole row; null is unknown.</summary>
    public void WriteRow(params ReadOnlySpan<string?> cells)
    {
        foreach (var cell in cells)
        {
            Write(Value.Of(cell));
        }

        EndRow();
    }

    public void EndRow() => _writer.EndRecord();

    public void Flush() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private static string Text(Value value) => value.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.String => value.AsString(),
        ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
        ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => value.AsDouble().ToString(CultureInfo.InvariantCulture),
        ValueKind.Date => value.AsDate().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.List => string.Join(';', value.AsList().Select(Text).Order(StringComparer.Ordinal)),
        _ => value.ToString(),
    };

    private static string Harmless(string text) =>
        CellText.LooksLikeFormula(text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
}
