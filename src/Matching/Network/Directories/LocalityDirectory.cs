using CoEvolve.Graph;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>Lists the localities of a day. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class LocalityDirectory(IGraph graph, TimeProvider time)
{
    /// <summary>The localities that exist on the day and meet all conditions, a page ordered by code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 1,000.</exception>
    public Task<LocalityPage> SearchAsync(LocalitySearch search, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}{time}");
}
