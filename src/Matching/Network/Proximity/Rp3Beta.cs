using System.Buffers;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// RP3β (Paudel, Christoffel, Newell and Bernstein, ACM TiiS 7, 2016) with actors as users and partnerships as items. A walker goes from a to one of its partnerships, to one of
/// its members, to one of that one's partnerships: r(a, p) is the chance that it ends in p, over size(p)^β, which holds back the large ones. Since actors are ranked and not
/// items, s(a, c) = Σ r(a, p) over the partnerships p of c.
/// </summary>
/// <remarks>An actor's partnerships are drawn by their weights (<see cref="Fading"/>), members all alike. With β = 1 this is a walk of one step more, to a member of p.</remarks>
internal sealed class Rp3Beta : Scorer
{
    private readonly NetworkProjection _network;
    private readonly Fading _fading;
    private readonly double[] _totals;
    private readonly double[] _shares;

    public Rp3Beta(NetworkProjection network, double beta, double years)
    {
        (_network, _fading) = (network, new(network, years));
        _totals = new double[network.Actors.Count];
        for (var actor = 0; actor < _totals.Length; actor++)
        {
            foreach (var partnership in network.PartnershipsOf[actor])
            {
                _totals[actor] += _fading[partnership];
            }
        }

        _shares = [.. Enumerable.Range(0, network.Partnerships.Count).Select(partnership => Math.Pow(Math.Max(1, network.MembersOf.Degree(partnership)), -beta))];
    }

    public static RankingMethod Method { get; } = new(
        "rp3beta",
        IsBaseline: true,
        With(0.5, double.PositiveInfinity),
        With(0, double.PositiveInfinity),
        With(1, double.PositiveInfinity),
        With(0, 3),
        With(0.5, 3),
        With(1, 3));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        var actors = ArrayPool<double>.Shared.Rent(scores.Length);
        var partnerships = ArrayPool<double>.Shared.Rent(_shares.Length);
        actors.AsSpan().Clear();
        partnerships.AsSpan().Clear();
        ToPartnerships(seeker.Number, 1, partnerships);
        ToMembers(partnerships, actors, partnership => 1.0 / _network.MembersOf.Degree(partnership));
        partnerships.AsSpan().Clear();
        for (var actor = 0; actor < scores.Length; actor++)
        {
            if (actors[actor] is not 0)
            {
                ToPartnerships(actor, actors[actor], partnerships);
            }
        }

        ToMembers(partnerships, scores, partnership => _shares[partnership]);
        ArrayPool<double>.Shared.Return(actors);
        ArrayPool<double>.Shared.Return(partnerships);
    }

    private void ToPartnerships(int actor, double amount, double[] partnerships)
    {
        foreach (var partnership in _network.PartnershipsOf[actor])
        {
            partnerships[partnership] += amount * _fading[partnership] / _totals[actor];
        }
    }

    private void ToMembers(double[] partnerships, Span<double> actors, Func<int, double> share)
    {
        for (var partnership = 0; partnership < _shares.Length; partnership++)
        {
            if (partnerships[partnership] is not 0)
            {
                var amount = partnerships[partnership] * share(partnership);
                foreach (var member in _network.MembersOf[partnership])
                {
                    actors[member] += amount;
                }
            }
        }
    }

    private static Setting With(double beta, double years) => new(
        FormattableString.Invariant($"β {beta}{(double.IsFinite(years) ? FormattableString.Invariant($", τ {years} y") : "")}"),
        training => new Rp3Beta(training.Network, beta, years));
}
