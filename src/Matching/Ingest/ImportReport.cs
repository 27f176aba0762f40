namespace CoEvolve.Matching.Ingest;

/// <summary>How an import ended.</summary>
public enum ImportOutcome
{
    /// <summary>The package is in the graph, except for the rejected rows.</summary>
    Written = 0,

    /// <summary>A file cannot be read as a whole (missing, encoding, header): nothing was written.</summary>
    Refused = 1,

    /// <summary>A row was rejected and the import was strict: nothing was written.</summary>
    StoppedAtRejection = 2,
}

/// <summary>What became of the rows of one file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Accepted">Rows that are good.</param>
/// <param name="Rejected">Rows that are not, each with at least one problem in the report.</param>
public sealed record FileCount(string File, long Accepted, long Rejected);

/// <summary>What an import changed in the graph. All zero when the graph said the same already.</summary>
public sealed record ImportChanges
{
    /// <summary>Nodes created. An import deletes none.</summary>
    public long NodesCreated { get; internal set; }

    /// <summary>Relationships created.</summary>
    public long RelationshipsCreated { get; internal set; }

    /// <summary>Relationships deleted, because the package no longer holds the fact.</summary>
    public long RelationshipsDeleted { get; internal set; }

    /// <summary>Properties set or removed.</summary>
    public long PropertiesSet { get; internal set; }

    /// <summary>Labels added.</summary>
    public long LabelsAdded { get; internal set; }

    /// <summary>Labels removed.</summary>
    public long LabelsRemoved { get; internal set; }

    /// <summary>Whether the graph differs from before.</summary>
    public bool Any => NodesCreated + RelationshipsCreated + RelationshipsDeleted + PropertiesSet + LabelsAdded + LabelsRemoved > 0;
}

/// <summary>The result of an import. Bad input is described here and never thrown.</summary>
public sealed record ImportReport
{
    /// <summary>How it ended.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>The files of the package that were there, in the order in which they were read.</summary>
    public required IReadOnlyList<FileCount> Files { get; init; }

    /// <summary>The problems in the order of files and lines; not more than <see cref="ImportOptions.ProblemLimit"/>.</summary>
    public required IReadOnlyList<ImportProblem> Problems { get; init; }

    /// <summary>How many problems there were, also those beyond the limit.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>What changed; nothing unless <see cref="ImportOutcome.Written"/>.</summary>
    public required ImportChanges Changes { get; init; }

    /// <summary>Rows that went in.</summary>
    public long Accepted => Files.Sum(file => file.Accepted);

    /// <summary>Rows that did not.</summary>
    public long Rejected => Files.Sum(file => file.Rejected);
}
