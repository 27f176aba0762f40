using System.Collections.Concurrent;
using System.Reflection;

namespace CoEvolve.Matching.Network;

/// <summary>The .cypher files of this library, by their path in its source without the ending.</summary>
internal static class EmbeddedCypher
{
    private const string Ending = ".cypher";

    private static readonly Assembly Library = typeof(EmbeddedCypher).Assembly;
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The names of the files directly in a folder, such as <c>Ingest/Queries/</c>, in ordinal order.</summary>
    public static IEnumerable<string> NamesIn(string folder) => Library.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(name => name[folder.Length..^Ending.Length])
        .Where(name => !name.Contains('/', StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    /// <exception cref="FileNotFoundException">The library has no such file.</exception>
    public static string Read(string path) => Texts.GetOrAdd(path, static path =>
    {
        using var stream = Library.GetManifestResourceStream(path + Ending) ?? throw new FileNotFoundException($"No embedded Cypher file {path}{Ending}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
