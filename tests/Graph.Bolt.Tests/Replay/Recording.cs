using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>One recorded conversation, or one of several short ones in a file.</summary>
/// <param name="Name">The file's name, and behind a slash the conversation's where the file has several.</param>
/// <param name="Lines">What was said, with the number of its line.</param>
internal sealed record Recording(string Name, IReadOnlyList<(int Number, JsonElement Line)> Lines)
{
    private const string Folder = "bolt-recordings";

    /// <summary>The recordings that stand beside the checkout, a list for each file; none where there are none.</summary>
    public static IReadOnlyList<IReadOnlyList<Recording>> ReadAll() =>
        Environment.GetEnvironmentVariable("COEVOLVE_SHARED") is { } shared && Path.Combine(shared, Folder) is var folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Select(Read)]
            : [];

    private static List<Recording> Read(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        var several = file.StartsWith("raw-sockets", StringComparison.Ordinal);
        var found = new List<Recording>();
        var number = 0;
        foreach (var text in File.ReadLines(path))
        {
            var line = JsonDocument.Parse(text).RootElement;
            number++;
            if (line.TryGetProperty("driver", out _))
            {
                found.Add(new(several ? $"{file}/{line.GetProperty("scenario").GetString()}" : file, new List<(int, JsonElement)>()));
            }
            else
            {
                ((List<(int, JsonElement)>)found[^1].Lines).Add((number, line));
            }
        }

        return found;
    }
}
