using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Log;
using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>Reads what a folder holds: the snapshot, and on top of it the transactions of the log. Changes no file.</summary>
/// <remarks>
/// A transaction that both have counts once, by its number. So it does not matter when a crash came between the writing of a snapshot
/// and the removal of the log files that it made superfluous: such files are passed over.
/// </remarks>
internal sealed class Recovery
{
    /// <summary>How often a reading begins anew when the process that has the graph open removes a file under it.</summary>
    private const int Attempts = 5;

    private readonly GraphState _state;

    private Recovery(GraphState snapshot, LogPosition position)
    {
        _state = snapshot.Fork();
        Position = position;
        SnapshotSequence = position.Sequence;
    }

    /// <summary>The last transaction that was found.</summary>
    public LogPosition Position { get; private set; }

    /// <summary>The last transaction that is in the snapshot.</summary>
    public long SnapshotSequence { get; }

    /// <summary>The log file to go on in, and where; null where a new one is to be begun.</summary>
    public (string Path, long FirstSequence, long End)? Last { get; private set; }

    /// <summary>Where a write was cut off by a crash, and how many bytes there are to be dropped.</summary>
    public (string Path, long Offset, long Bytes)? Torn { get; private set; }

    /// <summary>The state with all transactions.</summary>
    public GraphState State => _state;

    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together; the message says which, where, and what to do.</exception>
    public static Recovery Read(GraphFiles files)
    {
        // Files are listed before the snapshot is read: one that is written meanwhile, by the process that has the graph open, then only makes some superfluous.
        var segments = files.Segments();
        var (snapshot, position) = File.Exists(files.Snapshot) ? SnapshotFile.Read(files.Snapshot) : (Empty(), default);
        var recovery = new Recovery(snapshot, position);
        for (var i = 0; i < segments.Count; i++)
        {
            var last = i == segments.Count - 1;
            if (last || segments[i + 1].FirstSequence > recovery.Position.Sequence + 1)
            {
                recovery.ReadSegment(segments[i].Path, segments[i].FirstSequence, last);
            }
        }

        recovery._state.Freeze();
        return recovery;
    }

    /// <summary>The same of a folder that another process may have open: it holds at least what was acknowledged before the call.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together; the message says which, where, and what to do.</exception>
    public static Recovery ReadWhileInUse(GraphFiles files)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read(files);
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
                // A snapshot has taken the place of the log file.
            }
        }
    }

    private static GraphState Empty()
    {
        var state = new GraphState();
        state.Freeze();
        return state;
    }

    private void ReadSegment(string path, long firstSequence, bool last)
    {
        using var file = LogSegment.OpenForReading(path);
        var window = new LogWindow(file, RandomAccess.GetLength(file));
        if (LogSegment.ReadHeader(path, window, out var version) is not { } before)
        {
            Torn = last ? (path, 0, window.Length) : throw LogDamage.At(path, 0, "the header is missing", firstSequence);
            return;
        }

        RequireFitting(path, firstSequence, before);
        var reader = new LogRecordReader(path, window, before);
        var reading = reader.MoveNext();
        while (reading == LogReading.Record)
        {
            Take(path, reader);
            reading = reader.MoveNext();
        }

        if (reading == LogReading.Damage || (reading == LogReading.TornTail && !last))
        {
            throw reader.Refusal();
        }

        if (reading == LogReading.TornTail)
        {
            Torn = (path, reader.NextOffset, window.Length - reader.NextOffset);
        }

        // A snapshot put in from elsewhere may be ahead of the log, and a file of an older format must stay one: then a new file goes on.
        if (last && version == LogFormat.Version && reader.Position == Position)
        {
            Last = (path, firstSequence, reader.NextOffset);
        }
    }

    private void RequireFitting(string path, long firstSequence, LogPosition before)
    {
        if (before.Sequence + 1 != firstSequence)
        {
            throw LogDamage.WrongPlace(path, $"by its name it begins with transaction {firstSequence}, and by its header with {before.Sequence + 1}");
        }

        if (before.Sequence > Position.Sequence)
        {
            throw LogDamage.WrongPlace(path, $"it begins with transaction {firstSequence}, and those from {Position.Sequence + 1} on are missing");
        }

        RequireSameHistory(path, before);
    }

    private void Take(string path, LogRecordReader reader)
    {
        if (reader.Position.Sequence <= Position.Sequence)
        {
            RequireSameHistory(path, reader.Position);
            return;
        }

        new ChangeReplay(reader, _state).Run();
        Position = reader.Position;
    }

    private void RequireSameHistory(string path, LogPosition position)
    {
        if (position.Sequence == Position.Sequence && position.Checksum != Position.Checksum)
        {
            throw LogDamage.WrongPlace(path, $"its transaction {position.Sequence} is another one than that of the snapshot or of the log file before it");
        }
    }
}
