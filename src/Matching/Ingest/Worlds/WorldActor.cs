using System.Globalization;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Worlds;

/// <summary>An actor of a world: what it is, what it seeks, where it is, how renowned, and which of it shows.</summary>
internal sealed record WorldActor
{
    /// <summary>Regions of the nation, provinces of each, districts of each.</summary>
    internal const int Regions = 3, Provinces = 3, Districts = 4;

    // Of twelve: four CSOs, four businesses, three governments, a university.
    private static readonly ActorKind[] Kinds =
    [
        ActorKind.Cso, ActorKind.Business, ActorKind.Government, ActorKind.Cso, ActorKind.Business, ActorKind.Cso,
        ActorKind.Business, ActorKind.Government, ActorKind.Cso, ActorKind.Business, ActorKind.Government, ActorKind.Academia,
    ];

    public required string Id { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>Region, province and district, each from 0.</summary>
    public required (int Region, int Province, int District) Place { get; init; }

    /// <summary>Traits it has: standard normal.</summary>
    public required double[] Has { get; init; }

    /// <summary>Traits it seeks: standard normal.</summary>
    public required double[] Seeks { get; init; }

    /// <summary>Standard normal.</summary>
    public required double Renown { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Which of sectors, offers, needs and capacity it states: the more renowned, the more.</summary>
    public required (bool Sectors, bool Offers, bool Needs, bool Capacity) States { get; init; }

    public static WorldActor Draw(int number, ulong seed)
    {
        var lots = Lots.For(seed, series: 1, item: (ulong)number);
        double[] Vector() => [.. Enumerable.Range(0, World.Traits).Select(_ => Normal(lots))];
        var (has, seeks, renown) = (Vector(), Vector(), Normal(lots));
        bool States() => lots.Share() < 1 / (1 + Math.Exp(-0.5 - renown));
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"w{number:0000}"),
            Kind = Kinds[number % Kinds.Length],
            Place = (lots.Below(Regions), lots.Below(Provinces), lots.Below(Districts)),
            Has = has,
            Seeks = seeks,
            Renown = renown,
            Capacity = lots.Between(2, 6),
            States = (States(), States(), States(), States()),
        };
    }

    /// <summary>1 in one district, 0.6 in one province, 0.3 in one region, else 0.</summary>
    public double Nearness(WorldActor other) =>
        Place == other.Place ? 1
        : (Place.Region, Place.Province) == (other.Place.Region, other.Place.Province) ? 0.6
        : Place.Region == other.Place.Region ? 0.3 : 0;

    /// <summary>The two traits that stand out most, each as one of twelve words: trait and sign.</summary>
    public static IEnumerable<int> Words(double[] traits) =>
        Enumerable.Range(0, traits.Length).OrderByDescending(trait => Math.Abs(traits[trait])).Take(2).Select(trait => (2 * trait) + (traits[trait] > 0 ? 1 : 0));

    // Irwin and Hall's sum of twelve: sums of exact steps, the same on every machine, where logarithms and sines are not.
    private static double Normal(Lots lots) => Enumerable.Range(0, 12).Sum(_ => lots.Share()) - 6;
}
