using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>Lists the localities of a day. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class LocalityDirectory(IGraph graph, TimeProvider time)
{
    private const int MaximumLimit = 1000;

    /// <summary>The localities that exist on the day and meet all conditions, a page ordered by code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 1,000.</exception>
    public async Task<LocalityPage> SearchAsync(LocalitySearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfLessThan(search.Limit, 1, nameof(search));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(search.Limit, MaximumLimit, nameof(search));
        var asOf = search.AsOf ?? ProgrammeDay.Today(time);
        var parameters = new Parameters
        {
            ["asOf"] = Value.Of(asOf),
            ["after"] = Value.Of(search.After?.Value),
            ["tier"] = Value.Of(search.Tier?.Code()),
            ["name"] = Value.Of(search.Name),
            ["parent"] = Value.Of(search.Parent?.Value),
            ["limit"] = Value.Of(search.Limit + 1L),
        };
        var rows = await graph.ReadNamedAsync("Network/Directories/Queries/search-localities", parameters, ReadEntry, cancellationToken);
        return rows.Count <= search.Limit
            ? new(rows, asOf, null)
            : new(rows[..search.Limit], asOf, rows[search.Limit - 1].Locality.Code);
    }

    private static LocalityEntry ReadEntry(ReadOnlySpan<Value> row) => new(
        new(new(row[0].AsString()), row[1].AsString(), Codes.ParseTier(row[2].AsString())),
        row[3].AsStringOrNull() is { } parent ? new LocalityCode(parent) : null,
        row[4].AsIntegerOrNull());
}
