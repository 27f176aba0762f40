using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>s(a, c) = the number of partners of c, or of its partnerships: preferential attachment (Barabási and Albert, Science 286, 1999). The same list for everyone.</summary>
internal sealed class Popularity(Adjacency counted) : Scorer
{
    public static RankingMethod Method { get; } = new(
        "popularity",
        IsBaseline: true,
        new Setting("by partners", training => new Popularity(training.Network.PartnersOf)),
        new Setting("by partnerships", training => new Popularity(training.Network.PartnershipsOf)));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            scores[candidate] = counted.Degree(candidate);
        }
    }
}
