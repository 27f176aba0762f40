namespace CoEvolve.Graph.Storage.Log;

/// <summary>Tells a record whose writing was cut off from one that was damaged later.</summary>
/// <remarks>
/// <para>A log only grows, and a disk writes sectors whole. So a record that was not written to its end ends with the file, or has sectors
/// that still are what the file system gives a grown file: zeros. A record that is wrong in another way was once whole.</para>
/// <para>Zeros may come from a failing disk as well. Every record therefore says which transactions were on the disk when
/// it was written: where a later one vouches for the broken one, that was acknowledged, and its loss is damage.</para>
/// </remarks>
internal static class TornTail
{
    private const int Sector = 512;
    private const int Step = 4096;

    /// <param name="window">The file.</param>
    /// <param name="record">Where the broken record begins.</param>
    /// <param name="end">Where it would end, or the end of the file.</param>
    /// <param name="sequence">The transaction that was to be there.</param>
    public static bool IsAt(LogWindow window, long record, long end, long sequence) =>
        (end == window.Length && EndsEarly(window, record) || HasEmptySector(window, record, end)) && !IsVouchedFor(window, record, sequence);

    private static bool EndsEarly(LogWindow window, long record)
    {
        var left = window.Length - record;
        return left < LogFormat.RecordHeaderSize
            || (LogFormat.ReadRecordHeader(window.View(record, LogFormat.RecordHeaderSize), record) is { } header
                && header.Length > left - LogFormat.RecordHeaderSize - LogFormat.ChecksumSize);
    }

    private static bool HasEmptySector(LogWindow window, long record, long end)
    {
        for (var from = record; from < end;)
        {
            var to = Math.Min(end, (from / Sector + 1) * Sector);
            if (!window.View(from, (int)(to - from)).ContainsAnyExcept((byte)0))
            {
                return true;
            }

            from = to;
        }

        return false;
    }

    private static bool IsVouchedFor(LogWindow window, long record, long sequence)
    {
        var last = window.Length - LogFormat.RecordHeaderSize;
        for (var from = record + 1; from <= last;)
        {
            var view = window.View(from, (int)Math.Min(Step, window.Length - from));
            var found = view.IndexOf(LogFormat.Marker);
            if (found < 0)
            {
                from += Math.Max(1, view.Length - LogFormat.Marker.Length + 1);
                continue;
            }

            from += found;
            if (from <= last && LogFormat.ReadRecordHeader(window.View(from, LogFormat.RecordHeaderSize), from) is { } later && later.Durable >= sequence)
            {
                return true;
            }

            from++;
        }

        return false;
    }
}
