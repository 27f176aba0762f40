using System.Globalization;

namespace CoEvolve.Graph.Transactions;

/// <summary>The names of the files in a graph's folder. FORMAT.md says what is in them.</summary>
internal sealed class GraphFiles(string folder)
{
    private const string SegmentPrefix = "graph-";
    private const string SegmentSuffix = ".log";

    public string Folder => folder;

    public string Lock => Path.Combine(folder, "graph.lock");

    public string Snapshot => Path.Combine(folder, "graph.snapshot");

    /// <summary>The log file that begins with a transaction.</summary>
    public string Segment(long firstSequence) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{SegmentPrefix}{firstSequence:D19}{SegmentSuffix}"));

    /// <summary>The log files that are there, by their first transaction.</summary>
    public IReadOnlyList<(long FirstSequence, string Path)> Segments()
    {
        var found = new List<(long, string)>();
        foreach (var path in Directory.EnumerateFiles(folder, SegmentPrefix + "*" + SegmentSuffix))
        {
            var number = Path.GetFileName(path.AsSpan())[SegmentPrefix.Length..^SegmentSuffix.Length];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            {
                found.Add((first, path));
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>Removes the log files that begin before a transaction.</summary>
    public void RemoveSegmentsBefore(long sequence)
    {
        foreach (var (first, path) in Segments())
        {
            if (first < sequence)
            {
                File.Delete(path);
            }
        }
    }
}
