namespace CoEvolve.Matching.Ingest;

/// <summary>Collects what the report will say while a package is read.</summary>
internal sealed class ImportLog(ImportOptions options)
{
    private readonly List<ImportProblem> _problems = [];
    private readonly List<FileCount> _files = [];

    /// <summary>Problems so far, also those beyond the limit.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>Whether reading must end here: an import is strict and a row was rejected.</summary>
    public bool MustStop => options.Strict && ProblemCount > 0;

    /// <summary>Notes that a file is being read; counts begin at zero.</summary>
    public void Begin(string file) => _files.Add(new(file, 0, 0));

    public void Accept() => _files[^1] = _files[^1] with { Accepted = _files[^1].Accepted + 1 };

    /// <summary>Counts one rejected row and keeps its problems.</summary>
    public void Reject(params IReadOnlyCollection<ImportProblem> problems)
    {
        _files[^1] = _files[^1] with { Rejected = _files[^1].Rejected + 1 };
        Note(problems);
    }

    /// <summary>Keeps problems that belong to no row.</summary>
    public void Note(params IReadOnlyCollection<ImportProblem> problems)
    {
        ProblemCount += problems.Count;
        _problems.AddRange(problems.Take(options.ProblemLimit - _problems.Count));
    }

    public ImportReport Report(ImportOutcome outcome, ImportChanges changes) => new()
    {
        Outcome = outcome,
        Files = [.. _files],
        // A tree is checked after its rows were read, so that problems of one file do not come in the order of lines.
        Problems = [.. _problems.OrderBy(problem => FilePlace(problem.File)).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)],
        ProblemCount = ProblemCount,
        Changes = changes,
    };

    private static int FilePlace(string file)
    {
        for (var place = 0; place < PackageFile.All.Count; place++)
        {
            if (PackageFile.All[place].Name == file)
            {
                return place;
            }
        }

        return -1;
    }
}
