using System.Collections.Concurrent;
using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Recorded conversations with a real Neo4j, where they stand beside the checkout.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Recorded_drivers_get_the_answers_that_Neo4j_gave_them()
    {
        if (Environment.GetEnvironmentVariable("COEVOLVE_SHARED") is not { } shared || !Directory.Exists(Path.Combine(shared, "bolt-recordings")))
        {
            return;
        }

        var differences = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Directory.EnumerateFiles(Path.Combine(shared, "bolt-recordings"), "*.jsonl"), TestContext.Current.CancellationToken, async (path, token) =>
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.StartsWith("raw", StringComparison.Ordinal) || name == "browser")
            {
                return;
            }

            var lines = (await File.ReadAllLinesAsync(path, token)).Skip(1).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            if (await ServerReplay.PlayAsync(lines, telemetry: name.EndsWith("enabled", StringComparison.Ordinal)) is { } difference)
            {
                differences.Add($"{name} {difference}");
            }
        });
        foreach (var difference in differences.Order(StringComparer.Ordinal))
        {
            output.WriteLine(difference);
        }

        var known = KnownDifferences.Read();
        Assert.DoesNotContain(differences, difference => !known.Any(one => one.Covers(difference)));
    }
}
