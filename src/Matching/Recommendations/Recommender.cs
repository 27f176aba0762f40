using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations;

/// <summary>From an actor to its recommended partners: rules, features, ranking, reasons. Safe to use from several threads; make one and keep it.</summary>
public sealed class Recommender
{
    private readonly IGraph _graph;
    private readonly TimeProvider _time;
    private readonly MatchingOptions _options;
    private readonly CandidateFinder _finder;
    private readonly NetworkProfileReader _profiles;
    private readonly Prior _prior;

    /// <summary>Reads the rules and checks the options.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="time">Says what today is.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    /// <exception cref="InvalidDataException">A rule file is wrong; the message names file and line of every mistake.</exception>
    public Recommender(IGraph graph, TimeProvider time, MatchingOptions? options = null)
    {
        _graph = graph;
        _time = time;
        _options = options ?? new();
        if (_options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        }

        var (library, mistakes) = RuleLibrary.Load(_options.Candidates.RuleFolder);
        _finder = new(library ?? throw new InvalidDataException(string.Join(Environment.NewLine, mistakes)), _options.Candidates);
        _profiles = new(_options.Features, _options.ProfileLifetime, time);
        _prior = new(_options.Prior);
    }

    /// <summary>The recommended partners of an actor.</summary>
    /// <returns>Null where the network has no such actor on that day, or it has not consented to be matched.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    /// <exception cref="ArgumentException">The cursor belongs to a list with other filters.</exception>
    public async Task<RecommendationList?> RecommendAsync(ActorId actor, RecommendationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = request.Limit ?? _options.List.DefaultLimit;
        if (limit < 1 || limit > _options.List.MaximumLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(request), limit, $"A page has 1 to {_options.List.MaximumLimit} recommendations.");
        }

        if (request.After?.BelongsTo(request) == false)
        {
            throw new ArgumentException("The cursor belongs to a list with other filters.", nameof(request));
        }

        // One transaction: rules, facts and reasons speak of one and the same state of the graph, and no rule can write.
        await using var transaction = await _graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        return await RecommendAsync(transaction, actor, request, limit, cancellationToken);
    }

    private async Task<RecommendationList?> RecommendAsync(IGraphTransaction transaction, ActorId actor, RecommendationRequest request, int limit, CancellationToken cancellationToken)
    {
        var asOf = request.AsOf ?? request.After?.AsOf ?? ProgrammeDay.Today(_time);
        if (await _finder.FindAsync(transaction, new(actor, asOf, request.Kinds, request.Tiers), cancellationToken) is not { } set)
        {
            return null;
        }

        var network = await _profiles.ReadAsync(transaction, asOf, cancellationToken);
        var facts = await PairReader.ReadAsync(transaction, actor, set.Candidates, network, cancellationToken);
        var list = ListComposition.Compose(Rank(set, facts.Pairs, request), _options.List);
        var start = StartOf(list, request.After);
        var page = list.Skip(start).Take(limit).Select((pair, index) => Show(pair, start + index + 1, request.Language)).ToArray();
        var next = page.Length > 0 && start + page.Length < list.Count ? new RecommendationCursor(request, asOf, page[^1].Rank, page[^1].Candidate.Id) : null;
        return new(facts.Actor.Actor, asOf, page, [.. set.Climbs.Select(climb => ReasonWriter.Climb(climb, network, request.Language))], next);
    }

    private IEnumerable<RankedPair> Rank(CandidateSet set, IEnumerable<PairFacts> pairs, RecommendationRequest request)
    {
        var candidates = set.Candidates.ToDictionary(candidate => candidate.Id);
        foreach (var pair in pairs)
        {
            var features = FeatureSet.Both(pair);
            var score = _prior.Score(features);
            var reason = ReasonFacts.Pick(pair, score, _options.List.FactsPerReason);

            // A match that cannot say why is not made: only an operator's rule can find somebody with whom nothing nameable is shared.
            if (reason.Count > 0 && request.Tiers?.Contains(features.Tier) != false)
            {
                yield return new(candidates[pair.To.Actor.Id], pair, features.Tier, score, reason);
            }
        }
    }

    private static int StartOf(IReadOnlyList<RankedPair> list, RecommendationCursor? after)
    {
        if (after is null)
        {
            return 0;
        }

        var index = list.TakeWhile(pair => pair.Candidate.Id != after.Last).Count();
        return index < list.Count ? index + 1 : Math.Min(after.Rank, list.Count);
    }

    private static Recommendation Show(RankedPair pair, int rank, Language language) => new()
    {
        Rank = rank,
        Candidate = pair.Facts.To.Actor,
        Score = pair.Score.Value,
        Forward = pair.Score.Forward,
        Backward = pair.Score.Backward,
        Tier = pair.Tier,
        Reason = ReasonWriter.Sentence(pair.Facts, pair.Reason, language),
        Reasons = new(ReasonWriter.Sentence(pair.Facts, pair.Reason, Language.Indonesian), ReasonWriter.Sentence(pair.Facts, pair.Reason, Language.English)),
        Rules = [.. pair.Candidate.Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal)],
        Cypher = ReasonWriter.Query(pair.Facts, pair.Reason),
    };
}
