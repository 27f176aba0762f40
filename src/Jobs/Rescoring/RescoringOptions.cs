namespace CoEvolve.Jobs.Rescoring;

/// <summary>How lists are made at night.</summary>
public sealed record RescoringOptions
{
    /// <summary>Partners kept for each actor. Default 30: three pages. 1 to 100.</summary>
    public int ListLength { get; init; } = 30;

    /// <summary>Of them, those that analysts see as edges. Default 10, the first page. 0 to <see cref="ListLength"/>.</summary>
    public int EdgesPerActor { get; init; } = 10;

    /// <summary>Actors between two checkpoints: what a crash costs at most. Default 100. 1 to 10,000.</summary>
    public int ChunkSize { get; init; } = 100;

    /// <summary>The network is held in memory when at least one in so many actors gets a new list: reading it takes a pass over everyone. Default 50. 1 (only when everyone does) to 10,000.</summary>
    public int HoldFrom { get; init; } = 50;

    /// <summary>Lists made at once. Default the number of processors. 1 to 64.</summary>
    public int Parallelism { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>
    /// Of the lists, the share that the weekly full run may find different from the incremental ones without an alarm. Default 0.01: means of the network move
    /// a little with every edit, and swap neighbours whose scores are nearly equal. 0 to 1.
    /// </summary>
    public double DifferenceTolerated { get; init; } = 0.01;

    /// <summary>Lists over which the drift of the serving model is measured each night. Default 300, as many as its trial keeps. 10 to 10,000.</summary>
    public int DriftLists { get; init; } = 300;

    /// <summary>Throws <see cref="ArgumentException"/> for a value out of its range.</summary>
    public void Validate()
    {
        if (ListLength is < 1 or > 100 || EdgesPerActor < 0 || EdgesPerActor > ListLength || ChunkSize is < 1 or > 10_000
            || HoldFrom is < 1 or > 10_000
            || DriftLists is < 10 or > 10_000 || Parallelism is < 1 or > 64 || DifferenceTolerated is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"An option of the re-scoring is out of its range: {this}");
        }
    }
}
