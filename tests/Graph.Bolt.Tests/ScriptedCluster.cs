using System.Collections.Concurrent;
using CoEvolve.Graph.Bolt.Client;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Three servers a, b and c, of which a test says who reads, who writes and who routes.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private volatile string _roles;

    /// <param name="roles">The names of the readers, writers and routers, such as <c>bc a abc</c>; <c>-</c> for none, <c>?</c> for an address of nobody.</param>
    public ScriptedCluster(string roles)
    {
        _roles = roles;
        (A, B, C) = (new("a", this), new("b", this), new("c", this));
    }

    public ScriptedCore A { get; }

    public ScriptedCore B { get; }

    public ScriptedCore C { get; }

    /// <summary>Who has which role from now on.</summary>
    public string Roles
    {
        get => _roles;
        set => _roles = value;
    }

    /// <summary>What single servers say of the roles instead.</summary>
    public ConcurrentDictionary<ScriptedCore, string> Opinions { get; } = new();

    /// <summary>How many seconds a table holds.</summary>
    public long Ttl { get; set; } = 300;

    private IEnumerable<ScriptedCore> All => [A, B, C];

    /// <summary>A graph that was told the address of a.</summary>
    public Neo4jGraph Graph(TimeProvider? clock = null) => new(new() { Address = new($"neo4j://{A.Address}"), RetryPause = TimeSpan.FromMilliseconds(1) }, clock, seed: 1);

    public (long Ttl, List<(string Role, List<string> Addresses)> Servers) TableOf(ScriptedCore core)
    {
        var roles = Opinions.GetValueOrDefault(core, _roles).Split(' ');
        return (Ttl, [("READ", Addresses(roles[0])), ("WRITE", Addresses(roles[1])), ("ROUTE", Addresses(roles[2]))]);
    }

    public int Count(string request) => All.Sum(core => core.Count(request));

    public async ValueTask DisposeAsync()
    {
        foreach (var core in All)
        {
            await core.DisposeAsync();
        }
    }

    private List<string> Addresses(string names) => [.. names.Where(name => name != '-').Select(name => name == '?' ? "127.0.0.1:70000" : All.Single(core => core.Name[0] == name).Address)];
}
