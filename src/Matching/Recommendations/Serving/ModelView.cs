using System.Collections.Concurrent;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations.Serving;

/// <summary>The probabilities of one seeker's list, by number of the candidate.</summary>
/// <param name="Candidates">Rising.</param>
/// <param name="Probabilities">p(seeker → candidate).</param>
internal sealed record ModelledList(int[] Candidates, double[] Probabilities)
{
    /// <summary>The probability of a candidate; null where it is not in the list.</summary>
    public double? Of(int candidate) => Array.BinarySearch(Candidates, candidate) is >= 0 and var place ? Probabilities[place] : null;

    /// <summary>What stands in for somebody whom the list does not hold: its least probability; 0 for an empty list.</summary>
    public double Least { get; } = Probabilities.Length == 0 ? 0 : Probabilities.Min();
}

/// <summary>A model over the network of a day. Lists that it made for one reader serve as the other direction of others' pairs. Safe to use from several threads.</summary>
internal sealed class ModelView
{
    private readonly ListSource _source;
    private readonly ConcurrentBag<ListRows> _idle = [];
    private readonly ConcurrentDictionary<int, ModelledList> _own = [];

    public ModelView(string id, RankingModel model, ListSource source, NetworkProjection network) =>
        (Id, Model, _source, Network) = (id, model, source, network);

    /// <summary>The model's id in the registry.</summary>
    public string Id { get; }

    /// <summary>The model.</summary>
    public RankingModel Model { get; }

    /// <summary>The network.</summary>
    public NetworkProjection Network { get; }

    /// <summary>
    /// An actor as the model sees it; null where it has nothing to go by, and the prior ranks: for actors that came since the view was taken, and for actors without a partnership where neither
    /// trees nor a model of their own were learned, since measures of nearness cannot tell their candidates apart. Else such actors are ranked by what they say of themselves.
    /// </summary>
    public Seeker? SeekerOf(ActorId actor)
    {
        if (Network.Find(actor) is not (>= 0 and var number))
        {
            return null;
        }

        var seeker = Seeker.Known(Network, number);
        return Model.Text.Learned > 0 || !ReferenceEquals(Model.Newcomers, Model) || !seeker.IsNewcomer(Network) ? seeker : null;
    }

    /// <summary>The model for a seeker.</summary>
    public RankingModel ModelFor(Seeker seeker) => Model.For(seeker, Network);

    /// <summary>Whom the network rules find for a seeker.</summary>
    public PooledCandidate[] Propose(Seeker seeker)
    {
        var rows = Rent();
        var found = rows.Propose(seeker);
        _idle.Add(rows);
        return found;
    }

    /// <summary>The list of a seeker over exactly these candidates.</summary>
    public ModelledList Rank(Seeker seeker, IReadOnlySet<int> candidates) => Use(seeker, candidates, candidates.Contains, List);

    /// <summary>
    /// p(from → to) in the list of those whom the network rules find for <paramref name="from"/>; the least probability of that list where <paramref name="to"/> is not among them. It depends on the two and the
    /// view alone, not on who asked before, and each actor's list is made once a view.
    /// </summary>
    public double Probability(int from, int to) => Own(from) is var list && list.Of(to) is { } probability ? probability : list.Least;

    /// <summary>√(p·q) of two by their own lists.</summary>
    public double Nearness(int a, int b) => Math.Sqrt(Probability(a, b) * Probability(b, a));

    /// <summary>The columns of the model's rows.</summary>
    public IReadOnlyList<ModelColumn> Columns => _source.Table.Columns;

    /// <summary>The rows of some candidates in a list over exactly these candidates.</summary>
    public float[][] RowsOf(Seeker seeker, IReadOnlySet<int> candidates, IReadOnlyList<int> wanted) => Use(
        seeker, candidates, candidates.Contains, (rows, _) => wanted.Select(candidate => Row(rows, candidate)).ToArray());

    private float[] Row(ListRows rows, int candidate) =>
        rows.Matrix.Slice(Array.BinarySearch(rows.Candidates, candidate) * Columns.Count, Columns.Count).ToArray();

    private ModelledList Own(int actor) => _own.GetOrAdd(actor, number => Use(Seeker.Known(Network, number), [], _ => true, List));

    private T Use<T>(Seeker seeker, IReadOnlyCollection<int> found, Func<int, bool> allows, Func<ListRows, RankingModel, T> read)
    {
        var rows = Rent();
        rows.Turn(seeker, found, allows);
        var result = read(rows, ModelFor(seeker));
        _idle.Add(rows);
        return result;
    }

    private ListRows Rent() => _idle.TryTake(out var idle) ? idle : _source.NewRows();

    private static ModelledList List(ListRows rows, RankingModel model)
    {
        var values = new double[rows.Candidates.Length];
        model.Score(rows.Matrix, values);
        return new(rows.Candidates, [.. values.Select(model.Probability)]);
    }
}
