using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// s(a, c) = Σ size(p)·e^(−age(p) / τ) over the partnerships p of c, where age is the time since p began and size its other members, or 1: popularity
/// that fades (exponential forgetting, as in Koren, CACM 53, 2010).
/// </summary>
internal sealed class RecentPopularity : Scorer
{
    private readonly double[] _scores;

    public RecentPopularity(NetworkProjection network, double years, bool weighted)
    {
        var fading = new Fading(network, years);
        _scores = new double[network.Actors.Count];
        for (var actor = 0; actor < _scores.Length; actor++)
        {
            foreach (var partnership in network.PartnershipsOf[actor])
            {
                _scores[actor] += fading[partnership] * (weighted ? network.MembersOf.Degree(partnership) - 1 : 1);
            }
        }
    }

    public static RankingMethod Method { get; } = new(
        "recent-popularity",
        IsBaseline: true,
        With(1, weighted: true),
        With(2, weighted: true),
        With(4, weighted: true),
        With(1, weighted: false),
        With(2, weighted: false),
        With(4, weighted: false));

    public override void Score(Seeker seeker, Span<double> scores) => _scores.CopyTo(scores);

    private static Setting With(double years, bool weighted) => new(
        FormattableString.Invariant($"τ {years} y, {(weighted ? "by members" : "by partnerships")}"),
        training => new RecentPopularity(training.Network, years, weighted));
}
