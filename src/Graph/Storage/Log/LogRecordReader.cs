using System.Buffers.Binary;
using System.IO.Hashing;
using CoEvolve.Graph.Storage.Fields;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>What stands at a place of the log.</summary>
internal enum LogReading
{
    /// <summary>A record, whole.</summary>
    Record,

    /// <summary>The end of the file.</summary>
    End,

    /// <summary>A record that was never acknowledged, since its writing was cut off. Nothing acknowledged follows.</summary>
    TornTail,

    /// <summary>A record that was written whole and is not whole any more.</summary>
    Damage,
}

/// <summary>Reads the records of one log file in order. A record's fields are seen only after its checksum was found right.</summary>
internal sealed class LogRecordReader : FieldReader
{
    private const int Overhead = LogFormat.RecordHeaderSize + LogFormat.ChecksumSize;

    private readonly string _path;
    private readonly LogWindow _window;
    private long _record;
    private long _next;
    private long _payloadOffset;
    private long _payloadLeft;

    /// <param name="path">For messages.</param>
    /// <param name="window">The file.</param>
    /// <param name="before">The place in history before the first record of the file.</param>
    public LogRecordReader(string path, LogWindow window, LogPosition before)
    {
        _path = path;
        _window = window;
        _next = LogFormat.SegmentHeaderSize;
        Position = before;
    }

    /// <summary>The last record that was read whole.</summary>
    public LogPosition Position { get; private set; }

    /// <summary>Where the record after it begins.</summary>
    public long NextOffset => _next;

    /// <summary>Whether all fields of the record have been read.</summary>
    public bool IsAtEnd => IsDrained && _payloadLeft == 0;

    /// <summary>Why the last reading was no record.</summary>
    public string Finding { get; private set; } = "";

    public LogReading MoveNext()
    {
        _record = _next;
        var left = _window.Length - _record;
        if (left == 0)
        {
            return LogReading.End;
        }

        if (left < LogFormat.RecordHeaderSize)
        {
            return Broken("the file ends within the header of a record", _window.Length);
        }

        if (LogFormat.ReadRecordHeader(_window.View(_record, LogFormat.RecordHeaderSize), _record) is not { } header)
        {
            return Broken("the header of a record is wrong", _record + LogFormat.RecordHeaderSize);
        }

        if (header.Sequence != Position.Sequence + 1 || header.Length < 0)
        {
            Finding = $"transaction {header.Sequence} stands where {Position.Sequence + 1} is due";
            return LogReading.Damage;
        }

        if (header.Length > left - Overhead)
        {
            return Broken("the file ends within a record", _window.Length);
        }

        return ReadPayload(header);
    }

    public override InvalidDataException Damaged(string finding) => LogDamage.At(_path, _record, finding, Position.Sequence);

    /// <summary>A refusal of the place where <see cref="MoveNext"/> found no record.</summary>
    public InvalidDataException Refusal() => LogDamage.At(_path, _record, Finding, Position.Sequence + 1);

    protected override void BringMore()
    {
        if (_payloadLeft == 0)
        {
            throw Damaged("a record ends too early");
        }

        var part = (int)Math.Min(_payloadLeft, LogWindow.Size);
        var place = _window.Place(_payloadOffset, part);
        _payloadOffset += part;
        _payloadLeft -= part;
        Continue(_window.Bytes, place, place + part);
    }

    private LogReading ReadPayload(in RecordHeader header)
    {
        var end = _record + LogFormat.RecordHeaderSize + header.Length;
        var checksum = ChecksumUpTo(end);
        if (BinaryPrimitives.ReadUInt64LittleEndian(_window.View(end, LogFormat.ChecksumSize)) != checksum)
        {
            return Broken("the checksum of a record is wrong", end + LogFormat.ChecksumSize);
        }

        _next = end + LogFormat.ChecksumSize;
        _payloadOffset = _record + LogFormat.RecordHeaderSize;
        _payloadLeft = header.Length;
        Continue([], 0, 0);
        Position = new(header.Sequence, checksum);
        return LogReading.Record;
    }

    private ulong ChecksumUpTo(long end)
    {
        if (end - _record <= LogWindow.Size)
        {
            return XxHash3.HashToUInt64(_window.View(_record, (int)(end - _record)), (long)Position.Checksum);
        }

        var hash = new XxHash3((long)Position.Checksum);
        for (var offset = _record; offset < end;)
        {
            var part = (int)Math.Min(end - offset, LogWindow.Size);
            hash.Append(_window.View(offset, part));
            offset += part;
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private LogReading Broken(string finding, long end)
    {
        Finding = finding;
        return TornTail.IsAt(_window, _record, end, Position.Sequence + 1) ? LogReading.TornTail : LogReading.Damage;
    }
}
