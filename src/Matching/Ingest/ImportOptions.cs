namespace CoEvolve.Matching.Ingest;

/// <summary>How to import. The defaults suit every package that people keep by hand.</summary>
public sealed record ImportOptions
{
    /// <summary>Stop at the first rejected row with nothing written. Default: no; the other rows go in.</summary>
    public bool Strict { get; init; }

    /// <summary>Rows sent to the graph in one statement; 1 to 100,000. Default 2,000: large enough that the round trip does not count, small enough to show progress.</summary>
    public int BatchSize { get; init; } = 2_000;

    /// <summary>Longest record in bytes; 1 KiB to 1 GiB. Default 1 MiB: a hundred times the longest honest row; it bounds memory.</summary>
    public int RecordLimit { get; init; } = 1024 * 1024;

    /// <summary>Problems kept in the report; 1 or more. Default 10,000; beyond it they are only counted.</summary>
    public int ProblemLimit { get; init; } = 10_000;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(RecordLimit, 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RecordLimit, 1024 * 1024 * 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(ProblemLimit, 1);
    }
}

/// <summary>How far an import or export has come.</summary>
/// <param name="File">The file at work.</param>
/// <param name="Rows">Rows of it that are done.</param>
/// <param name="BytesDone">Bytes done, of all files together.</param>
/// <param name="BytesTotal">Bytes of all files; 0 when unknown, as in an export.</param>
public readonly record struct ImportProgress(string File, long Rows, long BytesDone, long BytesTotal);
