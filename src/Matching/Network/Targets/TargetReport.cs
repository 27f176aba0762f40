using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network.Targets;

/// <summary>
/// Counts how far the programme's targets are met. Made-up examples are counted apart: a figure that mixes them with real actors would be
/// taken for progress. Safe to use from several threads.
/// </summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class TargetReport(IGraph graph, TimeProvider time)
{
    private const string Folder = "Network/Targets/Queries/";

    /// <summary>All targets on a day, by code.</summary>
    public async Task<IReadOnlyList<TargetStatus>> ReadAsync(Language language = Language.Indonesian, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        var day = new Parameters { ["asOf"] = Value.Of(asOf ?? ProgrammeDay.Today(time)) };
        var targets = await graph.ReadNamedAsync("Network/Targets/targets", [], row => ReadTarget(row, language), cancellationToken);
        var report = new List<TargetStatus>(targets.Count);
        foreach (var (target, query) in targets)
        {
            report.Add(query is not null && NamedQueries.Has(Folder + query)
                ? await CountAsync(target, Folder + query, day, cancellationToken)
                : target);
        }

        return report;
    }

    private async Task<TargetStatus> CountAsync(TargetStatus target, string query, Parameters day, CancellationToken cancellationToken)
    {
        var counts = await graph.ReadNamedAsync(query, day, row => (Real: row[0].AsInteger(), Sample: row[1].AsInteger()), cancellationToken);
        return target with { Actual = counts.Single().Real, Sample = counts.Single().Sample };
    }

    private static (TargetStatus Target, string? Query) ReadTarget(ReadOnlySpan<Value> row, Language language)
    {
        var code = row[0].AsString();
        var (indonesian, english) = (row[1].AsStringOrNull(), row[2].AsStringOrNull());
        return (new()
        {
            Code = code,
            Name = (language == Language.English ? english ?? indonesian : indonesian ?? english) ?? code,
            Floor = row[3].AsIntegerOrNull(),
            Unit = row[4].AsStringOrNull(),
        }, row[5].AsStringOrNull());
    }
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

    /// <summary>What is counted; null when not stated.</summary>
    public string? Unit { get; init; }

    /// <summary>The count over real actors; null where the target names a query that this version does not have.</summary>
    public long? Actual { get; init; }

    /// <summary>What made-up examples alone would count: for display beside, never part of <see cref="Actual"/>.</summary>
    public long? Sample { get; init; }

    /// <summary>Floor less actual, not below 0; null where either is.</summary>
    public long? Gap => Floor is { } floor && Actual is { } actual ? Math.Max(0, floor - actual) : null;
}
