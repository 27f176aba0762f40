namespace CoEvolve.Matching.Ranking.Learning;

/// <summary>The lists of one earlier split with what became of their candidates.</summary>
internal sealed class LearningLists
{
    private readonly int[] _relevant;
    private readonly ulong[][] _ties;

    private LearningLists(TrainingRows rows, int[] relevant, ulong[][] ties) => (Rows, _relevant, _ties) = (rows, relevant, ties);

    /// <summary>The lists.</summary>
    public TrainingRows Rows { get; }

    /// <summary>Computes the lists of a split, drawn by the ids of their actors.</summary>
    /// <param name="origin">The split.</param>
    /// <param name="source">Rules and features over its past.</param>
    /// <param name="newcomers">Whether the lists of those that have been in no partnership yet are meant, or those of all others.</param>
    /// <param name="most">Most lists.</param>
    /// <param name="training">Seed and threads.</param>
    /// <param name="negatives">How many others stay in a list with a hit, and lists without one go; null where all candidates of all lists stay.</param>
    public static LearningLists Of(TemporalSplit origin, ListSource source, bool newcomers, int most, LearningTraining training, int? negatives)
    {
        RankingQuery[] queries = [.. origin.Queries.Concat(origin.Newcomers).Where(query => query.IsNewcomer(origin.Network) == newcomers).OrderBy(query => TieBreak.Of(query.Actor.Id, training.Seed)).Take(most)];
        var lists = new (float[] Rows, float[] Labels, ulong[] Ties)[queries.Length];
        Parallel.For(0, queries.Length, training.Parallelism, source.NewRows, (number, _, rows) =>
        {
            rows.Turn(queries[number]);
            lists[number] = List(rows, queries[number], source.Table.Width, origin, training.Seed);
            if (negatives is { } kept)
            {
                lists[number] = Sample(lists[number], source.Table.Width, kept);
            }

            return rows;
        }, _ => { });
        var kept = Enumerable.Range(0, queries.Length).Where(number => lists[number].Labels.Length > 0 && (negatives is null || lists[number].Labels.Any(label => label > 0))).ToArray();
        return new(
            new(source.Table.Width, TrainingRows.Joined([.. kept.Select(number => lists[number].Rows)]), TrainingRows.Joined([.. kept.Select(number => lists[number].Labels)]), [.. kept.Select(number => lists[number].Labels.Length)]),
            [.. kept.Select(number => queries[number].Relevant.Length)],
            [.. kept.Select(number => lists[number].Ties)]);
    }

    /// <summary>Mean NDCG@10 of a model over the lists; equals are ordered by the chance of their ids.</summary>
    public double Ndcg(RankingModel model)
    {
        double sum = 0;
        foreach (var (number, first, length) in Lists())
        {
            var values = new double[length];
            model.Score(Rows.Rows.AsSpan(first * Rows.Width, length * Rows.Width), values);
            var order = Enumerable.Range(0, length).OrderByDescending(place => values[place]).ThenBy(place => _ties[number][place]).Take(10).ToArray();
            var gained = order.Select((place, rank) => Rows.Labels[first + place] / Math.Log2(2 + rank)).Sum();
            sum += gained / Enumerable.Range(0, Math.Min(10, _relevant[number])).Sum(rank => 1 / Math.Log2(2 + rank));
        }

        return sum / Math.Max(1, Rows.Groups.Length);
    }

    /// <summary>The values that a model gives to all candidates, and which came true.</summary>
    public (double[] Values, bool[] Labels) Values(RankingModel model)
    {
        var values = new double[Rows.Labels.Length];
        foreach (var (_, first, length) in Lists())
        {
            model.Score(Rows.Rows.AsSpan(first * Rows.Width, length * Rows.Width), values.AsSpan(first, length));
        }

        return (values, [.. Rows.Labels.Select(label => label > 0)]);
    }

    private IEnumerable<(int Number, int First, int Length)> Lists()
    {
        var first = 0;
        for (var number = 0; number < Rows.Groups.Length; number++)
        {
            yield return (number, first, Rows.Groups[number]);
            first += Rows.Groups[number];
        }
    }

    private static (float[] Rows, float[] Labels, ulong[] Ties) List(ListRows rows, RankingQuery query, int width, TemporalSplit origin, int seed)
    {
        var own = TieBreak.Of(query.Actor.Id, seed);
        var ties = rows.Candidates.Select(candidate => TieBreak.Of(own, TieBreak.Of(origin.Network.Actors[candidate].Id, seed))).ToArray();
        var order = Enumerable.Range(0, ties.Length).OrderBy(place => ties[place]).ToArray();

        // In the order of their ties: an order by number would let equal scores be told apart by ids (ML.NET issue 6157).
        var matrix = new float[ties.Length * width];
        for (var place = 0; place < order.Length; place++)
        {
            rows.Matrix.Slice(order[place] * width, width).CopyTo(matrix.AsSpan(place * width, width));
        }

        return (matrix, [.. order.Select(place => Array.BinarySearch(query.Relevant, rows.Candidates[place]) >= 0 ? 1f : 0f)], [.. order.Select(place => ties[place])]);
    }

    /// <summary>All positives and the first of the others, which stand in the order of their ties: a draw.</summary>
    private static (float[] Rows, float[] Labels, ulong[] Ties) Sample((float[] Rows, float[] Labels, ulong[] Ties) list, int width, int negatives)
    {
        var kept = new List<int>();
        var others = 0;
        for (var place = 0; place < list.Labels.Length; place++)
        {
            if (list.Labels[place] > 0 || others++ < negatives)
            {
                kept.Add(place);
            }
        }

        var rows = new float[kept.Count * width];
        for (var place = 0; place < kept.Count; place++)
        {
            list.Rows.AsSpan(kept[place] * width, width).CopyTo(rows.AsSpan(place * width, width));
        }

        return (rows, [.. kept.Select(place => list.Labels[place])], [.. kept.Select(place => list.Ties[place])]);
    }
}
