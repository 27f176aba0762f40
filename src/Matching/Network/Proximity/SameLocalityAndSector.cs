using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// What a person would try first: s(a, c) = w·place + (1 − w)·cos(sectors of a, sectors of c), place being 1 in the same district, ¾ in the same province, ½ in the
/// same region, ¼ in the same nation and 0 elsewhere. Where asked for, equals are told apart by their number of partnerships.
/// </summary>
internal sealed class SameLocalityAndSector : Scorer
{
    // Below the least difference of two places, ¼·w, for every w in use.
    private const double Tie = 0.01;

    private readonly NetworkProjection _network;
    private readonly double _place;
    private readonly double[] _popularity;
    private readonly double[] _norms;
    private readonly Adjacency _actorsOf;

    private SameLocalityAndSector(NetworkProjection network, double place, bool popular)
    {
        (_network, _place) = (network, place);
        var most = Math.Max(1, Enumerable.Range(0, network.Actors.Count).Max(network.PartnershipsOf.Degree));
        _popularity = [.. Enumerable.Range(0, network.Actors.Count).Select(actor => popular ? Tie * network.PartnershipsOf.Degree(actor) / most : 0)];
        _norms = [.. Enumerable.Range(0, network.Actors.Count).Select(actor => Norm(network.SectorsOf.Weights(actor)))];
        _actorsOf = network.SectorsOf.Transpose(network.Sectors.Count);
    }

    public static RankingMethod Method { get; } = new(
        "same-locality-sector",
        IsBaseline: true,
        With(0.5, popular: true),
        With(0.25, popular: true),
        With(0.75, popular: true),
        With(0.5, popular: false),
        With(0.25, popular: false),
        With(0.75, popular: false));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number >= 0)
        {
            AddSectors(seeker.Number, scores);
        }

        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var tier = _network.Localities.CommonTier(seeker.Home, _network.Home(candidate));
            scores[candidate] += (tier is { } common ? _place * (4 - (int)common) / 4 : 0) + _popularity[candidate];
        }
    }

    private void AddSectors(int actor, Span<double> scores)
    {
        var sectors = _network.SectorsOf[actor];
        for (var place = 0; place < sectors.Length; place++)
        {
            var weight = (1 - _place) * _network.SectorsOf.Weights(actor)[place] / _norms[actor];
            var others = _actorsOf[sectors[place]];
            var weights = _actorsOf.Weights(sectors[place]);
            for (var other = 0; other < others.Length; other++)
            {
                scores[others[other]] += weight * weights[other] / _norms[others[other]];
            }
        }
    }

    private static double Norm(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += (double)weight * weight;
        }

        return Math.Sqrt(sum);
    }

    private static Setting With(double place, bool popular) => new(
        FormattableString.Invariant($"w {place}{(popular ? ", then popularity" : "")}"),
        training => new SameLocalityAndSector(training.Network, place, popular));
}
