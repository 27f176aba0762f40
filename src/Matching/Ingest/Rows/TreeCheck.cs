namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>Finds the rows of a tree that cannot hang where they say: in a cycle, under nothing known, or under a rejected row.</summary>
/// <remarks>Parents may follow their children in the file, or be in the graph alone. A row of the package replaces one of the graph.</remarks>
internal sealed class TreeCheck<T>
    where T : TreeRow
{
    private readonly IReadOnlyList<T> _rows;
    private readonly Dictionary<string, T> _byCode = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string?> _graph;
    private readonly ReferenceSet _declared;
    private readonly Dictionary<T, Objection> _rejected = new(ReferenceEqualityComparer.Instance);

    /// <param name="rows">Rows that are sound by themselves, with distinct codes.</param>
    /// <param name="graph">Parents of what the graph held before.</param>
    /// <param name="declared">Where rejected rows are noted, so that rows of other files see it.</param>
    public TreeCheck(IReadOnlyList<T> rows, IReadOnlyDictionary<string, string?> graph, ReferenceSet declared)
    {
        _rows = rows;
        _graph = graph;
        _declared = declared;
        foreach (var row in rows)
        {
            _byCode.Add(row.Code, row);
        }
    }

    /// <summary>The rejected rows with their reasons; the objection concerns the parent.</summary>
    /// <param name="objectTo">What else speaks against a row, given its parent among the rows (null where it is in the graph or absent).</param>
    public IReadOnlyDictionary<T, Objection> Run(Func<T, T?, Objection?> objectTo)
    {
        RejectCycles();
        foreach (var row in _rows.Where(row => !_rejected.ContainsKey(row)))
        {
            if (AgainstParent(row) is { } unknown)
            {
                Reject(row, unknown);
            }
            else if (objectTo(row, row.Parent is null ? null : _byCode.GetValueOrDefault(row.Parent)) is { } objection)
            {
                Reject(row, objection);
            }
        }

        RejectDescendants();
        return _rejected;
    }

    private void Reject(T row, Objection objection)
    {
        _rejected.Add(row, objection);
        _declared.Refuse(row.Code, row.Line);
    }

    private Objection? AgainstParent(T row) =>
        row.Parent is null || _byCode.ContainsKey(row.Parent) || (_graph.ContainsKey(row.Parent) && _declared.Has(row.Parent))
            ? null
            : new(_declared.WhyUnknown(row.Parent), _declared.Remedy);

    private string? ParentOf(string code) => _byCode.TryGetValue(code, out var row) ? row.Parent : _graph.GetValueOrDefault(code);

    /// <summary>Walks up from each row; a walk that meets itself has found a cycle, one that meets an earlier walk has not.</summary>
    private void RejectCycles()
    {
        var walks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var walk = 0; walk < _rows.Count; walk++)
        {
            var path = new List<string>();
            for (var code = _rows[walk].Code; code is not null; code = ParentOf(code))
            {
                if (!walks.TryAdd(code, walk))
                {
                    if (walks[code] == walk)
                    {
                        RejectCycle(path[path.IndexOf(code)..]);
                    }

                    break;
                }

                path.Add(code);
            }
        }
    }

    private void RejectCycle(List<string> codes)
    {
        var shown = codes.Count > 10 ? [.. codes.Take(10), "…"] : codes;
        var cycle = string.Join(" → ", shown.Append(codes[0]));
        foreach (var code in codes)
        {
            if (_byCode.TryGetValue(code, out var row))
            {
                Reject(row, new($"The parents form a cycle: {cycle}.", "Give one of them another parent, or none."));
            }
        }
    }

    private void RejectDescendants()
    {
        var children = _rows.Where(row => row.Parent is not null).ToLookup(row => row.Parent!, StringComparer.Ordinal);
        var open = new Queue<T>(_rejected.Keys);
        while (open.TryDequeue(out var rejected))
        {
            foreach (var child in children[rejected.Code].Where(child => !_rejected.ContainsKey(child)))
            {
                Reject(child, new(_declared.WhyUnknown(rejected.Code), _declared.Remedy));
                open.Enqueue(child);
            }
        }
    }
}
