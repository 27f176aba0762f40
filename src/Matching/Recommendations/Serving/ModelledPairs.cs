using System.Collections.Frozen;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Candidates.Held;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations.Serving;

/// <summary>
/// The candidates of one actor with the probabilities of the serving model: those of the rule files and those of the network rules, united. Whether anybody may be recommended is asked of the graph
/// as it stands, whoever found it.
/// </summary>
internal sealed class ModelledPairs
{
    private readonly FrozenDictionary<ActorId, (double Forward, double Backward)> _probabilities;
    private readonly HashSet<int> _ranked;

    private ModelledPairs(ModelView view, Seeker seeker, HashSet<int> ranked, IReadOnlyList<Candidate> candidates, FrozenDictionary<ActorId, (double Forward, double Backward)> probabilities) =>
        (View, Seeker, _ranked, Candidates, _probabilities) = (view, seeker, ranked, candidates, probabilities);

    /// <summary>The model and its view of the network.</summary>
    public ModelView View { get; }

    /// <summary>Who seeks.</summary>
    public Seeker Seeker { get; }

    /// <summary>The candidates that stay.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>The model's candidates; null where the prior scores this actor.</summary>
    /// <param name="transaction">The graph as it stands.</param>
    /// <param name="source">The model, and who is eligible.</param>
    /// <param name="question">Whose candidates, of which kinds.</param>
    /// <param name="set">What the rule files found.</param>
    /// <param name="held">Who asks, in a held network; null where the graph is to be asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ModelledPairs?> FindAsync(IGraphTransaction transaction, PairSource source, CandidateQuestion question, CandidateSet set, HeldAsker? held, CancellationToken cancellationToken)
    {
        if (await source.Models.OfAsync(question.AsOf, cancellationToken) is not { } view || view.SeekerOf(question.Actor) is not { } seeker)
        {
            return null;
        }

        var found = set.Candidates.ToDictionary(candidate => candidate.Id);
        var network = view.Network;
        var proposed = view.Propose(seeker).Where(candidate => !found.ContainsKey(network.Actors[candidate.Actor].Id) && question.Kinds?.Contains(network.Actors[candidate.Actor].Kind) != false).ToArray();
        var allowed = await source.Finder.EligibleAsync(
            transaction, question.Actor, question.AsOf, seeker.Actor.Kind, proposed.Select(candidate => network.Actors[candidate.Actor].Id), held, cancellationToken);
        PooledCandidate[] pool = [.. proposed.Where(candidate => allowed.Contains(network.Actors[candidate.Actor].Id))];
        int[] byRules = [.. found.Keys.Select(network.Find).Where(number => number >= 0)];
        HashSet<int> ranked = [.. byRules, .. pool.Select(candidate => candidate.Actor)];
        var list = view.Rank(seeker, ranked);
        Candidate[] more =
        [
            .. pool.OrderByDescending(candidate => list.Of(candidate.Actor)).ThenBy(candidate => candidate.Actor).Take(source.Options.Serving.NetworkCandidates)
                .Select(candidate => new Candidate(network.Actors[candidate.Actor].Id, network.Actors[candidate.Actor].Kind, Tier.National, Findings(candidate.Rules))),
        ];
        Candidate[] all = [.. set.Candidates, .. more];
        return new(view, seeker, ranked, all, Probabilities(view, seeker, list, all));
    }

    /// <summary>The score of a pair; contributions stay those of the prior until somebody looks.</summary>
    public PairScore Score(ActorId candidate, PairScore prior)
    {
        var (forward, backward) = _probabilities[candidate];
        return new(new(forward), new(backward), prior.Contributions);
    }

    /// <summary>The rows by which the model scored some candidates; those that came since the view was taken have none.</summary>
    public IReadOnlyDictionary<ActorId, float[]> RowsOf(IEnumerable<ActorId> candidates)
    {
        ActorId[] known = [.. candidates.Where(id => _ranked.Contains(View.Network.Find(id)))];
        var rows = View.RowsOf(Seeker, _ranked, [.. known.Select(View.Network.Find)]);
        return known.Zip(rows).ToDictionary(entry => entry.First, entry => entry.Second);
    }

    // The other direction takes a list of each candidate, unless somebody has asked for it before.
    private static FrozenDictionary<ActorId, (double Forward, double Backward)> Probabilities(ModelView view, Seeker seeker, ModelledList list, Candidate[] candidates)
    {
        var pairs = new (ActorId, (double, double))[candidates.Length];
        Parallel.For(0, candidates.Length, place =>
        {
            // Whom the view does not know yet stands last until the next one.
            var id = candidates[place].Id;
            var number = view.Network.Find(id);
            pairs[place] = (id, number < 0 ? (list.Least, list.Least) : (list.Of(number)!.Value, view.Probability(number, seeker.Number)));
        });
        return pairs.ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    private static RuleFinding[] Findings(uint rules) =>
        [.. NetworkRules.All.Index().Where(rule => (rules & (1u << rule.Index)) != 0).Select(rule => new RuleFinding(rule.Item.Name, MapValue.Empty))];
}
