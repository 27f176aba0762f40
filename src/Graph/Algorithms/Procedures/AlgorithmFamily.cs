using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>What a mode does with the result.</summary>
internal enum AlgorithmMode
{
    Stream = 0,
    Stats = 1,
    Mutate = 2,
    Write = 3,
}

/// <summary>What an algorithm found.</summary>
internal sealed class Outcome
{
    /// <summary>A row for each node, pair or path.</summary>
    public required IEnumerable<Value[]> Rows { get; init; }

    /// <summary>By the columns that the family declares.</summary>
    public Value[] Statistics { get; init; } = [];

    /// <summary>What is written to nodes: one value for each; null for an algorithm that makes relationships. A null value is not written.</summary>
    public Value[]? Column { get; init; }

    /// <summary>What is written as relationships, made when asked for: by number, with the values of <see cref="AlgorithmFamily.RelationshipProperties"/>.</summary>
    public IEnumerable<(int Source, int Target, Value[] Values)> Made { get; init; } = [];
}

/// <summary>Reads an algorithm's own settings, and gives what runs it.</summary>
internal delegate Func<AlgorithmGraph, Run, Outcome> AlgorithmReader(Settings settings, AlgorithmMode mode);

/// <summary>An algorithm and its procedures <c>gds.NAME.stream</c>, <c>stats</c>, <c>mutate</c> and <c>write</c>, each with an <c>estimate</c>.</summary>
/// <param name="Name">Without <c>gds.</c>.</param>
/// <param name="Columns">Of the stream.</param>
/// <param name="Statistics">Columns of the other modes that are the algorithm's own.</param>
/// <param name="Read">See there.</param>
internal sealed record AlgorithmFamily(string Name, ProcedureField[] Columns, ProcedureField[] Statistics, AlgorithmReader Read)
{
    public AlgorithmMode[] Modes { get; init; } = [AlgorithmMode.Stream, AlgorithmMode.Stats, AlgorithmMode.Mutate, AlgorithmMode.Write];

    /// <summary>Whether <c>relationshipWeightProperty</c> is taken.</summary>
    public bool Weighted { get; init; }

    public bool NeedsUndirected { get; init; }

    /// <summary>Bytes for each node beside the projection, for estimates.</summary>
    public int BytesPerNode { get; init; } = 16;

    /// <summary>Properties of the relationships that are made, by what they hold; null where nodes are written.</summary>
    public string[]? RelationshipProperties { get; init; }

    public IEnumerable<ProcedureDefinition> Procedures() => Modes.SelectMany(mode => (ProcedureDefinition[])[Procedure(mode), Estimate(mode)]);

    private ProcedureDefinition Procedure(AlgorithmMode mode) => new(
        $"gds.{Name}.{ModeName(mode)}",
        [new("graphName", CypherTypes.String), new("configuration", CypherTypes.Map, Value.Of(MapValue.Empty))],
        mode == AlgorithmMode.Stream ? Columns : [.. Statistics, .. Effects(mode), .. Times, new("configuration", CypherTypes.Map)],
        (context, arguments) => new AlgorithmCall(this, mode, context).Rows(arguments[0].AsString(), arguments[1]))
    {
        Mode = mode == AlgorithmMode.Write ? ProcedureMode.Write : ProcedureMode.Read,
    };

    private ProcedureDefinition Estimate(AlgorithmMode mode) => new(
        $"gds.{Name}.{ModeName(mode)}.estimate",
        [new("graphNameOrConfiguration", CypherTypes.Any), new("algoConfiguration", CypherTypes.Map)],
        MemoryEstimate.Columns,
        (context, arguments) => new AlgorithmCall(this, mode, context).Estimate(arguments[0], arguments[1]));

    private static string ModeName(AlgorithmMode mode) => mode switch
    {
        AlgorithmMode.Stream => "stream",
        AlgorithmMode.Stats => "stats",
        AlgorithmMode.Mutate => "mutate",
        _ => "write",
    };

    private static ProcedureField[] Times =>
        [new("preProcessingMillis", CypherTypes.Integer), new("computeMillis", CypherTypes.Integer), new("postProcessingMillis", CypherTypes.Integer)];

    private ProcedureField[] Effects(AlgorithmMode mode) => mode == AlgorithmMode.Stats ? [] :
    [
        new(RelationshipProperties is null ? "nodePropertiesWritten" : "relationshipsWritten", CypherTypes.Integer),
        new(mode == AlgorithmMode.Mutate ? "mutateMillis" : "writeMillis", CypherTypes.Integer),
    ];
}
