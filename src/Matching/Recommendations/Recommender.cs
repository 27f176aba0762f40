using CoEvolve.Graph;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>From an actor to its recommended partners: rules, features, ranking, reasons. Safe to use from several threads; make one and keep it.</summary>
public sealed class Recommender
{
    /// <summary>Reads the rules and checks the options.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="time">Says what today is.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    /// <exception cref="InvalidDataException">A rule file is wrong; the message names file and line of every mistake.</exception>
    public Recommender(IGraph graph, TimeProvider time, MatchingOptions? options = null) => throw new NotImplementedException();

    /// <summary>The recommended partners of an actor.</summary>
    /// <returns>Null where the network has no such actor on that day, or it has not consented to be matched.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    public Task<RecommendationList?> RecommendAsync(ActorId actor, RecommendationRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
