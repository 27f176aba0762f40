namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>The header row: which column stands where. Names of the format's columns are known in any case of letters.</summary>
internal sealed class CsvHeader
{
    private const int LongestName = 64;

    private readonly PackageFile _file;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    public CsvHeader(PackageFile file, IReadOnlyList<string> names)
    {
        _file = file;
        _names = [.. names.Select(name => name.Trim())];
        for (var i = 0; i < _names.Length; i++)
        {
            _positions.TryAdd(_names[i], i);
        }

        var known = file.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Further = [.. Enumerable.Range(0, _names.Length).Where(i => !known.Contains(_names[i])).Select(i => (i, _names[i]))];
    }

    public int Count => _names.Length;

    /// <summary>Columns that the format does not know, with their zero-based positions.</summary>
    public IReadOnlyList<(int Position, string Name)> Further { get; }

    /// <summary>Zero-based position of a column of the format, or -1.</summary>
    public int PositionOf(string column) => _positions.GetValueOrDefault(column, -1);

    /// <summary>The name of a column by its 1-based number, or null.</summary>
    public string? NameAt(int column) => column >= 1 && column <= _names.Length ? _names[column - 1] : null;

    /// <summary>Whether a property's name can be the name of a column.</summary>
    public static bool CanBeColumn(string name) => name.Length is > 0 and <= LongestName
        && char.IsAsciiLetter(name[0])
        && name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_');

    /// <summary>What is wrong with the header.</summary>
    public List<ImportProblem> Problems(int line)
    {
        var problems = new List<ImportProblem>();
        foreach (var column in _file.Required.Where(column => PositionOf(column) < 0))
        {
            problems.Add(new(_file.Name, line, 0, column, $"The column '{column}' is missing.", $"Add it; the columns are {string.Join(',', _file.Columns)}."));
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (WhyWrong(i) is { } wrong)
            {
                problems.Add(new(_file.Name, line, i + 1, _names[i], wrong.Reason, wrong.Remedy));
            }
        }

        return problems;
    }

    private (string Reason, string Remedy)? WhyWrong(int position)
    {
        var name = _names[position];
        if (name.Length == 0)
        {
            return ("The column has no name.", "Name it, or remove the comma.");
        }

        if (PositionOf(name) != position)
        {
            return ($"The column '{name}' stands twice, first as column {PositionOf(name) + 1}.", "Keep one of them.");
        }

        if (!CanBeColumn(name))
        {
            return ("The column name cannot be the name of a property.", $"Use an English letter and then letters, digits or '_', at most {LongestName}.");
        }

        return _file.Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? ($"The graph uses the name '{name}' for something else.", "Rename the column; for dates use valid_from and valid_to.")
            : null;
    }
}
