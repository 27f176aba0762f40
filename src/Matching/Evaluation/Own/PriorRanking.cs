using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation.Own;

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
        var own = seeker.Number >= 0 ? _facts[seeker.Number] : Facts(seeker.Actor, seeker.Number);
        var (need, reverse, place, nearness, sector) = (_need.Row(own), _reverse.Row(own), _place.Row(own), _nearness.Row(own), _sector.Row(own));
        _trust.Add(seeker.Number, scores);
        Span<double> forward = stackalloc double[Features];
        Span<double> backward = stackalloc double[Features];
        backward[(int)FeatureName.ResponseAndCapacity] = Response(own);
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            // All but the needs and the response are the same from both sides.
            forward[(int)FeatureName.NeedFit] = backward[(int)FeatureName.ReverseFit] = need[_need.ClassOf(candidate)];
            forward[(int)FeatureName.ReverseFit] = backward[(int)FeatureName.NeedFit] = reverse[_reverse.ClassOf(candidate)];
            forward[(int)FeatureName.Place] = backward[(int)FeatureName.Place] = place[_place.ClassOf(candidate)];
            forward[(int)FeatureName.Nearness] = backward[(int)FeatureName.Nearness] = nearness[_nearness.ClassOf(candidate)];
            forward[(int)FeatureName.Sector] = backward[(int)FeatureName.Sector] = sector[_sector.ClassOf(candidate)];
            forward[(int)FeatureName.TrustPath] = backward[(int)FeatureName.TrustPath] = TrustPath.Bent(scores[candidate]);
            forward[(int)FeatureName.ResponseAndCapacity] = _responses[candidate];
            scores[candidate] = Math.Sqrt(_prior.Probability(forward) * _prior.Probability(backward));
        }
    }

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
}
