using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest.Reading;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest;

/// <summary>Writes the network of a graph as a network package, in an order that depends on the content alone.</summary>
/// <remarks>
/// Importing the package into an empty graph gives the same network again, and exporting that one the same bytes. This holds for whatever an import brought
/// in. Of what was written to the graph by other ways, a further property becomes text, and a text that a spreadsheet would run as a formula
/// gets an apostrophe in front: an export is always safe to open.
/// </remarks>
public sealed class NetworkExport
{
    private const string Folder = "Ingest/Export/Queries/";

    private readonly IGraphTransaction _transaction;
    private readonly IProgress<ImportProgress>? _progress;
    private readonly List<string> _leftOut = [];
    private long _bytes;

    private NetworkExport(IGraphTransaction transaction, IProgress<ImportProgress>? progress)
    {
        _transaction = transaction;
        _progress = progress;
    }

    /// <summary>Writes all ten files, each replacing the one of its name once all are complete.</summary>
    /// <param name="graph">The graph; it is read as of one moment.</param>
    /// <param name="folder">Where the files go; made if need be.</param>
    /// <param name="progress">Hears of every few thousand rows; the total is not known beforehand.</param>
    /// <param name="cancellationToken">Stops the export; files that were there before stay as they were.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="CypherException">The graph refused a query.</exception>
    public static async Task<ExportReport> RunAsync(IGraph graph, string folder, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        var export = new NetworkExport(transaction, progress);
        var written = new List<ExportedFile>();
        foreach (var file in PackageFile.All)
        {
            written.Add(new(file.Name, await export.WriteAsync(file, Unfinished(folder, file), cancellationToken)));
        }

        foreach (var file in PackageFile.All)
        {
            File.Move(Unfinished(folder, file), Path.Combine(folder, file.Name), overwrite: true);
        }

        return new(written, export._leftOut);
    }

    private static string Unfinished(string folder, PackageFile file) => Path.Combine(folder, file.Name + ".unfinished");

    private async Task<long> WriteAsync(PackageFile file, string path, CancellationToken cancellationToken)
    {
        const int Step = 5_000;
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var further = await FurtherColumnsAsync(file, name, cancellationToken);
        await using var stream = File.Create(path);
        using var writer = new PackageWriter(stream, [.. file.Columns, .. further]);
        await using var result = await _transaction.RunAsync(NamedQueries.Get(Folder + name), null, cancellationToken);
        var places = Places(result.Columns);
        var rows = 0L;
        while (await result.ReadAsync(cancellationToken))
        {
            WriteRow(writer, file, further, places, result.Current);
            rows++;
            if (rows % Step == 0)
            {
                _progress?.Report(new(file.Name, rows, _bytes + stream.Position, 0));
            }
        }

        writer.Flush();
        _bytes += stream.Length;
        _progress?.Report(new(file.Name, rows, _bytes, 0));
        return rows;
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> columns) =>
        Enumerable.Range(0, columns.Count).ToDictionary(place => columns[place], StringComparer.Ordinal);

    /// <summary>A column of the query's result is the column of the package; every other one is a property.</summary>
    private static void WriteRow(PackageWriter writer, PackageFile file, List<string> further, Dictionary<string, int> places, ReadOnlySpan<Value> row)
    {
        var properties = row[places["properties"]].AsMap();
        foreach (var column in file.Columns)
        {
            writer.Write(places.TryGetValue(column, out var place) ? row[place] : properties.GetOrNull(column));
        }

        foreach (var column in further)
        {
            writer.Write(properties.GetOrNull(column));
        }

        writer.EndRow();
    }

    private async Task<List<string>> FurtherColumnsAsync(PackageFile file, string name, CancellationToken cancellationToken)
    {
        var further = new List<string>();
        await using var result = await _transaction.RunAsync(NamedQueries.Get(Folder + name + "-properties"), null, cancellationToken);
        while (await result.ReadAsync(cancellationToken))
        {
            var property = result.Current[0].AsString();
            if (file.Columns.Contains(property) || file.Reserved.Contains(property))
            {
                continue;
            }

            if (CsvHeader.CanBeColumn(property) && !file.Columns.Concat(further).Contains(property, StringComparer.OrdinalIgnoreCase))
            {
                further.Add(property);
            }
            else
            {
                _leftOut.Add($"{file.Name}: {property}");
            }
        }

        further.Sort(StringComparer.Ordinal);
        return further;
    }
}
