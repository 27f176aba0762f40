using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// EASE^R: s(a, c) = Σ B(z, c) over the partners z of a, with B(z, c) = −P(z, c) / P(c, c), B(c, c) = 0, P = (AᵀA + λI)⁻¹ and A the matrix of partners
/// (Steck, WWW 2019). Actors are users and items alike.
/// </summary>
/// <remarks>
/// P is dense, so the items are the actors with the longest histories: those with at least k partnerships, k being the least that leaves no more than
/// <see cref="MostItems"/> of them. Every actor counts as a user. Candidates outside get 0, which is what no evidence is worth.
/// </remarks>
internal sealed class Ease : Scorer
{
    /// <summary>4,000² floats are 64 MB, and their inverse takes seconds; twice as many take eight times as long.</summary>
    private const int MostItems = 4000;

    private readonly NetworkProjection _network;
    private readonly int[] _items;
    private readonly int[] _itemOf;
    private readonly float[] _weights;

    private Ease(Training training, float lambda)
    {
        _network = training.Network;
        _items = LongestHistories(_network);
        _itemOf = new int[_network.Actors.Count];
        Array.Fill(_itemOf, -1);
        for (var item = 0; item < _items.Length; item++)
        {
            _itemOf[_items[item]] = item;
        }

        _weights = DenseInverse.Of(Gram(lambda, training.Parallelism), _items.Length, training.Parallelism);
        ToWeights();
    }

    public static RankingMethod Method { get; } = new("ease", IsBaseline: true, With(1000), With(100), With(300), With(3000), With(10_000));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        foreach (var partner in _network.PartnersOf[seeker.Number])
        {
            if (_itemOf[partner] is >= 0 and var row)
            {
                var weights = _weights.AsSpan(row * _items.Length, _items.Length);
                for (var item = 0; item < weights.Length; item++)
                {
                    scores[_items[item]] += weights[item];
                }
            }
        }
    }

    private static int[] LongestHistories(NetworkProjection network)
    {
        var histories = Enumerable.Range(0, network.Actors.Count).Select(network.PartnershipsOf.Degree).ToArray();
        var least = 1;
        while (histories.Count(history => history >= least) > MostItems)
        {
            least++;
        }

        return [.. Enumerable.Range(0, histories.Length).Where(actor => histories[actor] >= least)];
    }

    /// <summary>AᵀA + λI: how many partners each two items share, over all actors.</summary>
    private float[] Gram(float lambda, ParallelOptions parallelism)
    {
        var order = _items.Length;
        var gram = new float[order * order];
        Parallel.For(0, order, parallelism, item =>
        {
            var row = gram.AsSpan(item * order, order);
            row[item] = lambda;
            foreach (var user in _network.PartnersOf[_items[item]])
            {
                foreach (var other in _network.PartnersOf[user])
                {
                    if (_itemOf[other] is >= 0 and var column)
                    {
                        row[column]++;
                    }
                }
            }
        });
        return gram;
    }

    private void ToWeights()
    {
        var order = _items.Length;
        var diagonal = Enumerable.Range(0, order).Select(item => _weights[(item * order) + item]).ToArray();
        for (var row = 0; row < order; row++)
        {
            for (var column = 0; column < order; column++)
            {
                ref var weight = ref _weights[(row * order) + column];
                weight = row == column ? 0 : -weight / diagonal[column];
            }
        }
    }

    private static Setting With(float lambda) => new(FormattableString.Invariant($"λ {lambda}"), training => new Ease(training, lambda));
}
