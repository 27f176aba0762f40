using System.Text.Json;

namespace CoEvolve.Cli.Tests;

/// <summary>A second server process whose Bolt port stands for the Neo4j, with the environment of its clients.</summary>
internal sealed class ServedNeo4j : IDisposable
{
    private readonly Coevolve _server;
    private readonly string _password;

    private ServedNeo4j(Coevolve server, string address, string password) => (_server, Address, _password) = (server, address, password);

    public string Address { get; }

    /// <summary>Serves a data folder that holds a graph.</summary>
    public static async Task<ServedNeo4j> StartAsync(string data, string password)
    {
        var server = Coevolve.StartWith(new() { ["COEVOLVE_BOLT_PASSWORD"] = password }, "serve", "--data", data, "--port", "0", "--bolt-port", "0", "--workers", "0", "--json");
        await server.UntilAsync(() => server.Output.Contains('}', StringComparison.Ordinal));
        using var announcement = JsonDocument.Parse(server.Output);
        return new(server, announcement.RootElement.GetProperty("bolt").GetString()!, password);
    }

    /// <summary>Starts a command that knows the password.</summary>
    public Coevolve Start(params string[] arguments) => Coevolve.StartWith(new() { ["COEVOLVE_GRAPH_PASSWORD"] = _password }, arguments);

    /// <summary>Runs a command that knows the password to its end.</summary>
    public async Task<Run> RunAsync(params string[] arguments)
    {
        using var started = Start(arguments);
        return await started.EndAsync();
    }

    public void Dispose() => _server.Dispose();
}
