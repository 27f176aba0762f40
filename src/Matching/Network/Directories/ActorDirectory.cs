using CoEvolve.Graph;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>Finds actors by what is public of them. Those without consent are never found. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class ActorDirectory(IGraph graph, TimeProvider time)
{
    /// <summary>The actors that exist on the day and meet all conditions, a page ordered by id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 200.</exception>
    public Task<ActorPage> SearchAsync(ActorSearch search, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}{time}");

    /// <summary>One actor, also an ended one; null where the network has none of this id, or it has not consented.</summary>
    public Task<ActorProfile?> FindAsync(ActorId id, Language language = Language.Indonesian, DateOnly? asOf = null, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}{time}");
}
