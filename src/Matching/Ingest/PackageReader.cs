using CoEvolve.Matching.Ingest.Reading;
using CoEvolve.Matching.Ingest.Rows;

namespace CoEvolve.Matching.Ingest;

/// <summary>
/// Reads a network package file by file and hands out the rows that are good; the others go to the log. Each file is read once, forwards, in the order of
/// <see cref="PackageFile.All"/>: a row may refer to files before its own, and to what the graph held before.
/// </summary>
/// <remarks>
/// Localities, sectors and resources are held in memory, since parents may follow children; of the other files only ids and keys are kept.
/// The sequences must be run through in the order of the files, each to its end unless <see cref="ImportLog.MustStop"/>.
/// </remarks>
internal sealed class PackageReader(string folder, ImportOptions options, KnownNetwork known, ImportLog log)
{
    private readonly ReferenceSet _partnerships = new(PackageFile.Partnerships, "partnership");
    private readonly ReferenceSet _targets = new(PackageFile.Targets, "target");
    private readonly List<PackageFile> _files = [];
    private CsvTable? _open;
    private long _bytesOfClosed;

    /// <summary>Bytes of all files.</summary>
    public long BytesTotal { get; private set; }

    /// <summary>Bytes that are done.</summary>
    public long BytesDone => _bytesOfClosed + (_open?.Position ?? 0);

    public ExchangeKeys Offers { get; } = new();

    public ExchangeKeys Needs { get; } = new();

    /// <summary>Whether the package has a file.</summary>
    public bool Has(PackageFile file) => _files.Contains(file);

    /// <summary>Looks whether the package can be read at all: the folder, the files that must be there, and each header. The log has what is wrong.</summary>
    /// <param name="graphHasLocalities">Whether the graph holds localities, so that the package need not.</param>
    /// <param name="graphHasActors">Whether the graph holds actors, so that the package need not.</param>
    public bool Open(bool graphHasLocalities, bool graphHasActors)
    {
        var before = log.ProblemCount;
        if (!Directory.Exists(folder))
        {
            log.Note(new ImportProblem(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), 0, 0, null, "The folder does not exist.", "Name a folder with the CSV files of a network package."));
            return false;
        }

        foreach (var file in PackageFile.All.Where(file => Path.Exists(Path.Combine(folder, file.Name))))
        {
            var problems = new List<ImportProblem>();
            using var table = CsvTable.Open(folder, file, options.RecordLimit, problems);
            log.Note(problems);
            if (table is not null)
            {
                BytesTotal += new FileInfo(Path.Combine(folder, file.Name)).Length;
                _files.Add(file);
            }
        }

        NoteMissing(PackageFile.Localities, graphHasLocalities);
        NoteMissing(PackageFile.Actors, graphHasActors);
        if (_files.Count == 0 && log.ProblemCount == before)
        {
            log.Note(new ImportProblem(PackageFile.Actors.Name, 0, 0, null, "The folder holds no file of a network package.", $"The files are {string.Join(", ", PackageFile.All.Select(file => file.Name))}."));
        }

        var readable = log.ProblemCount == before;
        NoteStrangers();
        return readable;
    }

    public IReadOnlyList<LocalityRow> Localities()
    {
        var rows = Sound(PackageFile.Localities, cells => RowReading.Locality(cells, known)).ToList();
        var parents = known.LocalitiesOfGraph.ToDictionary(entry => entry.Key, entry => entry.Value.Parent, StringComparer.Ordinal);
        var nation = new LocalityTiers(known, rows);
        return Hanging(PackageFile.Localities, rows, new TreeCheck<LocalityRow>(rows, parents, known.Localities).Run(nation.Against));
    }

    public IReadOnlyList<TermRow> Sectors() => Terms(PackageFile.Sectors, known.SectorsOfGraph, known.Sectors);

    public IReadOnlyList<TermRow> Resources() => Terms(PackageFile.Resources, known.ResourcesOfGraph, known.Resources);

    public IEnumerable<NeighbourRow> Neighbours()
    {
        var lines = new Dictionary<(string A, string B), int>();
        return Accepted(PackageFile.Neighbours, cells => RowReading.Neighbour(cells, known, lines));
    }

    public IEnumerable<ActorRow> Actors() => Accepted(PackageFile.Actors, cells => RowReading.Actor(cells, known));

    public IEnumerable<ExchangeRow> OfferRows() => Accepted(PackageFile.Offers, cells => RowReading.Exchange(cells, known, Offers));

    public IEnumerable<ExchangeRow> NeedRows() => Accepted(PackageFile.Needs, cells => RowReading.Exchange(cells, known, Needs));

    public IEnumerable<PartnershipRow> Partnerships() => Accepted(PackageFile.Partnerships, cells => RowReading.Partnership(cells, known, _partnerships));

    public IEnumerable<FeedbackRow> Feedback()
    {
        var seen = new HashSet<(string From, string To, string Verdict, DateOnly At)>();
        return Accepted(PackageFile.Feedback, cells => RowReading.Feedback(cells, known, seen));
    }

    public IEnumerable<TargetRow> Targets() => Accepted(PackageFile.Targets, cells => RowReading.Target(cells, _targets));

    private void NoteMissing(PackageFile file, bool graphHasSome)
    {
        if (!graphHasSome && !Path.Exists(Path.Combine(folder, file.Name)))
        {
            log.Note(new ImportProblem(file.Name, 0, 0, null, "The file is missing, and the graph has none of its rows yet.", "Add it, or import the package that has it first."));
        }
    }

    /// <summary>A misspelt file name would lose a whole file without a word.</summary>
    private void NoteStrangers()
    {
        var names = PackageFile.All.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var stranger in Directory.EnumerateFiles(folder, "*.csv").Select(path => Path.GetFileName(path)).Where(name => !names.Contains(name)).Order(StringComparer.Ordinal))
        {
            log.Note(new ImportProblem(stranger, 0, 0, null, "This is no file of a network package; it was not read.", $"Rename it to one of {string.Join(", ", PackageFile.All.Select(file => file.Name))}, or move it away."));
        }
    }

    private List<TermRow> Terms(PackageFile file, Dictionary<string, string?> graph, ReferenceSet declared)
    {
        var rows = Sound(file, cells => RowReading.Term(cells, declared)).ToList();
        return Hanging(file, rows, new TreeCheck<TermRow>(rows, graph, declared).Run((_, _) => null));
    }

    private List<T> Hanging<T>(PackageFile file, List<T> rows, IReadOnlyDictionary<T, Objection> rejected)
        where T : TreeRow
    {
        foreach (var row in rows)
        {
            if (!rejected.TryGetValue(row, out var objection))
            {
                log.Accept();
            }
            else if (!log.MustStop)
            {
                log.Reject(new ImportProblem(file.Name, row.Line, row.ParentColumn, "parent", objection.Reason, objection.Remedy));
            }
        }

        return [.. rows.Where(row => !rejected.ContainsKey(row))];
    }

    private IEnumerable<T> Accepted<T>(PackageFile file, Func<RowCells, T> read)
    {
        foreach (var row in Sound(file, read))
        {
            log.Accept();
            yield return row;
        }
    }

    private IEnumerable<T> Sound<T>(PackageFile file, Func<RowCells, T> read)
    {
        if (!Has(file))
        {
            yield break;
        }

        log.Begin(file.Name);
        var problems = new List<ImportProblem>();
        using var table = CsvTable.Open(folder, file, options.RecordLimit, problems)
            ?? throw new IOException($"{file.Name} could be read a moment ago and cannot be now: {string.Join(' ', problems)}");
        _open = table;
        var cells = new RowCells(table);
        while (!log.MustStop && table.Read())
        {
            if (table.Fault is { } fault)
            {
                log.Reject(fault);
                continue;
            }

            cells.Reset();
            var row = read(cells);
            if (cells.Sound)
            {
                yield return row;
            }
            else
            {
                log.Reject(cells.Problems);
            }
        }

        _bytesOfClosed += table.Position;
        _open = null;
    }
}
