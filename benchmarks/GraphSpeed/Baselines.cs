using System.Diagnostics;
using System.Globalization;

namespace CoEvolve.GraphSpeed;

/// <summary>The other engines' programs, which stay in the shared folder (COEVOLVE_SHARED) and are run from there.</summary>
internal static class Baselines
{
    private static readonly string[] Sizes = ["10k", "100k"];

    private static string Programs => Path.Combine(
        Environment.GetEnvironmentVariable("COEVOLVE_SHARED") ?? throw new InvalidOperationException("COEVOLVE_SHARED names the folder that has bench/ in it."),
        "bench");

    /// <summary>The folder with the network of so many thousand actors, generated where it is missing.</summary>
    public static async Task<string> GenerateAsync(string folder, int actors)
    {
        var data = Path.Combine(folder, $"data{actors / 1000}k");
        if (!File.Exists(Path.Combine(data, "needs.csv")))
        {
            await RunAsync(folder, "python3", Path.Combine(Programs, "generate.py"), actors.ToString(CultureInfo.InvariantCulture), data).ConfigureAwait(false);
        }

        return data;
    }

    /// <summary>SQLite with the network loaded: a line with a query's name runs a round, and its answer is a line, too.</summary>
    public static Process StartSqlite(string data)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "sqlite_rounds.py");
        var start = new ProcessStartInfo("python3", [script, Path.Combine(Programs, "sqlite.py"), data]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        return process.StandardOutput.ReadLine() == "ready" ? process : throw new InvalidOperationException("SQLite could not load the network.");
    }

    public static async Task RunAsync(string folder)
    {
        var floor = Path.Combine(folder, "floor");
        await RunAsync(folder, "g++", "-O2", "-o", floor, Path.Combine(Programs, "floor.cpp")).ConfigureAwait(false);
        var npm = Path.Combine(folder, "npm");
        Directory.CreateDirectory(npm);
        await RunAsync(npm, "npm", "install", "--silent", "--prefix", npm, "@ladybugdb/core").ConfigureAwait(false);
        foreach (var size in Sizes)
        {
            Console.WriteLine($"-- {size}");
            var data = await GenerateAsync(folder, size == "10k" ? 10_000 : 100_000).ConfigureAwait(false);
            await RunAsync(folder, floor, data, "200").ConfigureAwait(false);
            await RunAsync(folder, "python3", Path.Combine(Programs, "sqlite.py"), data, "200").ConfigureAwait(false);
            if (size == "10k")
            {
                await RunAsync(npm, "node", Path.Combine(Programs, "ladybug.js"), "@ladybugdb/core", data, "200").ConfigureAwait(false);
            }
        }
    }

    /// <summary>A program that is missing or fails is told of and left out.</summary>
    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder } };
        process.Start();
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            Console.WriteLine($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}
