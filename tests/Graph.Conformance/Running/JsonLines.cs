using System.Text.Json;

namespace CoEvolve.Graph.Conformance.Running;

/// <summary>A file of one JSON value a line.</summary>
internal static class JsonLines
{
    /// <summary>Answers may nest lists deeper than the default of 64.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 4096 };

    public static IEnumerable<JsonElement> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return JsonElement.Parse(line, Deep);
            }
        }
    }
}
