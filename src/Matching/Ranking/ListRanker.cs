using System.Collections.Concurrent;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Ranking;

/// <summary>What rules and features know of one projection: the way from a seeker to the rows of its list. Learned once; safe to use from several threads, each with its own <see cref="ListRows"/>.</summary>
internal sealed class ListSource
{
    private readonly ProximitySet _proximities;

    private ListSource(ListSource source, Eligibility eligibility) => (Network, Eligibility, _proximities, Table) = (source.Network, eligibility, source._proximities, source.Table);

    public ListSource(LearningTraining training)
    {
        (Network, Eligibility) = (training.Network, training.Eligibility);
        _proximities = new(training);
        var prior = new PriorRanking(training);
        Table = new([.. PriorPart.All(prior), new PriorWorth(prior), .. NetworkFeatures.Of(_proximities), .. ContentPairFeature.All(new(training.Network, training.Resources, training.Sectors, new()))]);
    }

    /// <summary>The projection.</summary>
    public NetworkProjection Network { get; }

    /// <summary>Who may be recommended to whom.</summary>
    public Eligibility Eligibility { get; }

    /// <summary>The features.</summary>
    public FeatureTable Table { get; }

    /// <summary>The same rules and features, asked for other candidates.</summary>
    public ListSource Under(Eligibility eligibility) => new(this, eligibility);

    /// <summary>A place to put lists into, for one thread.</summary>
    public ListRows NewRows() => new(this, new(_proximities));
}

/// <summary>The list of one seeker: its candidates and their rows. Filled again for each seeker; belongs to one thread.</summary>
internal sealed class ListRows(ListSource source, ProximityRows rows)
{
    private readonly bool[] _eligible = new bool[rows.Network.Actors.Count];
    private float[] _matrix = [];

    /// <summary>Numbers of the candidates, rising.</summary>
    public int[] Candidates { get; private set; } = [];

    /// <summary>Which network rules found each, by bits.</summary>
    public uint[] Rules { get; private set; } = [];

    /// <summary>One row for each candidate.</summary>
    public ReadOnlySpan<float> Matrix => _matrix.AsSpan(0, Candidates.Length * source.Table.Width);

    /// <summary>Finds the candidates of a seeker and computes their rows.</summary>
    public void Turn(Seeker seeker)
    {
        var pool = Propose(seeker);
        Fill([.. pool.Select(candidate => candidate.Actor)], [.. pool.Select(candidate => candidate.Rules)]);
    }

    /// <summary>Whom the network rules find for a seeker, by number. The rows stay turned to it.</summary>
    public PooledCandidate[] Propose(Seeker seeker)
    {
        rows.Turn(seeker);
        source.Eligibility.Mark(seeker, _eligible);
        return CandidatePool.Of(rows, _eligible);
    }

    /// <summary>Computes the rows of these candidates and those that the network rules find, united: the way of a list whose rule files have asked the graph.</summary>
    /// <param name="seeker">Who seeks.</param>
    /// <param name="found">Numbers of candidates that other rules found.</param>
    /// <param name="allows">Whether a candidate is to be in the list at all.</param>
    public void Turn(Seeker seeker, IReadOnlyCollection<int> found, Func<int, bool> allows)
    {
        var pool = Propose(seeker).ToDictionary(candidate => candidate.Actor, candidate => candidate.Rules);
        foreach (var candidate in found)
        {
            pool.TryAdd(candidate, 0);
        }

        int[] candidates = [.. pool.Keys.Where(allows).Order()];
        Fill(candidates, [.. candidates.Select(candidate => pool[candidate])]);
    }

    private void Fill(int[] candidates, uint[] rules)
    {
        (Candidates, Rules) = (candidates, rules);
        var length = Candidates.Length * source.Table.Width;
        if (_matrix.Length < length)
        {
            _matrix = new float[length * 5 / 4];
        }

        source.Table.Fill(rows, Candidates, _matrix.AsSpan(0, length));
    }
}

/// <summary>One scored candidate.</summary>
/// <param name="Candidate">Its number.</param>
/// <param name="Value">By which the list is ordered.</param>
/// <param name="Probability">p(seeker → candidate): how likely the pair comes about in the time that the model learned to foresee, given that the seeker finds anybody new.</param>
internal readonly record struct ScoredCandidate(int Candidate, double Value, double Probability);

/// <summary>The production path from a seeker to a ranked list with calibrated probabilities: rules, features, model. Safe to use from several threads.</summary>
internal sealed class ListRanker(ListSource source, RankingModel model) : Scorer
{
    private readonly ConcurrentBag<ListRows> _idle = [];

    /// <summary>The model.</summary>
    public RankingModel Model => model;

    /// <summary>Where lists come from.</summary>
    public ListSource Source => source;

    /// <summary>The list of a seeker, the best first; of equals the lower number.</summary>
    public ScoredCandidate[] Rank(Seeker seeker)
    {
        var rows = _idle.TryTake(out var idle) ? idle : source.NewRows();
        rows.Turn(seeker);
        var values = new double[rows.Candidates.Length];
        var fitting = model.For(seeker, source.Network);
        fitting.Score(rows.Matrix, values);
        var candidates = rows.Candidates;
        _idle.Add(rows);
        return [.. candidates.Select((candidate, place) => new ScoredCandidate(candidate, values[place], fitting.Probability(values[place])))
            .OrderByDescending(candidate => candidate.Value).ThenBy(candidate => candidate.Candidate)];
    }

    /// <inheritdoc/>
    public override void Score(Seeker seeker, Span<double> scores)
    {
        var rows = _idle.TryTake(out var idle) ? idle : source.NewRows();
        rows.Turn(seeker);
        Span<double> values = new double[rows.Candidates.Length];
        model.For(seeker, source.Network).Score(rows.Matrix, values);
        for (var place = 0; place < values.Length; place++)
        {
            // Above 0: whom no rule proposes stands last.
            scores[rows.Candidates[place]] = 1 + values[place];
        }

        _idle.Add(rows);
    }

    /// <inheritdoc/>
    public override double Probability(Seeker seeker, double score) => score > 0 ? model.For(seeker, source.Network).Probability(score - 1) : 0;
}
