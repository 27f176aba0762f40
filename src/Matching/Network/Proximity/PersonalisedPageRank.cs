using System.Buffers;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// s(a, c) = how often a walker stops at c who starts at a, stops at each actor with chance α, and else goes on by <see cref="PartnershipWalk"/> (Page et al., 1999;
/// Haveliwala, WWW 2002): Σ α·(1 − α)^l·(chance to be at c after l steps), summed until less than <see cref="Rest"/> is still under way.
/// </summary>
/// <remarks>Forward push (Andersen, Chung and Lang, FOCS 2006) was either slower or lost accuracy here (docs/decisions/0011): within two steps most of the network is reached.</remarks>
internal sealed class PersonalisedPageRank : Scorer
{
    // A tenth of a percent of the walk cannot reorder what the first hundred steps have told apart.
    private const double Rest = 1e-3;

    private readonly PartnershipWalk _walk;
    private readonly double _alpha;
    private readonly int _steps;

    public PersonalisedPageRank(PartnershipWalk walk, double alpha)
    {
        (_walk, _alpha) = (walk, alpha);
        _steps = (int)Math.Ceiling(Math.Log(Rest) / Math.Log(1 - alpha));
    }

    public static RankingMethod Method { get; } = new(
        "personalised-pagerank",
        IsBaseline: true,
        With(0.5, double.PositiveInfinity, byPairs: true),
        With(0.85, double.PositiveInfinity, byPairs: true),
        With(0.3, double.PositiveInfinity, byPairs: true),
        With(0.7, double.PositiveInfinity, byPairs: true),
        With(0.7, 3, byPairs: true),
        With(0.3, double.PositiveInfinity, byPairs: false));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        var here = ArrayPool<double>.Shared.Rent(scores.Length);
        var next = ArrayPool<double>.Shared.Rent(scores.Length);
        here.AsSpan().Clear();
        here[seeker.Number] = 1;
        scores[seeker.Number] = _alpha;
        var share = _alpha;
        for (var step = 0; step < _steps; step++)
        {
            _walk.Step(here.AsSpan(0, scores.Length), next.AsSpan(0, scores.Length));
            (here, next) = (next, here);
            share *= 1 - _alpha;
            Vectors.Add(scores, share, here.AsSpan(0, scores.Length));
        }

        ArrayPool<double>.Shared.Return(here);
        ArrayPool<double>.Shared.Return(next);
    }

    private static Setting With(double alpha, double years, bool byPairs) => new(
        FormattableString.Invariant($"α {alpha}, by {(byPairs ? "pairs" : "partnerships")}{(double.IsFinite(years) ? FormattableString.Invariant($", τ {years} y") : "")}"),
        training => new PersonalisedPageRank(new(training.Network, years, byPairs), alpha));
}
