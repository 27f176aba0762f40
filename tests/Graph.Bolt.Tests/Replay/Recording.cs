using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>One recorded conversation, or one of several short ones in a file.</summary>
/// <param name="Name">The file's name, and behind a slash the conversation's where the file has several.</param>
/// <param name="About">What it shows, in words.</param>
/// <param name="Lines">What was said, with the number of its line.</param>
internal sealed partial record Recording(string Name, string About, IReadOnlyList<(int Number, JsonElement Line)> Lines)
{
    private const string Folder = "bolt-recordings";
    private const string ByHand = "raw-sockets";

    /// <summary>When the server was told to stop, in milliseconds after the first byte; never where nothing is said of it.</summary>
    public double StopTime => Stop().Match(About) is { Success: true } match ? double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture) : double.PositiveInfinity;

    /// <summary>How long the client waited before its last connection.</summary>
    public TimeSpan LastPause => Pause().Match(About) is { Success: true } match ? TimeSpan.FromSeconds(int.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture)) : TimeSpan.Zero;

    /// <summary>Whether one of Neo4j's drivers talks, and nobody by hand nor the Browser, whose driver is one of them.</summary>
    public bool IsDrivers => Name != "browser" && !Name.StartsWith(ByHand, StringComparison.Ordinal);

    public int LastConnection => Lines.Max(line => line.Line.TryGetProperty("c", out var connection) ? connection.GetInt32() : 0);

    /// <summary>The recordings that stand beside the checkout, a list for each file; none where there are none.</summary>
    public static IReadOnlyList<IReadOnlyList<Recording>> ReadAll() =>
        Environment.GetEnvironmentVariable("COEVOLVE_SHARED") is { } shared && Path.Combine(shared, Folder) is var folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Select(Read).Select(Wanted).Where(file => file.Count > 0)]
            : [];

    /// <summary>Those whose name has the text in it that was asked for; all where none was.</summary>
    private static List<Recording> Wanted(List<Recording> file) => Environment.GetEnvironmentVariable("COEVOLVE_REPLAY") is { Length: > 0 } part
        ? file.FindAll(recording => recording.Name.Contains(part, StringComparison.Ordinal))
        : file;

    private static List<Recording> Read(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        var several = file.StartsWith(ByHand, StringComparison.Ordinal);
        var found = new List<Recording>();
        var number = 0;
        foreach (var text in File.ReadLines(path))
        {
            var line = JsonDocument.Parse(text).RootElement;
            number++;
            if (line.TryGetProperty("driver", out _))
            {
                found.Add(new(several ? $"{file}/{line.GetProperty("scenario").GetString()}" : file, $"{Text(line, "about")} {Text(line, "note")}", new List<(int, JsonElement)>()));
            }
            else
            {
                ((List<(int, JsonElement)>)found[^1].Lines).Add((number, line));
            }
        }

        return found;
    }

    private static string Text(JsonElement line, string key) => line.TryGetProperty(key, out var text) ? text.GetString()! : "";

    [GeneratedRegex(@"SIGTERM sent (?<time>\d+) ms after")]
    private static partial Regex Stop();

    [GeneratedRegex(@"then the right one after (?<time>\d+) s")]
    private static partial Regex Pause();
}
