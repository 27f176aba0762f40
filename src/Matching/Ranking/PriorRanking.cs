using System.Runtime.CompilerServices;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Ranking;

/// <summary>
/// The prior of production (<see cref="Prior"/>) over all eligible candidates: √(p·q) from the features of production, without rules, prices or the mixing of lists.
/// An actor that states no sectors has those of its partnerships so far.
/// </summary>
internal sealed class PriorRanking : Scorer
{
    private static readonly int Features = Enum.GetValues<FeatureName>().Length;

    private readonly NetworkProjection _network;
    private readonly Prior _prior = new(new());
    private readonly ActorFacts[] _facts;
    private readonly NetworkProfile _profile;
    private readonly TrustSums _trust;
    private readonly PairTable<Place> _place;
    private readonly PairTable<Nearness> _nearness;
    private readonly PairTable<SectorSimilarity> _sector;
    private readonly PairTable<NeedFit> _need;
    private readonly PairTable<ReverseFit> _reverse;
    private readonly double[] _responses;
    private readonly ConditionalWeakTable<ProximityRows, ListParts> _parts = [];

    public PriorRanking(Training training)
    {
        _network = training.Network;
        _trust = new(_network);
        _facts = [.. Enumerable.Range(0, _network.Actors.Count).Select(number => Facts(_network.Actors[number], number))];
        _profile = new(_network.AsOf, Tree(_network.Localities), training.Resources, training.Sectors, [.. _facts.Select(Row)], new());
        _place = new(_facts, _profile, PlaceKey);
        _nearness = new(_facts, _profile, facts => facts.Base?.Value ?? "");
        _sector = new(_facts, _profile, SectorKey);
        var exchanged = _facts.Any(facts => facts.Offers.Count + facts.Needs.Count > 0);
        _need = new(_facts, _profile, facts => exchanged ? ExchangeKey(facts) : "");
        _reverse = new(_facts, _profile, facts => exchanged ? ExchangeKey(facts) : "");
        _responses = [.. _facts.Select(Response)];
    }

    public static RankingMethod Method { get; } = new("coevolve-prior", IsBaseline: false, new Setting("", training => new PriorRanking(training)));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        var own = Facts(seeker);
        var (need, reverse, place, nearness, sector) = (_need.From(own), _reverse.From(own), _place.From(own), _nearness.From(own), _sector.From(own));
        _trust.Add(seeker.Number, scores);
        Span<double> forward = stackalloc double[Features];
        var response = Response(own);
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            forward[(int)FeatureName.NeedFit] = need[candidate];
            forward[(int)FeatureName.ReverseFit] = reverse[candidate];
            forward[(int)FeatureName.Place] = place[candidate];
            forward[(int)FeatureName.Nearness] = nearness[candidate];
            forward[(int)FeatureName.Sector] = sector[candidate];
            forward[(int)FeatureName.TrustPath] = TrustPath.Bent(scores[candidate]);
            forward[(int)FeatureName.ResponseAndCapacity] = _responses[candidate];
            scores[candidate] = Worth(forward, response);
        }
    }

    /// <summary>The features of production of some candidates, forward. All seven are computed when the first of a list is asked for.</summary>
    /// <param name="rows">Turned to who seeks.</param>
    /// <param name="candidates">Their numbers.</param>
    /// <param name="name">Which feature.</param>
    /// <param name="values">By candidate.</param>
    public void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureName name, Span<float> values)
    {
        var parts = _parts.GetOrCreateValue(rows);
        if (!ReferenceEquals(parts.Seeker, rows.Seeker) || !candidates.SequenceEqual(parts.Candidates))
        {
            (parts.Seeker, parts.Candidates) = (rows.Seeker, candidates.ToArray());
            Compute(rows, parts);
        }

        parts.Values[(int)name].CopyTo(values);
    }

    private void Compute(ProximityRows rows, ListParts parts)
    {
        var (own, candidates) = (Facts(rows.Seeker), parts.Candidates);
        var trust = rows[ProximityName.TrustSums];
        var (need, reverse, place, nearness, sector) = (_need.From(own), _reverse.From(own), _place.From(own), _nearness.From(own), _sector.From(own));
        parts.Values = [.. Enumerable.Range(0, Features).Select(_ => new float[candidates.Length])];
        for (var number = 0; number < candidates.Length; number++)
        {
            var candidate = candidates[number];
            parts.Values[(int)FeatureName.NeedFit][number] = (float)need[candidate];
            parts.Values[(int)FeatureName.ReverseFit][number] = (float)reverse[candidate];
            parts.Values[(int)FeatureName.Place][number] = (float)place[candidate];
            parts.Values[(int)FeatureName.Nearness][number] = (float)nearness[candidate];
            parts.Values[(int)FeatureName.Sector][number] = (float)sector[candidate];
            parts.Values[(int)FeatureName.TrustPath][number] = (float)TrustPath.Bent(trust[candidate]);
            parts.Values[(int)FeatureName.ResponseAndCapacity][number] = (float)_responses[candidate];
        }
    }

    /// <summary>The prior's worth of a pair by its features forward and the seeker's response; all but the needs and the response are the same from both sides.</summary>
    public double Worth(ReadOnlySpan<double> forward, double response)
    {
        Span<double> backward = stackalloc double[Features];
        forward.CopyTo(backward);
        backward[(int)FeatureName.NeedFit] = forward[(int)FeatureName.ReverseFit];
        backward[(int)FeatureName.ReverseFit] = forward[(int)FeatureName.NeedFit];
        backward[(int)FeatureName.ResponseAndCapacity] = response;
        return Math.Sqrt(_prior.Probability(forward) * _prior.Probability(backward));
    }

    /// <summary>How readily a seeker answers.</summary>
    public double ResponseOf(Seeker seeker) => Response(Facts(seeker));

    private ActorFacts Facts(Seeker seeker) => seeker.Number >= 0 ? _facts[seeker.Number] : Facts(seeker.Actor, seeker.Number);

    private double Response(ActorFacts actor) => new ResponseAndCapacity().Of(new(actor, actor, [], _profile)).Value;

    private ActorFacts Facts(ProjectedActor actor, int number) => new()
    {
        Actor = new(actor.Id, actor.Id.Value, actor.Kind, null, Sample: false),
        Capacity = actor.Capacity,
        Base = actor.Seat,
        Serves = actor.Serves,
        Sectors = actor.Sectors.Count > 0 || number < 0 ? actor.Sectors : [.. SectorsOf(number)],
        Offers = [.. actor.Offers.Select(offer => new ResourceStatement(offer.Resource, offer.Locality))],
        Needs = [.. actor.Needs.Select(need => new ResourceStatement(need.Resource, need.Locality))],
        RunningPartnerships = number < 0 ? 0 : Running(number),
        Accepted = actor.Accepted,
        Declined = actor.Declined,
    };

    private IEnumerable<SectorCode> SectorsOf(int number)
    {
        foreach (var sector in _network.SectorsOf[number].ToArray())
        {
            yield return _network.Sectors[sector];
        }
    }

    private int Running(int number)
    {
        var running = 0;
        foreach (var partnership in _network.PartnershipsOf[number])
        {
            running += _network.Partnerships[partnership].End is not { } end || end > _network.AsOf ? 1 : 0;
        }

        return running;
    }

    private static ProfileRow Row(ActorFacts facts) =>
        new(facts.Actor.Kind, facts.Sectors, [.. facts.Offers.Select(offer => offer.Resource)], [.. facts.Needs.Select(need => need.Resource)]);

    private static LocalityTree Tree(LocalityPaths localities) => new(Enumerable.Range(0, localities.Count).Select(number => localities[number]).Select(locality => new LocalityNode(
        new(locality.Code, locality.Code.Value, locality.Tier),
        locality.Parent,
        locality is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
        locality.Neighbours.ToHashSet())));

    private static string PlaceKey(ActorFacts facts) => $"{facts.Base}|{string.Join(';', facts.Serves)}";

    private static string SectorKey(ActorFacts facts) => string.Join(';', facts.Sectors);

    private static string ExchangeKey(ActorFacts facts) =>
        $"{facts.Actor.Kind}|{SectorKey(facts)}|{PlaceKey(facts)}|{Statements(facts.Offers)}|{Statements(facts.Needs)}";

    private static string Statements(IReadOnlyList<ResourceStatement> statements) =>
        string.Join(';', statements.Select(statement => $"{statement.Resource}@{statement.Locality}"));

    /// <summary>The features of the list that a thread looked at last.</summary>
    private sealed class ListParts
    {
        public Seeker? Seeker { get; set; }

        public int[] Candidates { get; set; } = [];

        public float[][] Values { get; set; } = [];
    }
}
