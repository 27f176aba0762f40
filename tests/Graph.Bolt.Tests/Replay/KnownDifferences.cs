namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>A recording that our server answers otherwise, or that ends otherwise for our client, and why.</summary>
/// <param name="Scenario">How the recording's name ends.</param>
/// <param name="Reason">Why it is so.</param>
internal sealed record KnownDifference(string Scenario, string Reason)
{
    /// <param name="difference">A difference, which begins with the recording's name.</param>
    public bool Covers(string difference) => difference.Split(' ')[0].EndsWith(Scenario, StringComparison.Ordinal);
}

/// <summary>The committed lists.</summary>
internal static class KnownDifferences
{
    public const string OfServer = "known-differences.txt";
    public const string OfClient = "known-client-differences.txt";

    public static IReadOnlyList<KnownDifference> Read(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Replay", name))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(parts => new KnownDifference(parts[0], parts[1])),
    ];
}
