using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Item-kNN: s(a, c) = Σ sim(z, c) over the partners z of a that have c among their k most similar, sim(z, c) = |Γ(z) ∩ Γ(c)| / (√(k(z)·k(c)) + h) with Γ the partners and
/// k their number (Sarwar et al., WWW 2001; the shrinkage h as in Bell and Koren, ICDM 2007). Actors are users and items alike.
/// </summary>
internal sealed class ItemNeighbours : Scorer
{
    private readonly NetworkProjection _network;
    private readonly (int Actor, double Similarity)[][] _similar;

    private ItemNeighbours(Training training, int neighbours, double shrinkage)
    {
        _network = training.Network;
        var actors = _network.Actors.Count;
        _similar = new (int, double)[actors][];
        Parallel.For(0, actors, training.Parallelism, () => new double[actors], (actor, _, shared) =>
        {
            _similar[actor] = MostSimilar(actor, neighbours, shrinkage, shared);
            return shared;
        }, _ => { });
    }

    public static RankingMethod Method { get; } = new(
        "item-knn", IsBaseline: true, With(100, 0), With(30, 0), With(300, 0), With(30, 10), With(100, 10), With(300, 10));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        foreach (var partner in _network.PartnersOf[seeker.Number])
        {
            foreach (var (actor, similarity) in _similar[partner])
            {
                scores[actor] += similarity;
            }
        }
    }

    private (int Actor, double Similarity)[] MostSimilar(int actor, int neighbours, double shrinkage, double[] shared)
    {
        var touched = new List<int>();
        foreach (var partner in _network.PartnersOf[actor])
        {
            foreach (var other in _network.PartnersOf[partner])
            {
                if (shared[other]++ is 0)
                {
                    touched.Add(other);
                }
            }
        }

        var queue = new PriorityQueue<int, (double Similarity, int Last)>(neighbours + 1);
        foreach (var other in touched)
        {
            if (other != actor)
            {
                var size = Math.Sqrt((double)_network.PartnersOf.Degree(actor) * _network.PartnersOf.Degree(other));
                queue.Enqueue(other, (shared[other] / (size + shrinkage), -other));
                if (queue.Count > neighbours)
                {
                    queue.Dequeue();
                }
            }

            shared[other] = 0;
        }

        return [.. queue.UnorderedItems.Select(item => (item.Element, item.Priority.Similarity)).OrderBy(item => item.Element)];
    }

    private static Setting With(int neighbours, double shrinkage) =>
        new(FormattableString.Invariant($"k {neighbours}, h {shrinkage}"), training => new ItemNeighbours(training, neighbours, shrinkage));
}
