using System.Collections.Frozen;

namespace CoEvolve.Matching.Network;

/// <summary>
/// The Cypher texts that the product sends. Each is a <c>.cypher</c> file beside the stage that sends it, embedded under its path; its name is the path without the extension:
/// <c>Features/Queries/actors</c>. What varies from call to call is a parameter, never text.
/// </summary>
internal static class NamedQueries
{
    private const string Extension = ".cypher";

    private static readonly FrozenDictionary<string, string> Texts = ReadAll();

    /// <summary>The text of a query, without the comment at its head.</summary>
    /// <exception cref="KeyNotFoundException">No query bears this name.</exception>
    public static string Get(string name) => WithoutHead(GetWithHead(name));

    /// <summary>The text of a query as its file has it.</summary>
    /// <exception cref="KeyNotFoundException">No query bears this name.</exception>
    public static string GetWithHead(string name) => Texts.TryGetValue(name, out var text)
        ? text
        : throw new KeyNotFoundException($"No query is named '{name}'.");

    /// <summary>Whether a query bears this name.</summary>
    public static bool Has(string name) => Texts.ContainsKey(name);

    /// <summary>Names of all queries.</summary>
    public static IEnumerable<string> Names => Texts.Keys;

    /// <summary>Names of the queries in one folder, in alphabetical order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Texts.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string WithoutHead(string text)
    {
        var start = 0;
        while (text.AsSpan(start).StartsWith("//", StringComparison.Ordinal))
        {
            var end = text.IndexOf('\n', start);
            start = end < 0 ? text.Length : end + 1;
        }

        return text[start..].TrimEnd();
    }

    private static FrozenDictionary<string, string> ReadAll()
    {
        var assembly = typeof(NamedQueries).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(Extension, StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            texts.Add(name[..^Extension.Length], reader.ReadToEnd().ReplaceLineEndings("\n"));
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
