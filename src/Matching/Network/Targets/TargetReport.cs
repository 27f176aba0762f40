using CoEvolve.Graph;

namespace CoEvolve.Matching.Network.Targets;

/// <summary>Counts how far the programme's targets are met. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class TargetReport(IGraph graph, TimeProvider time)
{
    /// <summary>All targets on a day, by code.</summary>
    public Task<IReadOnlyList<TargetStatus>> ReadAsync(Language language = Language.Indonesian, DateOnly? asOf = null, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}{time}");
}

/// <summary>One target of the programme and where it stands.</summary>
public sealed record TargetStatus
{
    /// <summary>The target's code.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in the language asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The least number to be reached; null where the programme gives none.</summary>
    public long? Floor { get; init; }

    /// <summary>What is counted.</summary>
    public required string Unit { get; init; }

    /// <summary>The count over real actors; null where the target names a query that this version does not have.</summary>
    public long? Actual { get; init; }

    /// <summary>What made-up examples alone would count: for display beside, never part of <see cref="Actual"/>.</summary>
    public long? Sample { get; init; }

    /// <summary>Floor less actual, not below 0; null where either is.</summary>
    public long? Gap => Floor is { } floor && Actual is { } actual ? Math.Max(0, floor - actual) : null;
}
