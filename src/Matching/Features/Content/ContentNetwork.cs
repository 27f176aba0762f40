using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>The network of a day as the content features look at it. Immutable; independent of who asks.</summary>
internal sealed class ContentNetwork
{
    private readonly Dictionary<ResourceCode, int> _resources;
    private readonly double[] _meets;
    private readonly double[] _scarcity;
    private readonly HashSet<int>[] _neighbours;
    private readonly TextVectors _texts;
    private readonly int[] _actorsInSector;
    private readonly ContentActor[] _actors;
    private readonly Dictionary<(ActorKind Answering, ActorKind Asking), (int Yes, int All)> _answers;

    public ContentNetwork(NetworkProjection projection, IReadOnlyList<VocabularyEntry> resources, IReadOnlyList<VocabularyEntry> sectors, FeatureOptions options)
    {
        (Projection, Options) = (projection, options);
        var kinds = new ResourceKinds(resources, options);
        var codes = resources.Select(entry => new ResourceCode(entry.Code)).ToArray();
        _resources = codes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        _meets = [.. codes.SelectMany(need => codes.Select(offer => kinds.Meets(need, offer)))];
        Permits = [.. codes.Select(code => code.Value == PermitRoot || resources.Any(entry => entry.Code == code.Value && entry.Parent == PermitRoot))];
        _neighbours = [.. Enumerable.Range(0, projection.Localities.Count).Select(number => projection.Localities[number].Neighbours.Select(projection.Localities.Find).ToHashSet())];
        _texts = new(projection.Actors.Select(actor => actor.Description));
        _actorsInSector = new int[projection.Sectors.Count];
        for (var actor = 0; actor < projection.Actors.Count; actor++)
        {
            foreach (var sector in projection.SectorsOf[actor])
            {
                _actorsInSector[sector]++;
            }
        }

        _actors = [.. projection.Actors.Select((actor, number) => View(actor, number))];
        Kinship = new(projection, sectors, [.. _actors.Select(actor => actor.Sectors)]);
        _scarcity = Scarcity();
        _answers = _actors
            .SelectMany(actor => actor.Answers.Where(answer => projection.Find(answer.To) >= 0).Select(answer => (Pair: (actor.Actor.Kind, projection.Actors[projection.Find(answer.To)].Kind), answer.Accepted)))
            .GroupBy(answer => answer.Pair)
            .ToDictionary(group => group.Key, group => (group.Count(answer => answer.Accepted), group.Count()));
    }

    /// <summary>The kind of resource above all that a government grants by its office, as the rule for competent authorities has it.</summary>
    public const string PermitRoot = "policy-advocacy";

    public NetworkProjection Projection { get; }

    public FeatureOptions Options { get; }

    public SectorKinship Kinship { get; }

    /// <summary>By number of a resource: whether it is <see cref="PermitRoot"/> or lies under it.</summary>
    public bool[] Permits { get; }

    public LocalityPaths Localities => Projection.Localities;

    /// <summary>An actor of the day.</summary>
    public ContentActor this[int actor] => _actors[actor];

    /// <summary>An actor that the day does not know yet: what it says of itself, and no history.</summary>
    public ContentActor Newcomer(ProjectedActor actor) => View(actor, -1);

    /// <summary>How well an offer meets a need (<see cref="ResourceKinds.Meets"/>); 0 for what the vocabulary lacks.</summary>
    public double Meets(int need, int offer) => need < 0 || offer < 0 ? 0 : _meets[(need * _resources.Count) + offer];

    /// <summary>How scarce a resource is: ln(1 + actors / actors whose offers meet it), an actor imagined among these.</summary>
    public double ScarcityOf(int need) => need < 0 ? 0 : _scarcity[need];

    public bool AreNeighbours(int a, int b) => a != LocalityPaths.None && _neighbours[a].Contains(b);

    /// <summary>Share of yes among the answers of actors of one kind to those of another; half of two imagined answers stand beside the real ones.</summary>
    public double AcceptanceBetween(ActorKind answering, ActorKind asking)
    {
        var (yes, all) = _answers.GetValueOrDefault((answering, asking));
        return (yes + (Options.ImaginedAnswers / 2)) / (all + Options.ImaginedAnswers);
    }

    private double[] Scarcity()
    {
        var offering = new int[_resources.Count];
        foreach (var actor in _actors)
        {
            var offers = actor.Offers.Select(offer => offer.Resource).Where(offer => offer >= 0).Distinct().ToArray();
            for (var need = 0; need < offering.Length && offers.Length > 0; need++)
            {
                offering[need] += offers.Any(offer => Meets(need, offer) > 0) ? 1 : 0;
            }
        }

        return [.. offering.Select(count => Math.Log(1 + ((double)_actors.Length / (1 + count))))];
    }

    private ContentActor View(ProjectedActor actor, int number)
    {
        var sectors = Sectors(actor, number);
        int[] served = [.. actor.Serves.Select(Localities.Find).Where(place => place != LocalityPaths.None).Distinct()];
        int[] territory = [.. served.Where(inner => !served.Any(outer => outer != inner && Localities.Holds(outer, inner)))];
        var seat = actor.Seat is { } code ? Localities.Find(code) : LocalityPaths.None;
        ProjectedAnswer[] answers = [.. Projection.Answers[actor.Id]];
        return new()
        {
            Actor = actor,
            Number = number,
            Home = number >= 0 ? Projection.Home(number) : Projection.HomeOf(actor),
            Places = seat == LocalityPaths.None ? served : [.. served.Prepend(seat).Distinct()],
            Territory = territory,
            Population = territory.Length == 0 ? double.NaN : territory.Sum(PopulationOf),
            Sectors = sectors,
            SectorNorm = Math.Sqrt(sectors.Sum(sector => (double)sector.Weight * sector.Weight)),
            Needs = Lines(actor.Needs),
            Offers = Lines(actor.Offers),
            Running = number < 0 ? 0 : Partnerships(number).Count(partnership => partnership.End is not { } end || end > Projection.AsOf),
            Degree = number < 0 ? 0 : Projection.PartnersOf.Degree(number),
            LastSeen = (number < 0 ? [] : Partnerships(number)).Select(partnership => partnership.Start).Concat(answers.Select(answer => answer.At)).Max(),
            Answers = answers,
            Text = _texts.Of(actor.Description),
        };
    }

    /// <summary>People of a locality; NaN where unknown.</summary>
    public double PopulationOf(int locality) => Localities[locality].Population ?? double.NaN;

    private SectorWeight[] Sectors(ProjectedActor actor, int number)
    {
        int[] numbers = number >= 0
            ? Projection.SectorsOf[number].ToArray()
            : [.. actor.Sectors.Select(sector => Enumerable.Range(0, Projection.Sectors.Count).FirstOrDefault(known => Projection.Sectors[known] == sector, -1)).Where(known => known >= 0).Order()];
        return [.. numbers.Select(sector => new SectorWeight(sector, (float)Math.Log(1 + ((double)Projection.Actors.Count / _actorsInSector[sector]))))];
    }

    private ResourceLine[] Lines(IReadOnlyList<ProjectedResource> stated) => [.. stated.Select(line => new ResourceLine(
        _resources.GetValueOrDefault(line.Resource, -1),
        line.Locality is { } locality ? Localities.Find(locality) : LocalityPaths.None,
        line.Locality is null,
        line))];

    private IEnumerable<ProjectedPartnership> Partnerships(int actor)
    {
        foreach (var partnership in Projection.PartnershipsOf[actor].ToArray())
        {
            yield return Projection.Partnerships[partnership];
        }
    }
}
