using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Transactions;

/// <summary>Who runs statements, as far as other callers may be told.</summary>
internal sealed record GraphCaller
{
    /// <summary>This process itself.</summary>
    public static readonly GraphCaller Embedded = new();

    /// <summary>The user's name.</summary>
    public string User { get; init; } = "neo4j";

    /// <summary>The connection's name; empty for this process.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Where the connection comes from; empty for this process.</summary>
    public string Address { get; init; } = "";

    /// <summary>How statements come.</summary>
    public string Protocol { get; init; } = "embedded";

    /// <summary>Whether transactions of other users can be seen and ended.</summary>
    public bool SeesOthers { get; init; } = true;

    /// <summary>What the caller says of the transaction.</summary>
    public MapValue Metadata { get; init; } = MapValue.Empty;

    /// <summary>Whether a transaction of another caller exists for this one.</summary>
    public bool Sees(GraphCaller other) => SeesOthers || other.User == User;
}

/// <summary>A graph that notes in whose name statements run.</summary>
internal interface ICalledGraph
{
    /// <inheritdoc cref="IGraph.RunAsync"/>
    ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphCaller caller, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that takes the writer's place only with its first statement that writes.</summary>
    IGraphTransaction BeginLate(GraphCaller caller, bool readOnly);
}
