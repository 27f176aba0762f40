namespace CoEvolve.Matching.Network;

/// <summary>
/// The named Cypher queries that count how far a target of the programme is reached. Each takes the parameter <c>asOf</c> (a date) and returns one
/// row: <c>actual</c>, the count of that day, and <c>examples</c>, how much of it comes from made-up example actors.
/// </summary>
public static class TargetQueries
{
    private const string Folder = "Network/Queries/Targets/";

    /// <summary>The names, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. EmbeddedCypher.NamesIn(Folder)];

    /// <summary>The Cypher of a query.</summary>
    /// <exception cref="KeyNotFoundException">There is no query of this name.</exception>
    public static string Cypher(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name) ? EmbeddedCypher.Read(Folder + name) : throw new KeyNotFoundException($"There is no target query '{name}'.");
    }
}
