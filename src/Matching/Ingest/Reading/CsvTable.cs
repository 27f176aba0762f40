using CsvHelper;

namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>One open file of a package: its header, and its records split into cells.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly RecordSource _source;
    private readonly SoundRecords _records;
    private readonly CsvReader _reader;
    private bool _splitAhead;
    private string[] _cells = [];

    private CsvTable(PackageFile file, RecordSource source)
    {
        File = file;
        _source = source;
        _records = new(source);
        _reader = CsvReader.Create(_records, new CsvReaderOptions { Separator = ',', HasHeader = false, SkipEmptyLines = false });
        Header = new(file, []);
    }

    public PackageFile File { get; }

    public CsvHeader Header { get; private set; }

    /// <summary>Line where the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>Bytes of the file that are done.</summary>
    public long Position => _source.Position;

    /// <summary>The cells of the record, as many as the header has; valid until the next one is read. Empty when there is a fault.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Why the record cannot be used, or null.</summary>
    public ImportProblem? Fault { get; private set; }

    /// <summary>Opens a file and reads its header. Where either fails, the problems say why and the result is null.</summary>
    public static CsvTable? Open(string folder, PackageFile file, int recordLimit, List<ImportProblem> problems)
    {
        var path = Path.Combine(folder, file.Name);
        if (Directory.Exists(path))
        {
            problems.Add(Whole(file, "This is a folder.", "Put a CSV file in its place."));
            return null;
        }

        FileStream stream;
        try
        {
            stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(Whole(file, $"The file cannot be opened: {error.Message}", "Check that it is there and may be read."));
            return null;
        }

        var table = new CsvTable(file, new(stream, recordLimit));
        var found = table.ReadHeader();
        problems.AddRange(found);
        if (found.Count == 0)
        {
            return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public bool Read()
    {
        if (!ReadCells(out var fault))
        {
            return false;
        }

        Fault = fault is not null
            ? new(File.Name, Line, fault.Column, Header.NameAt(fault.Column), fault.Reason, fault.Remedy)
            : WrongCount();
        return true;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _records.Dispose();
        _source.Dispose();
    }

    private static ImportProblem Whole(PackageFile file, string reason, string remedy) => new(file.Name, 0, 0, null, reason, remedy);

    private List<ImportProblem> ReadHeader()
    {
        if (_source.Mark == ByteOrderMark.Wide)
        {
            return [Whole(File, "The file is UTF-16 or UTF-32.", "Save it as UTF-8.")];
        }

        if (!ReadCells(out var fault))
        {
            return [Whole(File, "The file is empty.", $"Begin it with a header row: {string.Join(',', File.Columns)}.")];
        }

        if (fault is not null)
        {
            return [new(File.Name, Line, fault.Column, null, fault.Reason, fault.Remedy)];
        }

        Header = new(File, _cells);
        return Header.Problems(Line);
    }

    /// <summary>Brings the records that CsvHelper split and those that never reached it back into the order of the file.</summary>
    private bool ReadCells(out RecordFault? fault)
    {
        _splitAhead = _splitAhead || _reader.Read();
        if (!_records.TryTakeNote(out var note))
        {
            fault = null;
            return !_splitAhead ? false : throw new InvalidOperationException($"{File.Name}: a record more was split than cut, after line {Line}.");
        }

        (Line, fault) = note;
        _cells = [];
        if (fault is null)
        {
            _cells = _splitAhead ? CopyCells() : throw new InvalidOperationException($"{File.Name}: the record in line {Line} was cut but not split.");
            _splitAhead = false;
        }

        return true;
    }

    private string[] CopyCells()
    {
        var cells = new string[_reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _reader.GetString(i);
        }

        return cells;
    }

    private ImportProblem? WrongCount() => _cells.Length == Header.Count
        ? null
        : new(
            File.Name,
            Line,
            0,
            null,
            $"The row has {_cells.Length} cells, but the header has {Header.Count}.",
            _cells.Length > Header.Count ? "Put quotation marks around a cell that holds a comma." : "Add the missing commas; leave cells empty where nothing is known.");
}
