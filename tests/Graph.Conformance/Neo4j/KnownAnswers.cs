namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>The committed list of recorded answers from which the engine is known to differ, each with its reason.</summary>
internal static class KnownAnswers
{
    /// <summary>Reasons by the id of the case.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(KnownAnswers).Assembly.GetManifestResourceStream("known-differences.txt")!);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var end = line.IndexOf(": ", StringComparison.Ordinal);
            if (end > 0 && line[0] != '#')
            {
                known.Add(line[..end], line[(end + 2)..]);
            }
        }

        return known;
    }
}
