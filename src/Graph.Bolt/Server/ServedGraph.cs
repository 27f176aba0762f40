using System.Globalization;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Transactions;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>What all connections of a server share.</summary>
internal sealed class ServedGraph(EmbeddedGraph graph, BoltUsers users, BoltServerOptions options, TimeProvider clock)
{
    public const string DatabaseName = "neo4j";
    public const string SystemDatabaseName = "system";

    /// <summary>Drivers refuse other products' names.</summary>
    public const string Agent = "Neo4j/5.26.0";

    private readonly ICalledGraph _analysts = (ICalledGraph)graph.SeenThrough(options.AnalystView);
    private long _connections;

    public BoltUsers Users => users;

    public BoltServerOptions Options => options;

    public TimeProvider Clock => clock;

    /// <summary>Host and port for clients that did not say how they came here.</summary>
    public string AdvertisedAddress { get; set; } = "";

    public long LastTransaction => graph.LastTransaction;

    public ICalledGraph For(BoltRole role) => role == BoltRole.Analyst ? _analysts : graph;

    public string NextConnectionId() => string.Create(CultureInfo.InvariantCulture, $"bolt-{Interlocked.Increment(ref _connections)}");
}
