using System.Diagnostics;
using CoEvolve.Graph.Bolt.Security;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Neo4j's own JavaScript driver against our server, over bolt://, neo4j:// and a WebSocket; where Node.js is there.</summary>
public sealed class OfficialDriverTests(ITestOutputHelper output)
{
    private const long MoreMemory = 128 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_official_driver_finds_a_Neo4j()
    {
        if (!IsThere("node") || !IsThere("npm"))
        {
            return;
        }

        var folder = Folder();
        Assert.Equal(0, await RunAsync("npm", folder, "ci", "--no-audit", "--no-fund"));
        await using var served = Served.Start();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(stop.Token);
        var code = await RunAsync("node", folder, "--expose-gc", "--experimental-websocket", "run.js", $"localhost:{served.Server.EndPoint.Port}", BoltUsers.FirstUser, Served.Password);
        await stop.CancelAsync();
        var largest = await watching - before;
        output.WriteLine($"At most {largest / 1024 / 1024} MB more in the server's heap.");
        Assert.Equal(0, code);
        Assert.InRange(largest, long.MinValue, MoreMemory);
    }

    /// <summary>The largest size of the heap right behind a collection.</summary>
    private static async Task<long> WatchAsync(CancellationToken stop)
    {
        var largest = 0L;
        while (!stop.IsCancellationRequested)
        {
            largest = Math.Max(largest, GC.GetGCMemoryInfo().HeapSizeBytes);
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop));
        }

        return largest;
    }

    private async Task<int> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            output.WriteLine(line);
        }

        output.WriteLine(await errors);
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>The driver and its checks, beside this project.</summary>
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoEvolve.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside a checkout.");
        }

        return Path.Combine(folder.FullName, "tests", "driver");
    }
}
