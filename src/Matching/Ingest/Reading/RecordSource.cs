using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>
/// Cuts a stream of UTF-8 into the records of RFC 4180 and vouches for each: its quotes are sound, its length is bounded and its bytes
/// are text. What fails is handed out as a <see cref="RecordFault"/>, and reading goes on with the next record.
/// </summary>
/// <remarks>
/// CsvHelper splits a record into cells, but by itself it would read an unclosed quote, or a line of 100 MB, into memory to its end,
/// and it does not see bytes. Memory here stays within a small multiple of the limit, whatever the file holds.
/// Where quotes are wrong nobody can tell where the record was meant to end. It is taken to be its first physical line, and reading resumes on
/// the second, so that one forgotten quote costs one row and not the rest of the file.
/// </remarks>
internal sealed class RecordSource : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly int _limit;
    private byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _filled;
    private long _bufferOffset;
    private int _nextLine = 1;
    private bool _ended;

    /// <param name="stream">Where to read; closed with this object.</param>
    /// <param name="limit">Longest record in bytes.</param>
    public RecordSource(Stream stream, int limit)
    {
        _stream = stream;
        _limit = limit;
        Append();
        Mark = ReadMark();
    }

    private enum Place
    {
        FieldStart,
        Unquoted,
        Quoted,
        AfterQuote,
    }

    /// <summary>What the first bytes say of the encoding.</summary>
    public ByteOrderMark Mark { get; }

    /// <summary>Physical line (1-based) where the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>The record without its line end, valid until the next one is read; empty when there is a fault.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Why the record cannot be used, or null.</summary>
    public RecordFault? Fault { get; private set; }

    /// <summary>Bytes of the stream that are behind the reader.</summary>
    public long Position => _bufferOffset + _start;

    /// <summary>Moves to the next record that is not a blank line; false at the end.</summary>
    public bool Read()
    {
        if (_start > _buffer.Length / 2)
        {
            Compact();
        }

        while (SkipBlankLine())
        {
        }

        Bytes = default;
        Fault = null;
        Line = _nextLine;
        return HasByte(_start) && ReadRecord();
    }

    public void Dispose() => _stream.Dispose();

    private ByteOrderMark ReadMark()
    {
        var head = _buffer.AsSpan(0, Math.Min(_filled, 4));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _start = 3;
            return ByteOrderMark.Utf8;
        }

        var wide = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])
            // Without a mark, UTF-16 of Latin text still shows: every other byte is zero.
            || (head.Length >= 2 && (head[0] == 0) != (head[1] == 0));
        return wide ? ByteOrderMark.Wide : ByteOrderMark.None;
    }

    private bool SkipBlankLine()
    {
        if (!HasByte(_start))
        {
            return false;
        }

        var length = _buffer[_start] == '\n' ? 1 : _buffer[_start] == '\r' && HasByte(_start + 1) && _buffer[_start + 1] == '\n' ? 2 : 0;
        _start += length;
        _nextLine += length > 0 ? 1 : 0;
        return length > 0;
    }

    private bool ReadRecord()
    {
        var place = Place.FieldStart;
        var column = 1;
        var at = _start;
        var breaks = 0;
        for (; HasByte(at); at++)
        {
            if (at - _start >= _limit)
            {
                return Give(TooLong(place, column));
            }

            var symbol = _buffer[at];
            switch (place, symbol)
            {
                case (Place.Quoted, (byte)'"'):
                    place = Place.AfterQuote;
                    break;
                case (Place.Quoted, _):
                    breaks += symbol == '\n' ? 1 : 0;
                    break;
                case (_, (byte)'\n'):
                    return Take(at, at + 1, breaks + 1);
                case (_, (byte)'\r') when !HasByte(at + 1) || _buffer[at + 1] == '\n':
                    break;
                case (_, (byte)'\r'):
                    return Give(new(column, "A carriage return stands alone, without a line feed.", "Save the file with line ends LF or CR LF."));
                case (_, (byte)','):
                    place = Place.FieldStart;
                    column++;
                    break;
                case (Place.FieldStart, (byte)'"') or (Place.AfterQuote, (byte)'"'):
                    place = Place.Quoted;
                    break;
                case (Place.Unquoted, (byte)'"'):
                    return Give(new(column, "A quotation mark stands inside a cell that does not begin with one.", "Put the whole cell in quotation marks and double each one inside of it."));
                case (Place.AfterQuote, _):
                    return Give(new(column, AfterQuoteReason(breaks), "Double each quotation mark inside of a quoted cell, and close the cell before the comma."));
                default:
                    place = Place.Unquoted;
                    break;
            }
        }

        return place == Place.Quoted
            ? Give(new(column, "A quotation mark is opened and never closed.", "Close the cell with a quotation mark before the next comma or line end."))
            : Take(at, at, breaks);
    }

    private string AfterQuoteReason(int breaks) => breaks == 0
        ? "Text follows the closing quotation mark of a cell."
        : string.Create(CultureInfo.InvariantCulture, $"A quoted cell runs on to line {Line + breaks}, where text follows its closing quotation mark; one was probably forgotten before.");

    private RecordFault TooLong(Place place, int column) => new(
        column,
        string.Create(CultureInfo.InvariantCulture, $"The record is longer than {_limit:N0} bytes{(place == Place.Quoted ? ", within a quoted cell" : "")}."),
        "Shorten it; where a quotation mark was opened and not closed, close it.");

    /// <summary>Hands out the bytes up to <paramref name="end"/> as text, and moves behind the line end.</summary>
    private bool Take(int end, int next, int lines)
    {
        var bytes = _buffer.AsMemory(_start, end - _start);
        if (bytes.Span.EndsWith("\r"u8))
        {
            bytes = bytes[..^1];
        }

        if (Utf8.IsValid(bytes.Span))
        {
            Bytes = bytes;
        }
        else
        {
            Fault = NotText(bytes.Span);
        }

        _start = next;
        _nextLine += lines;
        return true;
    }

    private RecordFault NotText(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == OperationStatus.Done)
        {
            at += consumed;
        }

        var before = bytes[..at];
        var line = Line + before.Count((byte)'\n');
        var inLine = at - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return new(
            0,
            string.Create(CultureInfo.InvariantCulture, $"Not UTF-8: byte 0x{bytes[at]:X2} at byte {inLine} of line {line} (byte {Position + at + 1} of the file)."),
            "Save the file as UTF-8; it may be in Windows-1252 or Latin-1 now.");
    }

    /// <summary>Reports a fault and moves behind the first physical line of the record.</summary>
    private bool Give(RecordFault fault)
    {
        Fault = fault;
        int found;
        while ((found = _buffer.AsSpan(_start, _filled - _start).IndexOf((byte)'\n')) < 0)
        {
            _start = _filled;
            Compact();
            if (!Append())
            {
                return true;
            }
        }

        _start += found + 1;
        _nextLine++;
        return true;
    }

    private bool HasByte(int index) => index < _filled || (!_ended && Append() && index < _filled);

    /// <summary>Reads more bytes behind those in the buffer; indexes stay as they are.</summary>
    private bool Append()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _ended = count == 0;
        _filled += count;
        return !_ended;
    }

    /// <summary>Forgets the bytes before the record; indexes into the buffer change.</summary>
    private void Compact()
    {
        _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        _bufferOffset += _start;
        _filled -= _start;
        _start = 0;
    }
}
