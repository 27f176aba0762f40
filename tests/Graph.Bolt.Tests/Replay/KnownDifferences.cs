namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>A recording that our server answers otherwise, and why.</summary>
/// <param name="Scenario">How the recording's name ends.</param>
/// <param name="Reason">Why it is so.</param>
internal sealed record KnownDifference(string Scenario, string Reason)
{
    public bool Covers(string difference) => difference.Split(" line ")[0].EndsWith(Scenario, StringComparison.Ordinal);
}

/// <summary>The committed list.</summary>
internal static class KnownDifferences
{
    private const string FileName = "known-differences.txt";

    public static IReadOnlyList<KnownDifference> Read() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Replay", FileName))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(parts => new KnownDifference(parts[0], parts[1])),
    ];
}
