using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CoEvolve.Cli.Tests;

/// <summary>What a finished run left: its exit code and both outputs.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>The output as JSON; fails where anything else stands in it.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>The one line of a failure.</summary>
    public string Complaint()
    {
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("coevolve: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return line;
    }
}

/// <summary>The built command line as a process of its own.</summary>
internal sealed class Coevolve : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private Coevolve(IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        // Whoever started the tests in the background may have had Ctrl-C ignored, which every child would inherit.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "coevolve.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private enum Signal
    {
        Interrupt = 2,
        Terminate = 15,
    }

    public string Output => Read(_output);

    public string Error => Read(_error);

    /// <summary>Runs to the end.</summary>
    public static async Task<Run> RunAsync(params string[] arguments) => await RunWithInputAsync("", arguments);

    /// <summary>Runs to the end with a text on standard input.</summary>
    public static async Task<Run> RunWithInputAsync(string input, params string[] arguments)
    {
        using var started = new Coevolve(arguments);
        return await started.EndAsync(input);
    }

    /// <summary>Gives a text to standard input, ends it, and waits for the end.</summary>
    public async Task<Run> EndAsync(string input = "")
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
        var exitCode = await WaitAsync();
        return new(exitCode, Output, Error);
    }

    /// <summary>Starts and returns at once.</summary>
    public static Coevolve Start(params string[] arguments) => new(arguments);

    /// <summary>Starts with environment variables of its own and returns at once.</summary>
    public static Coevolve StartWith(Dictionary<string, string> environment, params string[] arguments) => new(arguments, environment);

    /// <summary>Starts <c>serve</c> on a free port and waits until it says where it is.</summary>
    public static async Task<(Coevolve Process, Uri Address, JsonElement Announcement)> ServeAsync(string data)
    {
        var process = Start("serve", "--data", data, "--port", "0", "--json");
        await process.UntilAsync(() => process.Output.Contains('}', StringComparison.Ordinal));
        using var document = JsonDocument.Parse(process.Output);
        var announcement = document.RootElement.Clone();
        return (process, new(announcement.GetProperty("address").GetString()!), announcement);
    }

    /// <summary>Waits for a condition; fails after a minute, or when the process ends before.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1200, $"It did not come to pass within a minute. Output: {Output} Error: {Error}");
            Assert.False(_process.HasExited && !condition(), $"The process ended before. Output: {Output} Error: {Error}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ctrl-C.</summary>
    public Task<int> InterruptAsync() => SignalAsync(Signal.Interrupt);

    /// <summary>What a service supervisor sends.</summary>
    public Task<int> TerminateAsync() => SignalAsync(Signal.Terminate);

    /// <summary>What nobody can catch.</summary>
    public Task<int> KillAsync()
    {
        _process.Kill();
        return WaitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private Task<int> SignalAsync(Signal signal)
    {
        Assert.Equal(0, SendSignal(_process.Id, (int)signal));
        return WaitAsync();
    }

    /// <summary>Waits until it has ended by itself; its exit code.</summary>
    public async Task<int> WaitAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        _process.WaitForExit(); // until both outputs are read to their ends
        return _process.ExitCode;
    }
}
