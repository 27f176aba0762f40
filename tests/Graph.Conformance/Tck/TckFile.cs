using CoEvolve.Graph.Conformance.Running;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>A file of TCK cases: one JSON object a line.</summary>
internal static class TckFile
{
    /// <param name="path">The file.</param>
    /// <param name="category">Only cases whose category begins so; empty for all.</param>
    /// <exception cref="System.Text.Json.JsonException">A line is no JSON object.</exception>
    public static IReadOnlyList<ConformanceCase> Read(string path, string category) => [.. JsonLines.Read(path)
        .Select(json => new TckCase(json))
        .Where(one => one.Category.StartsWith(category, StringComparison.Ordinal))
        .Select(one => new ConformanceCase("TCK", one.Category, one.Id, one.Query, one.RunAsync))];
}
