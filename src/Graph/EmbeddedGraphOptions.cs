using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph;

/// <summary>When a commit may return. Numbers are stable.</summary>
public enum DurabilityMode
{
    /// <summary>When the transaction is on the disk: neither the end of the process nor a power cut loses it.</summary>
    Durable = 0,

    /// <summary>
    /// When the operating system has the transaction: the end of the process loses nothing, and a power cut or a crash of the machine at most the transactions of
    /// the last <see cref="EmbeddedGraphOptions.RelaxedDelay"/>, always the latest ones and each as a whole.
    /// </summary>
    Relaxed = 1,
}

/// <summary>How an embedded graph keeps its folder, and what a statement may cost. Immutable.</summary>
public sealed record EmbeddedGraphOptions
{
    /// <summary>When a commit may return. Default <see cref="DurabilityMode.Durable"/>: what was said to be kept is kept. Relaxed suits imports that can be run again, since a small commit then takes microseconds, not a flush of the disk.</summary>
    public DurabilityMode Durability { get; init; } = DurabilityMode.Durable;

    /// <summary>The folder from which LOAD CSV may read, with what is below it; never anything outside, also not through links. Default null: LOAD CSV is refused.</summary>
    public string? CsvFolder { get; init; }

    /// <summary>
    /// How long a transaction may wait for the disk where <see cref="Durability"/> is relaxed. From 1 millisecond to 1 hour, default 1 second: long enough
    /// that flushes cost nothing, short enough that what is lost is still in somebody's memory. Otherwise without effect.
    /// </summary>
    public TimeSpan RelaxedDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Bytes in the current log file beyond which a snapshot is written in the background, after which the file is removed. From 4 KiB to 1 TiB, default 64 MiB: this is
    /// about a second of reading when the graph is opened, and a graph of a few million entities is then written anew only after tens of thousands of transactions.
    /// </summary>
    public long SnapshotAfterLogBytes { get; init; } = 64L << 20;

    /// <summary>What one statement may cost. By default only its text is limited.</summary>
    public QueryLimits Limits { get; init; } = new();

    /// <summary>What flushes a file; another one only in tests of disks that fail.</summary>
    internal Action<SafeFileHandle> BringToDisk { get; init; } = RandomAccess.FlushToDisk;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Require(Enum.IsDefined(Durability), nameof(Durability), Durability);
        Require(RelaxedDelay >= TimeSpan.FromMilliseconds(1) && RelaxedDelay <= TimeSpan.FromHours(1), nameof(RelaxedDelay), RelaxedDelay);
        ArgumentNullException.ThrowIfNull(Limits);
        Limits.Validate();
        Require(SnapshotAfterLogBytes is >= 4L << 10 and <= 1L << 40, nameof(SnapshotAfterLogBytes), SnapshotAfterLogBytes);
    }

    private static void Require(bool holds, string name, object value)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "The option is outside the range that its documentation gives.");
        }
    }
}
