using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CoEvolve.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own: a temporary folder, a free port of the loopback address, nothing kept. The server refuses to run as root; there
/// it runs as the user <c>postgres</c>, whom Debian's package makes.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-postgres-").FullName;
    private readonly string _binaries = Binaries() ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
    private readonly int _port = FreePort();
    private int _databases;

    public PrivatePostgres()
    {
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres:postgres", _folder);
        }

        Server("initdb", "--pgdata", Data, "--username", "coevolve", "--auth", "trust", "--encoding", "UTF8", "--locale", "C");
        Start();
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>A connection string of a database that nobody has used.</summary>
    public string NewDatabase()
    {
        var name = $"ledger{Interlocked.Increment(ref _databases)}";
        Server("createdb", "--host", "127.0.0.1", "--port", $"{_port}", "--username", "coevolve", name);
        return $"Host=127.0.0.1;Port={_port};Username=coevolve;Database={name};Maximum Pool Size=10;Timeout=5;Command Timeout=30";
    }

    /// <summary>Starts the server, also after <see cref="Stop"/>: its port and data stay.</summary>
    public void Start() => Server(
        "pg_ctl", "--pgdata", Data, "--wait", "--log", Path.Combine(_folder, "log"), "start",
        "--options", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories= -c fsync=off -c max_connections=60");

    /// <summary>Stops the server as a failure does: sessions are cut off.</summary>
    public void Stop() => Server("pg_ctl", "--pgdata", Data, "--wait", "--mode", "immediate", "stop");

    public void Dispose()
    {
        try
        {
            Stop();
        }
        catch (InvalidOperationException)
        {
            // A test has stopped it.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Server(string program, params string[] arguments)
    {
        var command = Path.Combine(_binaries, program);
        if (Environment.UserName == "root")
        {
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env", "--", command, .. arguments]);
        }
        else
        {
            Run(command, arguments);
        }
    }

    // Output goes nowhere: the server would keep a pipe of ours open for as long as it runs.
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}
