namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>The ids of one kind that rows may refer to: those of the graph, and those of this package as its rows are accepted.</summary>
/// <param name="file">The file that declares them.</param>
/// <param name="noun">What they name, as in "locality".</param>
internal sealed class ReferenceSet(PackageFile file, string noun)
{
    /// <summary>By id: a positive line where the package declares it, a negative one where that row was rejected, 0 for the graph alone.</summary>
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public string Remedy => $"Correct it, or add the {noun} to {file.Name}.";

    public bool AnyInGraph { get; private set; }

    /// <summary>The ids that accepted rows of this package declare.</summary>
    public IEnumerable<string> InPackage => _lines.Where(entry => entry.Value > 0).Select(entry => entry.Key);

    public void AddFromGraph(string id)
    {
        AnyInGraph = true;
        _lines[id] = 0;
    }

    public bool Has(string id) => _lines.TryGetValue(id, out var line) && line >= 0;

    /// <summary>The line of this package where the id stands already, accepted or rejected; 0 for none.</summary>
    public int LineOf(string id) => Math.Abs(_lines.GetValueOrDefault(id));

    public void Accept(string id, int line) => _lines[id] = line;

    public void Refuse(string id, int line) => _lines[id] = -line;

    public string WhyUnknown(string id) => _lines.GetValueOrDefault(id) is < 0 and var line
        ? $"The {noun} '{CellText.Shown(id)}' was rejected ({file.Name}, line {-line})."
        : $"The {noun} '{CellText.Shown(id)}' is not known.";
}
