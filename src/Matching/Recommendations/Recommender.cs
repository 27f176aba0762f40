using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Lists;
using CoEvolve.Matching.Recommendations.Pricing;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations;

/// <summary>From an actor to its recommended partners: rules, features, ranking, reasons. Safe to use from several threads; make one and keep it.</summary>
public sealed class Recommender
{
    /// <summary>What <see cref="Model"/> says where no model serves.</summary>
    public const string Prior = ModelViews.Prior;

    private readonly TimeProvider _time;
    private readonly MatchingOptions _options;

    /// <summary>Reads the rules and checks the options.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="time">Says what today is.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    /// <exception cref="InvalidDataException">A rule file is wrong; the message names file and line of every mistake.</exception>
    public Recommender(IGraph graph, TimeProvider time, MatchingOptions? options = null)
    {
        Graph = graph;
        _time = time;
        _options = options ?? new();
        if (_options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        }

        Pairs = new(graph, _options, time);
    }

    /// <summary>The prices by which lists and triads are ordered. Everybody costs 1 until a run has set them.</summary>
    public PriceTable Prices
    {
        get => Pairs.Prices;
        set => Pairs.Prices = value;
    }

    /// <summary>What scores lists now: the id of the promoted model, or <c>prior</c> where none was promoted or the promoted one cannot be used.</summary>
    public string Model => Pairs.Models.Serving;

    /// <summary>The folder of the registry of models; null where only the prior serves.</summary>
    public string? ModelFolder => _options.Serving.Models;

    /// <summary>Why the promoted model does not serve; null where nothing is wrong. Known once a list was asked for.</summary>
    public string? ModelProblem => Pairs.Models.Problem;

    /// <summary>Takes the model's view of the network of a day, so that the first list need not wait for it; says what will score.</summary>
    public async Task<string> PrepareAsync(DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        (await Pairs.Models.OfAsync(asOf ?? Today, cancellationToken))?.Id ?? ModelViews.Prior;

    /// <summary>
    /// Holds the network of a day in memory until the result is disposed of: for whoever makes many lists of that day, which come out the same many times as fast. Worth it from some hundred lists on;
    /// takes some kilobytes an actor. Over a graph that is not embedded nothing is held.
    /// </summary>
    public IDisposable Hold(DateOnly asOf) => Pairs.Holder.Hold(asOf);

    /// <summary>
    /// Finds the prices of sought-after partners from the candidates of everybody, and orders lists and triads by them from then on: for a nightly job, before it makes the lists. Takes about as long as making
    /// everybody's list once. Lists that were made before stay as they are.
    /// </summary>
    /// <param name="asOf">The day; null for today.</param>
    /// <param name="parallelism">Askers at once, 1 or more; null for the number of processors.</param>
    /// <param name="progress">Hears how many askers are done, from several threads.</param>
    /// <param name="cancellationToken">Stops it; the prices stay as they were.</param>
    public async Task<PriceReport> RepriceAsync(DateOnly? asOf = null, int? parallelism = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        var (prices, report) = await new PriceRun(Graph, Pairs).RunAsync(asOf ?? Today, parallelism ?? Environment.ProcessorCount, progress, cancellationToken);
        Prices = prices;
        return report;
    }

    /// <summary>The network.</summary>
    internal IGraph Graph { get; }

    /// <summary>What finds and scores pairs; triads, coalitions and explanations use the same.</summary>
    internal PairSource Pairs { get; }

    /// <summary>Today where nothing else is said.</summary>
    internal DateOnly Today => ProgrammeDay.Today(_time);

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
        await using var transaction = await Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        return await RecommendAsync(transaction, actor, request, limit, cancellationToken);
    }

    private async Task<RecommendationList?> RecommendAsync(IGraphTransaction transaction, ActorId actor, RecommendationRequest request, int limit, CancellationToken cancellationToken)
    {
        var asOf = request.AsOf ?? request.After?.AsOf ?? Today;
        if (await Pairs.FindAsync(transaction, new(actor, asOf, request.Kinds, request.Tiers), cancellationToken) is not { } found)
        {
            return null;
        }

        // One place more than is shown says whether there is a next page.
        var list = Composed(found.Pairs, actor, asOf, request.After is null ? limit + 1 : int.MaxValue);
        var start = StartOf(list, request.After);
        ListSlot[] slots = [.. list.Skip(start).Take(limit)];
        using var measure = ListMeters.Stage("reasons");
        var reasoned = Pairs.Reasoned([.. slots.Take(_options.Serving.ReasonedRanks).Select(slot => slot.Pair)]);
        var page = slots.Select((slot, index) => Show(index < reasoned.Count ? slot with { Pair = reasoned[index] } : slot, start + index + 1, request.Language)).ToArray();
        var next = page.Length > 0 && start + page.Length < list.Count ? new RecommendationCursor(request, asOf, page[^1].Rank, page[^1].Candidate.Id) : null;
        return new(found.Actor.Actor, asOf, page, [.. found.Climbs.Select(climb => ReasonWriter.Climb(climb, found.Network, request.Language))], next)
        {
            Policy = ListComposition.Policy,
            Model = found.Model,
        };
    }

    /// <summary>The whole list of today, and what it was made of.</summary>
    internal async Task<(IReadOnlyList<ListSlot> Slots, ScoredCandidates Found)?> ComposeAsync(IGraphTransaction transaction, ActorId actor, CancellationToken cancellationToken) =>
        await Pairs.FindAsync(transaction, new(actor, Today), cancellationToken) is { } found
            ? (Composed(found.Pairs, actor, Today), found)
            : null;

    private IReadOnlyList<ListSlot> Composed(IReadOnlyList<RankedPair> pairs, ActorId actor, DateOnly asOf, int most = int.MaxValue)
    {
        using var measure = ListMeters.Stage("rules of the list");
        return ListComposition.Compose(pairs, _options.List, Lot(actor, asOf), most);
    }

    /// <summary>Lots that stay as they are while an actor pages through a day's list (FNV-1a of the id, with seed and day).</summary>
    private ulong Lot(ActorId actor, DateOnly asOf)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in actor.Value)
        {
            hash = (hash ^ unit) * 0x100000001B3;
        }

        return hash ^ ((ulong)(uint)asOf.DayNumber << 32) ^ (uint)_options.List.ExplorationSeed;
    }

    private static int StartOf(IReadOnlyList<ListSlot> list, RecommendationCursor? after)
    {
        if (after is null)
        {
            return 0;
        }

        var index = list.TakeWhile(slot => slot.Pair.Candidate.Id != after.Last).Count();
        return index < list.Count ? index + 1 : Math.Min(after.Rank, list.Count);
    }

    private static Recommendation Show(ListSlot slot, int rank, Language language)
    {
        var (pair, facts) = (slot.Pair.Facts, slot.Pair.Reason);
        var reasons = new LocalizedName(ReasonWriter.Sentence(pair, facts, Language.Indonesian), ReasonWriter.Sentence(pair, facts, Language.English));
        return new()
        {
            Rank = rank,
            Candidate = pair.To.Actor,
            Score = slot.Pair.Score.Value,
            Forward = slot.Pair.Score.Forward,
            Backward = slot.Pair.Score.Backward,
            Tier = slot.Pair.Tier,
            Reason = reasons.In(language),
            Reasons = reasons,
            Rules = Rules(slot.Pair.Candidate),
            Placement = slot.Placement,
            Propensity = new(slot.Propensity),
            Cypher = ReasonWriter.Query(pair, facts),
        };
    }

    private static string[] Rules(Candidate candidate)
    {
        string[] rules = [.. candidate.Findings.Select(finding => finding.Rule)];
        Array.Sort(rules, StringComparer.Ordinal);
        return rules;
    }
}
