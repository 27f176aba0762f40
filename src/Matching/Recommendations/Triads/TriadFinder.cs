using CoEvolve.Graph;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>
/// Finds the triads that hold an actor. For a CSO: the best of all governments × businesses among its candidates, exactly. For a government or a business: the best that one of its
/// best CSOs (<see cref="TriadOptions.Bridges"/>) would bridge it into. Safe to use from several threads.
/// </summary>
/// <param name="recommender">Finds and scores pairs.</param>
public sealed class TriadFinder(Recommender recommender)
{
    /// <summary>The triads that hold an actor.</summary>
    /// <returns>Null where the network has no such actor on that day, or it has not consented to be matched.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    public async Task<TriadList?> FindAsync(ActorId actor, TriadRequest request, CancellationToken cancellationToken = default)
    {
        await using var round = await BeginAsync(cancellationToken);
        return await round.FindAsync(actor, request, cancellationToken);
    }

    /// <summary>Holds the network of a day in memory until the result is disposed of, as <see cref="Recommender.Hold"/> says.</summary>
    public IDisposable Hold(DateOnly asOf) => recommender.Hold(asOf);

    /// <summary>Begins a round: triads of many actors, all from the graph as it stands now.</summary>
    public async Task<TriadRound> BeginAsync(CancellationToken cancellationToken = default) =>
        new(recommender, await recommender.Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken));
}
