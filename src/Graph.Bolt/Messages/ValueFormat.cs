using CoEvolve.Graph.Bolt.PackStream;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>How values are written on one connection. Not thread-safe, since texts are shared in it.</summary>
internal sealed class ValueFormat(BoltVersion version)
{
    /// <summary>Lists and maps inside each other, counted from a message's field. Neo4j's own limit is its stack; a hundred is beyond any data that people make.</summary>
    public const int MaxDepth = 100;

    public BoltVersion Version => version;

    /// <summary>Whether zoned times carry the seconds since 1970 in UTC, or else those that the wall clock shows.</summary>
    public bool UsesUtc { get; set; } = version.HasElementIds;

    /// <summary>Whether nodes, relationships and paths may come in: from a server, but not as parameters.</summary>
    public bool TakesEntities { get; init; }

    public TextCache Texts { get; } = new();
}
