using CoEvolve.Graph;

namespace CoEvolve.Matching.Ranking.Registry;

/// <summary>How far inputs and scores of the serving model have moved.</summary>
/// <param name="Model">The model.</param>
/// <param name="Lists">Lists that were looked at.</param>
/// <param name="Columns">Columns and <c>score</c>, the most drifted first.</param>
public sealed record DriftReport(string Model, int Lists, IReadOnlyList<ColumnDrift> Columns)
{
    /// <summary>The largest drift of all; none where nothing could be measured.</summary>
    public DriftLevel Level => Columns.Select(column => column.Level).DefaultIfEmpty().Max();
}

/// <summary>
/// Measures the drift of the serving model: the lists of those who found new partners in the last days, as of before these days, against those of its training. The protocol is that of the training,
/// moved in time, so that what differs is the network and not who was asked. For a nightly or weekly job.
/// </summary>
public static class DriftCheck
{
    private const int Seed = 20261124;
    private const int DefaultDays = 180;

    /// <summary>Measures it.</summary>
    /// <param name="graph">The network; it is only read.</param>
    /// <param name="registry">Which model serves.</param>
    /// <param name="today">The first day that is not looked at.</param>
    /// <param name="lists">Most lists, 1 or more. Default 300, as in training.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where no model serves, or nobody found a new partner.</returns>
    /// <exception cref="InvalidDataException">The model is damaged, or reads columns that are no longer computed.</exception>
    public static async Task<DriftReport?> RunAsync(IGraph graph, ModelRegistry registry, DateOnly today, int lists = 300, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentOutOfRangeException.ThrowIfLessThan(lists, 1);
        if (registry.Serving is not { } id)
        {
            return null;
        }

        var (model, trained) = registry.Load(id);
        var days = model.Record.HeldOut is { } tried ? tried.Until.DayNumber - tried.From.DayNumber : DefaultDays;
        var split = await TemporalSplit.ReadAsync(graph, today.AddDays(-days), today, new SplitOptions { ConsentWhereUnknown = false }, cancellationToken);
        RankingQuery[] queries = [.. split.Queries.OrderBy(query => TieBreak.Of(query.Actor.Id, Seed)).Take(lists)];
        if (queries.Length == 0)
        {
            return null;
        }

        var source = new ListSource(split.ToTraining(Seed, Environment.ProcessorCount, cancellationToken));
        var text = RankingModelText.Parse(trained);
        if (!text.Columns.SequenceEqual(source.Table.Columns.Select(column => column.Name), StringComparer.Ordinal))
        {
            throw new InvalidDataException($"The model '{id}' reads columns that are no longer computed: train and promote another.");
        }

        var (rows, scores) = Score(source, new(text), queries, cancellationToken);
        return new(id, queries.Length, Drift.Of(model.Record, rows, scores));
    }

    private static (float[] Rows, float[] Scores) Score(ListSource source, RankingModel model, RankingQuery[] queries, CancellationToken cancellationToken)
    {
        var (list, rows, scores) = (source.NewRows(), new List<float>(), new List<float>());
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            list.Turn(query);
            var values = new double[list.Candidates.Length];
            model.For(query, source.Network).Score(list.Matrix, values);
            rows.AddRange(list.Matrix);
            scores.AddRange(values.Select(value => (float)value));
        }

        return ([.. rows], [.. scores]);
    }
}
