using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Evaluation.Baselines;

/// <summary>
/// s(a, c) = (chance that a walker by <see cref="WalkMatrix"/> who starts at a is at c after two steps) / partnerships(c)^β: RP3β of Paudel, Christoffel, Newell and
/// Bernstein (ACM TiiS 7, 2016) with actors as users and partnerships as items; there, as here, the last step is what β holds back from the popular.
/// The walk goes actor → partnership → actor → partnership → actor, one step further than theirs, since actors are ranked and not items.
/// </summary>
internal sealed class Rp3Beta : Scorer
{
    private readonly WalkMatrix _walk;
    private readonly double[] _penalties;

    private Rp3Beta(NetworkProjection network, double beta, double years)
    {
        _walk = new(network, years);
        _penalties = [.. Enumerable.Range(0, network.Actors.Count).Select(actor => Math.Pow(Math.Max(1, network.PartnershipsOf.Degree(actor)), -beta))];
    }

    public static RankingMethod Method { get; } = new(
        "rp3beta",
        IsBaseline: true,
        With(0.3, double.PositiveInfinity),
        With(0, double.PositiveInfinity),
        With(0.5, double.PositiveInfinity),
        With(0, 3),
        With(0.3, 3),
        With(0.5, 3));

    public override void Score(RankingQuery query, Span<double> scores)
    {
        if (query.Number < 0)
        {
            return;
        }

        var partners = _walk[query.Number];
        var chances = _walk.Chances(query.Number);
        for (var place = 0; place < partners.Length; place++)
        {
            _walk.Add(partners[place], chances[place], scores);
        }

        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            scores[candidate] *= _penalties[candidate];
        }
    }

    private static Setting With(double beta, double years) => new(
        FormattableString.Invariant($"β {beta}{(double.IsFinite(years) ? FormattableString.Invariant($", τ {years} y") : "")}"),
        training => new Rp3Beta(training.Network, beta, years));
}
