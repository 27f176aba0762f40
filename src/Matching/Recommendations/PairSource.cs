using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Matching.Recommendations;

/// <summary>An actor's scored candidates.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Network">The network of the day.</param>
/// <param name="Pairs">In the order of the candidates' ids; only those that have something to say for themselves.</param>
/// <param name="Climbs">Which tiers were opened, and why.</param>
internal sealed record ScoredCandidates(ActorFacts Actor, NetworkProfile Network, IReadOnlyList<RankedPair> Pairs, IReadOnlyList<Climb> Climbs);

/// <summary>From an actor to scored pairs: rules, features, ranking. What lists, triads, coalitions and explanations have in common. Safe to use from several threads.</summary>
internal sealed class PairSource
{
    private readonly NetworkProfileReader _profiles;
    private readonly Prior _prior;

    public PairSource(MatchingOptions options, TimeProvider time)
    {
        Options = options;
        var (library, mistakes) = RuleLibrary.Load(options.Candidates.RuleFolder);
        Finder = new(library ?? throw new InvalidDataException(string.Join(Environment.NewLine, mistakes)), options.Candidates);
        _profiles = new(options.Features, options.ProfileLifetime, time);
        _prior = new(options.Prior);
    }

    public MatchingOptions Options { get; }

    public CandidateFinder Finder { get; }

    /// <summary>Prices of the last run. Set as a whole, so that readers see one table or the next.</summary>
    public PriceTable Prices { get; set; } = PriceTable.None;

    public Task<NetworkProfile> NetworkAsync(IGraphTransaction transaction, DateOnly asOf, CancellationToken cancellationToken) =>
        _profiles.ReadAsync(transaction, asOf, cancellationToken);

    /// <summary>What finds and scores the candidates of a question; null where the day has no such actor, or it has not consented.</summary>
    public async Task<ScoredCandidates?> FindAsync(IGraphTransaction transaction, CandidateQuestion question, CancellationToken cancellationToken)
    {
        if (await Finder.FindAsync(transaction, question, cancellationToken) is not { } set)
        {
            return null;
        }

        var network = await NetworkAsync(transaction, question.AsOf, cancellationToken);
        var (actor, pairs) = await PairReader.ReadAsync(transaction, question.Actor, set.Candidates, network, cancellationToken);
        var candidates = set.Candidates.ToDictionary(candidate => candidate.Id);
        return new(actor, network, [.. Rank(candidates, pairs).Where(pair => question.Tiers?.Contains(pair.Tier) != false)], set.Climbs);
    }

    /// <summary>The score of a pair and the features behind it.</summary>
    public (PairScore Score, PairFeatures Features) Score(PairFacts pair)
    {
        var features = FeatureSet.Both(pair);
        return (_prior.Score(features), features);
    }

    /// <summary>A pair with its score, its price and its reason.</summary>
    public RankedPair Rank(Candidate candidate, PairFacts pair)
    {
        var (score, features) = Score(pair);
        return new(candidate, pair, features.Tier, score, ReasonFacts.Pick(pair, score, Options.List.FactsPerReason)) { Price = Prices[candidate.Id] };
    }

    // A match that cannot say why is not made: only an operator's rule can find somebody with whom nothing nameable is shared.
    private IEnumerable<RankedPair> Rank(Dictionary<ActorId, Candidate> candidates, IEnumerable<PairFacts> pairs) =>
        pairs.Select(pair => Rank(candidates[pair.To.Actor.Id], pair)).Where(pair => pair.Reason.Count > 0);
}
