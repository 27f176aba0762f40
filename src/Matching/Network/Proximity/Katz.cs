using System.Buffers;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// s(a, c) = Σ β^l·(number of walks of length l from a to c), l from 2 to L (Katz, Psychometrika 18, 1953). Length 1 are the partners, who are no
/// candidates. Cut at L, the sum is finite for every β.
/// </summary>
internal sealed class Katz(NetworkProjection network, double beta, int length) : Scorer
{
    public static RankingMethod Method { get; } = new(
        "katz", IsBaseline: true, With(0.05, 3), With(0.005, 3), With(0.0005, 3), With(0.05, 4), With(0.005, 4), With(0.0005, 4));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        var walks = ArrayPool<double>.Shared.Rent(scores.Length);
        var longer = ArrayPool<double>.Shared.Rent(scores.Length);
        walks.AsSpan().Clear();
        walks[seeker.Number] = 1;
        for (var step = 1; step <= length; step++)
        {
            longer.AsSpan().Clear();
            Step(walks, longer, scores.Length);
            (walks, longer) = (longer, walks);
            for (var candidate = 0; step > 1 && candidate < scores.Length; candidate++)
            {
                scores[candidate] += walks[candidate];
            }
        }

        ArrayPool<double>.Shared.Return(walks);
        ArrayPool<double>.Shared.Return(longer);
    }

    /// <summary>Walks of one step more, each step worth β.</summary>
    private void Step(double[] walks, double[] longer, int actors)
    {
        for (var actor = 0; actor < actors; actor++)
        {
            if (walks[actor] is not 0)
            {
                var worth = beta * walks[actor];
                foreach (var next in network.PartnersOf[actor])
                {
                    longer[next] += worth;
                }
            }
        }
    }

    private static Setting With(double beta, int length) =>
        new(FormattableString.Invariant($"β {beta}, length ≤ {length}"), training => new Katz(training.Network, beta, length));
}
