using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Candidates.Held;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Explanations;
using CoEvolve.Matching.Recommendations.Pricing;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations;

/// <summary>An actor's scored candidates.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Network">The network of the day.</param>
/// <param name="Pairs">In the order of the candidates' ids; only those that have something to say for themselves.</param>
/// <param name="Climbs">Which tiers were opened, and why.</param>
/// <param name="Model">What scored: the id of a model, or <see cref="ModelViews.Prior"/>.</param>
internal sealed record ScoredCandidates(ActorFacts Actor, NetworkProfile Network, IReadOnlyList<RankedPair> Pairs, IReadOnlyList<Climb> Climbs, string Model);

/// <summary>From an actor to scored pairs: rules, features, ranking. What lists, triads, coalitions and explanations have in common. Safe to use from several threads.</summary>
internal sealed class PairSource
{
    private readonly NetworkProfileReader _profiles;
    private readonly Prior _prior;
    private readonly PriceFile? _priceFile;

    public PairSource(IGraph graph, MatchingOptions options, TimeProvider time)
    {
        Options = options;
        Models = new(graph, options.Serving, time);
        var (library, mistakes) = RuleLibrary.Load(options.Candidates.RuleFolder);
        Finder = new(library ?? throw new InvalidDataException(string.Join(Environment.NewLine, mistakes)), options.Candidates);
        _profiles = new(options.Features, options.ProfileLifetime, time);
        Holder = new(graph, _profiles, options.Candidates, time);
        _prior = new(options.Prior);
        _priceFile = options.Prices.File is { } file ? new(file) : null;
    }

    public MatchingOptions Options { get; }

    public CandidateFinder Finder { get; }

    /// <summary>The network in memory, while many lists are made.</summary>
    public NetworkHolder Holder { get; }

    /// <summary>The model that serves.</summary>
    public ModelViews Models { get; }

    /// <summary>Prices of the last run. Set as a whole, so that readers see one table or the next.</summary>
    public PriceTable Prices
    {
        get => _priceFile?.Read() ?? field;
        set
        {
            _priceFile?.Write(value);
            field = value;
        }
    } = PriceTable.None;

    public async Task<NetworkProfile> NetworkAsync(IGraphTransaction transaction, DateOnly asOf, CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Stage("profile of the network");
        return await _profiles.ReadAsync(transaction, asOf, cancellationToken);
    }

    /// <summary>What finds and scores the candidates of a question; null where the day has no such actor, or it has not consented.</summary>
    public async Task<ScoredCandidates?> FindAsync(IGraphTransaction transaction, CandidateQuestion question, CancellationToken cancellationToken)
    {
        var network = await NetworkAsync(transaction, question.AsOf, cancellationToken);
        var day = await Holder.OfAsync(question.AsOf, cancellationToken);
        var held = day is null ? null : Finder.Ask(day.Network, question.Actor);
        if (await CandidatesAsync(transaction, question, held, cancellationToken) is not { } set)
        {
            return null;
        }

        var modelled = await ModelledAsync(transaction, question, set, held, cancellationToken);
        var found = modelled?.Candidates ?? set.Candidates;
        var (actor, pairs) = await FactsAsync(transaction, question.Actor, found, network, held, day, cancellationToken);
        var prices = Prices;
        var byNumber = day?.PricesOf(prices);

        using var measure = ListMeters.Stage("features and scores");

        // A match that cannot say why is not made: an operator's rule, or a measure of the network, can find somebody with whom nothing nameable is shared.
        RankedPair[] ranked =
        [
            .. pairs.Where(entry => ReasonFacts.HasAny(entry.Pair))
                .Select(entry => Rank(entry.Candidate, entry.Pair, entry.Candidate.Number is >= 0 and var number && byNumber is not null ? byNumber[number] : prices[entry.Candidate.Id], modelled))
                .Where(pair => question.Tiers?.Contains(pair.Tier) != false),
        ];
        return new(actor, network, ranked, set.Climbs, modelled?.View.Id ?? ModelViews.Prior);
    }

    private async Task<CandidateSet?> CandidatesAsync(IGraphTransaction transaction, CandidateQuestion question, HeldAsker? held, CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Stage("candidates");
        return await Finder.FindAsync(transaction, question, held, cancellationToken);
    }

    private async Task<ModelledPairs?> ModelledAsync(IGraphTransaction transaction, CandidateQuestion question, CandidateSet set, HeldAsker? held, CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Stage("model");
        return await ModelledPairs.FindAsync(transaction, this, question, set, held, cancellationToken);
    }

    private static async Task<(ActorFacts Actor, IReadOnlyList<(Candidate Candidate, PairFacts Pair)> Pairs)> FactsAsync(
        IGraphTransaction transaction, ActorId actor, IReadOnlyCollection<Candidate> candidates, NetworkProfile network, HeldAsker? held, HeldDay? day, CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Stage("facts");
        if (held is not null)
        {
            return (day!.Facts[held.Number], PairReader.Read(held, day.Facts, candidates, network));
        }

        var (self, pairs) = await PairReader.ReadAsync(transaction, actor, candidates, network, cancellationToken);
        var byId = candidates.ToDictionary(candidate => candidate.Id);
        return (self, [.. pairs.Select(pair => (byId[pair.To.Actor.Id], pair))]);
    }

    /// <summary>The score of a pair and the features behind it.</summary>
    public (PairScore Score, PairFeatures Features) Score(PairFacts pair)
    {
        var features = FeatureSet.Both(pair);
        return (_prior.Score(features), features);
    }

    /// <summary>A pair with its score, its price and its reason.</summary>
    /// <param name="candidate">Who found the candidate.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="price">The price of the candidate.</param>
    /// <param name="modelled">The probabilities of the model; null for the prior's.</param>
    public RankedPair Rank(Candidate candidate, PairFacts pair, double price, ModelledPairs? modelled = null)
    {
        var (score, features) = Score(pair);
        return new(candidate, pair, features.Tier, modelled?.Score(candidate.Id, score) ?? score, Options.List.FactsPerReason) { Price = price, Modelled = modelled };
    }

    /// <summary>The pairs whose reasons say first what their own model counted most.</summary>
    public IReadOnlyList<RankedPair> Reasoned(IReadOnlyList<RankedPair> pairs)
    {
        if (pairs.FirstOrDefault(pair => pair.Modelled is not null)?.Modelled is not { } modelled)
        {
            return pairs;
        }

        var rows = modelled.RowsOf(pairs.Select(pair => pair.Candidate.Id));
        return [.. pairs.Select(pair => rows.TryGetValue(pair.Candidate.Id, out var row) ? Reasoned(pair, PairShares.Of(modelled, row)) : pair)];
    }

    /// <summary>Facts of groups that count for the pair, the most first; where none of these has one, the pair keeps its reason.</summary>
    private RankedPair Reasoned(RankedPair pair, PairShares shares)
    {
        var score = new PairScore(pair.Score.Forward, pair.Score.Backward, shares.Positive());
        var reason = ReasonFacts.Pick(pair.Facts, score, Options.List.FactsPerReason);
        return pair with { Score = score, Reason = reason.Count > 0 ? reason : pair.Reason };
    }

    /// <summary>What the parts of a pair's forward direction are, by the model that scored it or by the prior.</summary>
    public PairShares Shares(RankedPair pair) =>
        pair.Modelled is { } modelled && modelled.RowsOf([pair.Candidate.Id]).TryGetValue(pair.Candidate.Id, out var row)
            ? PairShares.Of(modelled, row)
            : PairShares.Of(_prior, FeatureSet.Of(pair.Facts));

    /// <summary>The pair from the other side: both directions change places, and the price is that of the other.</summary>
    public RankedPair Reversed(RankedPair pair)
    {
        var asker = pair.Facts.From.Actor;
        var reversed = Rank(new(asker.Id, asker.Kind, pair.Tier, pair.Candidate.Findings), pair.Facts.Reversed, Prices[asker.Id]);
        return pair.Modelled is null ? reversed : reversed with { Score = new(pair.Score.Backward, pair.Score.Forward, reversed.Score.Contributions) };
    }
}
