using System.Globalization;
using CoEvolve.Matching.Ingest.Reading;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>Reads the cells of one row by column and keeps what is wrong with them. A cell that is wrong reads as unknown.</summary>
internal sealed class RowCells(CsvTable table)
{
    private readonly List<ImportProblem> _problems = [];

    public int Line => table.Line;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    public bool Sound => _problems.Count == 0;

    /// <summary>Begins with the next row.</summary>
    public void Reset() => _problems.Clear();

    /// <summary>1-based number of a column, or 0 where the file lacks it.</summary>
    public int NumberOf(string column) => table.Header.PositionOf(column) + 1;

    /// <summary>An id or code; where it is missing although required, the row is wrong and the result empty.</summary>
    public string Id(string column) => OptionalId(column) ?? Missing(column, "");

    public string? OptionalId(string column) => Checked(column, Trimmed(column), CellText.AgainstId);

    /// <summary>A reference to something that must exist, or null for an empty cell.</summary>
    public string? Reference(string column, ReferenceSet known)
    {
        var id = OptionalId(column);
        return id is not null && CheckKnown(column, id, known) ? id : null;
    }

    /// <summary>Like <see cref="Reference"/>, for a cell that must not be empty.</summary>
    public string RequiredReference(string column, ReferenceSet known)
    {
        if (Trimmed(column) is null)
        {
            return Missing(column, "");
        }

        return Reference(column, known) ?? "";
    }

    /// <summary>A list of references without repetitions.</summary>
    public IReadOnlyList<string> References(string column, ReferenceSet known)
    {
        var found = new List<string>();
        foreach (var item in Items(column))
        {
            if (Checked(column, item, CellText.AgainstId) is { } id && CheckKnown(column, id, known) && !found.Contains(id))
            {
                found.Add(id);
            }
        }

        return found;
    }

    /// <summary>The parts of a list cell, trimmed, without empty ones.</summary>
    public string[] Items(string column) => Trimmed(column)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public string RequiredText(string column) => Text(column) ?? Missing(column, "");

    /// <summary>Text of one line.</summary>
    public string? Text(string column) => Checked(column, Trimmed(column), text => CellText.AgainstLine(Raw(column), text));

    /// <summary>Text that may have several lines.</summary>
    public string? Prose(string column) => Checked(column, Trimmed(column), text => CellText.AgainstProse(Raw(column), text));

    public string? Email(string column) => Checked(column, Trimmed(column), CellText.AgainstEmail);

    public T? Choice<T>(string column, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Trimmed(column) is not { } text)
        {
            return null;
        }

        return words.TryGetValue(text, out var value) ? value : Unknown<T>(column, text, words.Keys);
    }

    public string? Choice(string column, IReadOnlyDictionary<string, string> words)
    {
        var text = Trimmed(column);
        return text is null || words.ContainsKey(text) ? text : Unknown<int>(column, text, words.Keys)?.ToString(CultureInfo.InvariantCulture);
    }

    public T Required<T>(string column, T? value)
        where T : struct => value ?? Missing<T>(column);

    public string Required(string column, string? value) => value ?? Missing(column, "");

    public DateOnly? Date(string column)
    {
        if (Trimmed(column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Reject(column, $"'{CellText.Shown(text)}' is no day of the calendar in the form year-month-day.", "Write it as 2024-02-29.");
        return null;
    }

    /// <summary>A period that begins before it ends; both days may be unknown.</summary>
    public Period Period(string from, string until)
    {
        var period = new Period(Date(from), Date(until));
        if (period.From > period.Until)
        {
            Reject(until, CellText.Format($"{until} {period.Until:yyyy-MM-dd} lies before {from} {period.From:yyyy-MM-dd}."), "Exchange or correct the dates.");
        }

        return period;
    }

    /// <summary>A count: an integer of 0 or more.</summary>
    public long? Count(string column)
    {
        if (Trimmed(column) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count is >= 0 and <= 1_000_000_000_000)
        {
            return count;
        }

        Reject(column, $"'{CellText.Shown(text)}' is no count.", "Write a whole number of 0 or more, without separators, or leave it empty.");
        return null;
    }

    /// <summary>A number within bounds.</summary>
    public double? Number(string column, double least, double most)
    {
        if (Trimmed(column) is not { } text)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            Reject(column, $"'{CellText.Shown(text)}' is no number.", "Write digits with a decimal point and no separators, or leave it empty.");
            return null;
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        Reject(column, $"{CellText.Shown(text)} is out of range.", CellText.Format($"Give a number from {least} to {most}."));
        return null;
    }

    /// <summary>The cells of columns that the format does not know, without the empty ones.</summary>
    public IReadOnlyList<FurtherCell> Further()
    {
        var found = new List<FurtherCell>(table.Header.Further.Count);
        foreach (var (position, column) in table.Header.Further)
        {
            var raw = table.Cells[position];
            var text = raw.Trim();
            // A negative number begins like a formula and is none.
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            if (text.Length > 0 && (isNumber || Checked(column, text, cell => CellText.AgainstProse(raw, cell)) is not null))
            {
                found.Add(new(column, text));
            }
        }

        return found;
    }

    /// <summary>Notes that a cell is wrong; the row will be rejected.</summary>
    public void Reject(string column, string reason, string remedy) =>
        _problems.Add(new(table.File.Name, table.Line, NumberOf(column), column, reason, remedy));

    private string Raw(string column)
    {
        var position = table.Header.PositionOf(column);
        return position < 0 ? "" : table.Cells[position];
    }

    private string? Trimmed(string column)
    {
        var text = Raw(column).Trim();
        return text.Length == 0 ? null : text;
    }

    private string? Checked(string column, string? text, Func<string, Objection?> against)
    {
        if (text is null || against(text) is not { } objection)
        {
            return text;
        }

        Reject(column, objection.Reason, objection.Remedy);
        return null;
    }

    private bool CheckKnown(string column, string id, ReferenceSet known)
    {
        if (known.Has(id))
        {
            return true;
        }

        Reject(column, known.WhyUnknown(id), known.Remedy);
        return false;
    }

    private T? Unknown<T>(string column, string text, IEnumerable<string> words)
        where T : struct
    {
        Reject(column, $"'{CellText.Shown(text)}' is not known here.", $"Use one of: {string.Join(", ", words)}.");
        return null;
    }

    private T Missing<T>(string column, T placeholder = default!)
    {
        var position = table.Header.PositionOf(column);
        // A cell that is there and wrong has its own problem already.
        if (position < 0 || table.Cells[position].Trim().Length == 0)
        {
            Reject(column, "The cell is empty.", $"Fill in {column}.");
        }

        return placeholder;
    }
}
