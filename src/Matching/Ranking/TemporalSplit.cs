using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Ranking;

/// <summary>One actor for whom partners are to be found, and who they were.</summary>
internal sealed class RankingQuery : Seeker
{
    /// <summary>The partners that it found in the test period and never had before: numbers in the projection, rising.</summary>
    public required int[] Relevant { get; init; }

    /// <summary>The test partnerships that brought them, by their numbers.</summary>
    public required int[] Partnerships { get; init; }
}

/// <summary>How past and future are parted.</summary>
internal sealed record SplitOptions
{
    /// <summary>Who counts as a candidate.</summary>
    public CandidateFilter Filter { get; init; } = new();

    /// <summary>How many periods before the split are read to learn from. Default 0. Between each two of them lies a split in the middle, whose period overlaps both.</summary>
    public int Origins { get; init; }

    /// <summary>Longest period after an earlier split, in days. Default 365: one year holds every season of calls and budgets.</summary>
    public int LongestOrigin { get; init; } = 365;

    /// <summary>Whether actors count whose consent is unknown. Default yes, since networks kept for evaluation state none; whoever trains what is served says no.</summary>
    public bool ConsentWhereUnknown { get; init; } = true;
}

/// <summary>What methods may learn from that learn from earlier lists as well.</summary>
internal sealed record LearningTraining(NetworkProjection Network, int Seed, int Threads, CancellationToken Cancellation) : Training(Network, Seed, Threads, Cancellation)
{
    /// <summary>Who may be recommended to whom.</summary>
    public required Eligibility Eligibility { get; init; }

    /// <summary>Earlier splits, the latest first.</summary>
    public required IReadOnlyList<TemporalSplit> Origins { get; init; }

    /// <summary>Hears which part of the learning is done, 0 to 1; null for nobody.</summary>
    public Action<double>? Progress { get; init; }
}

/// <summary>
/// Past and future of a network, parted by a day. The past is a projection as of the day before; the future are the partnerships that began from
/// the day on. A query is an actor with at least one new partner: one that the past knows and that was in no partnership with it before.
/// </summary>
/// <remarks>Nothing of the future enters <see cref="Network"/>. Newcomers bring along what they are and where, and never a history.</remarks>
internal sealed class TemporalSplit
{
    private readonly IReadOnlyList<ProjectedActor> _arrivals;

    private TemporalSplit(NetworkProjection network, DateOnly until, IReadOnlyList<ProjectedPartnership> future, IReadOnlyList<ProjectedActor> arrivals, CandidateFilter filter)
    {
        _arrivals = arrivals;
        Network = network;
        Until = until;
        Future = future;
        Filter = filter;
        Eligibility = new(network, filter);
        Queries = [.. KnownQueries()];
        Newcomers = [.. NewcomerQueries(arrivals)];
    }

    /// <summary>The past.</summary>
    public NetworkProjection Network { get; }

    /// <summary>The first day after the future that is looked at.</summary>
    public DateOnly Until { get; }

    /// <summary>Which candidates are asked for.</summary>
    public CandidateFilter Filter { get; }

    /// <summary>Partnerships of the future.</summary>
    public IReadOnlyList<ProjectedPartnership> Future { get; }

    /// <summary>Who may be a candidate for whom.</summary>
    public Eligibility Eligibility { get; }

    /// <summary>Actors that the past knows, in the order of their numbers.</summary>
    public IReadOnlyList<RankingQuery> Queries { get; }

    /// <summary>Actors that came after the split, in the ordinal order of their ids. They are judged apart.</summary>
    public IReadOnlyList<RankingQuery> Newcomers { get; }

    /// <summary>Kinds of resource.</summary>
    public IReadOnlyList<VocabularyEntry> Resources { get; private init; } = [];

    /// <summary>Sectors.</summary>
    public IReadOnlyList<VocabularyEntry> Sectors { get; private init; } = [];

    /// <summary>Earlier splits of the past, to learn from; the latest first.</summary>
    public IReadOnlyList<TemporalSplit> Origins { get; private init; } = [];

    /// <summary>The same past and future, asked for other candidates.</summary>
    public TemporalSplit Under(CandidateFilter filter) => filter == Filter ? this : new(Network, Until, Future, _arrivals, filter) { Resources = Resources, Sectors = Sectors };

    /// <summary>What methods may learn from.</summary>
    public LearningTraining ToTraining(int seed, int threads, CancellationToken cancellationToken) =>
        new LearningTraining(Network, seed, threads, cancellationToken) { Resources = Resources, Sectors = Sectors, Eligibility = Eligibility, Origins = Origins };

    /// <summary>Parts the network of a graph.</summary>
    /// <param name="graph">The network, past and future.</param>
    /// <param name="split">The first day of the future.</param>
    /// <param name="until">The first day after it.</param>
    /// <param name="options">Who counts as a candidate.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<TemporalSplit> ReadAsync(IGraph graph, DateOnly split, DateOnly until, SplitOptions options, CancellationToken cancellationToken)
    {
        // What has no known start may belong to the future.
        var projection = new ProjectionOptions { ConsentWhereUnknown = options.ConsentWhereUnknown, Undated = false };
        var asOf = split.AddDays(-1);
        var network = await ProjectionReader.ReadAsync(graph, asOf, projection, cancellationToken);
        var future = await ProjectionReader.ReadPartnershipsAsync(graph, split, until, projection, cancellationToken);
        var arrivals = await ProjectionReader.ReadArrivalsAsync(graph, asOf, until, projection, cancellationToken);
        var resources = await graph.ReadNamedAsync("Features/Queries/resources", [], NetworkProfileReader.ReadEntry, cancellationToken);
        var sectors = await graph.ReadNamedAsync("Features/Queries/sectors", [], NetworkProfileReader.ReadEntry, cancellationToken);
        return new(network, until, future, arrivals, options.Filter)
        {
            Resources = resources,
            Sectors = sectors,
            Origins = options.Origins > 0 ? await OriginsAsync(graph, split, until, options, cancellationToken) : [],
        };
    }

    /// <summary>
    /// Earlier splits of the past, the latest first, each followed by as long a period as this one. They lie half a period apart: what became of the same actors half a period later is a
    /// list of its own to learn from. Those without a query are left out.
    /// </summary>
    private static async Task<IReadOnlyList<TemporalSplit>> OriginsAsync(IGraph graph, DateOnly split, DateOnly until, SplitOptions options, CancellationToken cancellationToken)
    {
        var days = Math.Min(until.DayNumber - split.DayNumber, options.LongestOrigin);
        var origins = new List<TemporalSplit>();
        for (var number = 0; number < (2 * options.Origins) - 1; number++)
        {
            var end = split.AddDays(-(number * days / 2));
            var earlier = await ReadAsync(graph, end.AddDays(-days), end, options with { Origins = 0 }, cancellationToken);
            if (earlier.Queries.Count + earlier.Newcomers.Count > 0)
            {
                origins.Add(earlier);
            }
        }

        return origins;
    }

    private IEnumerable<RankingQuery> KnownQueries()
    {
        var together = new Together[Network.Actors.Count];
        for (var partnership = 0; partnership < Future.Count; partnership++)
        {
            var members = Future[partnership].Members.Select(Network.Find).Where(number => number >= 0).Order().ToArray();
            foreach (var member in members)
            {
                (together[member] ??= new()).Add(partnership, members.Where(other => Eligibility.Allows(member, Network.Actors[member].Kind, Network.Home(member), other)));
            }
        }

        for (var number = 0; number < together.Length; number++)
        {
            if (together[number] is { Relevant.Count: > 0 } found)
            {
                yield return new()
                {
                    Number = number,
                    Actor = Network.Actors[number],
                    Home = Network.Home(number),
                    Relevant = [.. found.Relevant],
                    Partnerships = [.. found.Partnerships],
                };
            }
        }
    }

    private IEnumerable<RankingQuery> NewcomerQueries(IReadOnlyList<ProjectedActor> arrivals)
    {
        var byMember = Enumerable.Range(0, Future.Count)
            .SelectMany(partnership => Future[partnership].Members.Select(member => (member, partnership)))
            .ToLookup(pair => pair.member, pair => pair.partnership);
        foreach (var actor in arrivals.Where(actor => Network.Find(actor.Id) < 0))
        {
            var home = Network.HomeOf(actor);
            var found = new Together();
            foreach (var partnership in byMember[actor.Id])
            {
                var others = Future[partnership].Members.Select(Network.Find).Where(other => other >= 0);
                found.Add(partnership, others.Where(other => Eligibility.Allows(-1, actor.Kind, home, other)));
            }

            if (found.Relevant.Count > 0)
            {
                yield return new() { Number = -1, Actor = actor, Home = home, Relevant = [.. found.Relevant], Partnerships = [.. found.Partnerships] };
            }
        }
    }

    private sealed class Together
    {
        public SortedSet<int> Relevant { get; } = [];

        public SortedSet<int> Partnerships { get; } = [];

        public void Add(int partnership, IEnumerable<int> others)
        {
            foreach (var other in others)
            {
                Relevant.Add(other);
                Partnerships.Add(partnership);
            }
        }
    }
}
