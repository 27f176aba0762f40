using CoEvolve.Graph;
using CoEvolve.Matching.Ingest.Rows;

namespace CoEvolve.Matching.Ingest;

/// <summary>Brings a network package (a folder of CSV files) into a graph.</summary>
/// <remarks>
/// All rows go in with one write transaction, so that a package is there as a whole, except for rejected rows, or not at all. Importing it a second
/// time changes nothing. Of what the graph held before, an import changes only what the package speaks of:
/// <list type="bullet">
/// <item>An actor takes on exactly what its row says: properties, BASED_IN, SERVES and WORKS_IN. Where the package has offers.csv (needs.csv), the actor's
/// offers (needs) become those of the file, unless one of its rows there was rejected.</item>
/// <item>Localities, sectors, resources and partnerships take on exactly what their rows say.</item>
/// <item>Neighbours, feedback and targets are added or changed. No node is ever deleted: what ended has an end date.</item>
/// </list>
/// References are looked up in the package and in the graph. localities.csv and actors.csv are required only while the graph has no locality, or no
/// actor, so that packages can build on one another.
/// </remarks>
public sealed class NetworkImport
{
    private readonly ImportOptions _options;
    private readonly IProgress<ImportProgress>? _progress;
    private readonly ImportLog _log;
    private readonly KnownNetwork _known = new();
    private readonly PackageReader _reader;

    private NetworkImport(string folder, ImportOptions options, IProgress<ImportProgress>? progress)
    {
        _options = options;
        _progress = progress;
        _log = new(options);
        _reader = new(folder, options, _known, _log);
    }

    /// <summary>Imports one package.</summary>
    /// <param name="graph">Where it goes.</param>
    /// <param name="folder">The folder with the package's files.</param>
    /// <param name="options">How to import; null for the defaults.</param>
    /// <param name="progress">Hears of each batch of rows.</param>
    /// <param name="cancellationToken">Stops the import with nothing written.</param>
    /// <returns>What went in, what did not and why. Bad input never throws.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="CypherException">The graph refused a statement; nothing was written.</exception>
    public static async Task<ImportReport> RunAsync(
        IGraph graph,
        string folder,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new();
        options.Validate();
        var import = new NetworkImport(folder, options, progress);
        return await import.RunAsync(graph, cancellationToken);
    }

    /// <summary>Creates the constraints that an import relies on. Importing into a transaction of the caller's needs it once before.</summary>
    /// <param name="graph">Where packages are to go.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task PrepareAsync(IGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return NetworkQueries.EnsureSchemaAsync(graph, cancellationToken);
    }

    /// <summary>
    /// Imports one package into a transaction of the caller's, so that several packages go in together: it commits when all reports say Written, and
    /// rolls back else.
    /// </summary>
    /// <param name="transaction">A write transaction on a graph that <see cref="PrepareAsync"/> has prepared.</param>
    /// <param name="folder">The folder with the package's files.</param>
    /// <param name="options">How to import; null for the defaults.</param>
    /// <param name="progress">Hears of each batch of rows.</param>
    /// <param name="cancellationToken">Stops the import; the transaction is then only good for rolling back.</param>
    /// <returns>What the package brings, what it does not and why. Bad input never throws.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="CypherException">The graph refused a statement.</exception>
    public static async Task<ImportReport> RunAsync(
        IGraphTransaction transaction,
        string folder,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new();
        options.Validate();
        var import = new NetworkImport(folder, options, progress);
        var (localities, actors) = await NetworkQueries.HasNetworkAsync(transaction, cancellationToken);
        return import._reader.Open(localities, actors)
            ? await import.WriteAsync(transaction, cancellationToken)
            : import._log.Report(ImportOutcome.Refused, new());
    }

    private async Task<ImportReport> RunAsync(IGraph graph, CancellationToken cancellationToken)
    {
        var (localities, actors) = await NetworkQueries.HasNetworkAsync(graph, cancellationToken);
        if (!_reader.Open(localities, actors))
        {
            return _log.Report(ImportOutcome.Refused, new());
        }

        await PrepareAsync(graph, cancellationToken);
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, cancellationToken);
        var report = await WriteAsync(transaction, cancellationToken);
        if (report.Outcome == ImportOutcome.Written)
        {
            await transaction.CommitAsync(cancellationToken);
        }
        else
        {
            await transaction.RollbackAsync(cancellationToken);
        }

        return report;
    }

    private async Task<ImportReport> WriteAsync(IGraphTransaction transaction, CancellationToken cancellationToken)
    {
        await NetworkQueries.ReadKnownAsync(transaction, _known, cancellationToken);
        var writer = new NetworkWriter(transaction, _known, _options.BatchSize);
        await WriteAllAsync(writer, cancellationToken);
        return _log.MustStop
            ? _log.Report(ImportOutcome.StoppedAtRejection, new())
            : _log.Report(ImportOutcome.Written, writer.Changes);
    }

    private async Task WriteAllAsync(NetworkWriter writer, CancellationToken cancellationToken)
    {
        var localities = _reader.Localities();
        await PassAsync(PackageFile.Localities, localities, writer.WriteAsync, cancellationToken);
        await PassAsync(PackageFile.Localities, localities, writer.LinkAsync, cancellationToken);
        await PassAsync(PackageFile.Neighbours, _reader.Neighbours(), writer.WriteAsync, cancellationToken);
        var sectors = _reader.Sectors();
        await PassAsync(PackageFile.Sectors, sectors, writer.WriteSectorsAsync, cancellationToken);
        await PassAsync(PackageFile.Sectors, sectors, writer.LinkSectorsAsync, cancellationToken);
        var resources = _reader.Resources();
        await PassAsync(PackageFile.Resources, resources, writer.WriteResourcesAsync, cancellationToken);
        await PassAsync(PackageFile.Resources, resources, writer.LinkResourcesAsync, cancellationToken);
        await PassAsync(PackageFile.Actors, _reader.Actors(), writer.WriteAsync, cancellationToken);
        await PassAsync(PackageFile.Offers, _reader.OfferRows(), writer.WriteOffersAsync, cancellationToken);
        await PassAsync(PackageFile.Needs, _reader.NeedRows(), writer.WriteNeedsAsync, cancellationToken);
        await RemoveOutdatedAsync(writer, cancellationToken);
        await PassAsync(PackageFile.Partnerships, _reader.Partnerships(), writer.WriteAsync, cancellationToken);
        await PassAsync(PackageFile.Feedback, _reader.Feedback(), writer.WriteAsync, cancellationToken);
        await PassAsync(PackageFile.Targets, _reader.Targets(), writer.WriteAsync, cancellationToken);
    }

    private async Task RemoveOutdatedAsync(NetworkWriter writer, CancellationToken cancellationToken)
    {
        if (_reader.Has(PackageFile.Offers) && !_log.MustStop)
        {
            await writer.RemoveOutdatedOffersAsync(_reader.Offers, cancellationToken);
        }

        if (_reader.Has(PackageFile.Needs) && !_log.MustStop)
        {
            await writer.RemoveOutdatedNeedsAsync(_reader.Needs, cancellationToken);
        }
    }

    /// <summary>Reads rows and passes them on in batches; does nothing any more once the import must stop.</summary>
    private async Task PassAsync<T>(PackageFile file, IEnumerable<T> rows, Func<IReadOnlyList<T>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (!_reader.Has(file) || _log.MustStop)
        {
            return;
        }

        var done = 0L;
        _progress?.Report(new(file.Name, done, _reader.BytesDone, _reader.BytesTotal));
        foreach (var batch in rows.Chunk(_options.BatchSize))
        {
            if (_log.MustStop)
            {
                return;
            }

            await write(batch, cancellationToken);
            done += batch.Length;
            _progress?.Report(new(file.Name, done, _reader.BytesDone, _reader.BytesTotal));
        }
    }
}
