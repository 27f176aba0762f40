namespace CoEvolve.Matching.Network.Projection;

/// <summary>
/// The network as of a day in arrays. Actors have numbers in the ordinal order of their ids, partnerships of theirs, localities and sectors of
/// their codes: the order of rows in a package or a graph changes nothing in it, not even the last bit of a sum.
/// </summary>
/// <remarks>
/// Only what was valid on <see cref="AsOf"/> is in it. A member that the day does not know (not yet, no longer, without consent) is left out of the
/// adjacency, but counts for the size of its partnership. Immutable; safe to read from several threads.
/// </remarks>
internal sealed class NetworkProjection
{
    private readonly Dictionary<ActorId, int> _index;
    private readonly int[] _home;

    public NetworkProjection(
        DateOnly asOf,
        ProjectionOptions options,
        IEnumerable<ProjectedLocality> localities,
        IEnumerable<ProjectedActor> actors,
        IEnumerable<ProjectedPartnership> partnerships,
        IEnumerable<ProjectedAnswer>? answers = null)
    {
        AsOf = asOf;
        Localities = new(localities);
        Actors = [.. actors.OrderBy(actor => actor.Id.Value, StringComparer.Ordinal)];
        Partnerships = [.. partnerships.Where(options.Admits).OrderBy(partnership => partnership.Id, StringComparer.Ordinal)];
        _index = Enumerable.Range(0, Actors.Count).ToDictionary(number => Actors[number].Id);
        _home = [.. Actors.Select(HomeOf)];
        MembersOf = Adjacency.Count([.. Partnerships.Select(Known)]);
        PartnershipsOf = MembersOf.Transpose(Actors.Count);
        PartnersOf = Adjacency.Count([.. Enumerable.Range(0, Actors.Count).Select(Others)]);
        Sectors = [.. Actors.SelectMany(actor => actor.Sectors).Concat(Partnerships.SelectMany(partnership => partnership.Sectors)).Distinct().OrderBy(sector => sector.Value, StringComparer.Ordinal)];
        SectorsOf = Adjacency.Count(SectorRows());
        Answers = (answers ?? []).OrderBy(answer => answer.At).ThenBy(answer => answer.To.Value, StringComparer.Ordinal).ThenBy(answer => answer.Accepted).ToLookup(answer => answer.From);
    }

    /// <summary>The day.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The localities of the day.</summary>
    public LocalityPaths Localities { get; }

    /// <summary>The actors of the day by number.</summary>
    public IReadOnlyList<ProjectedActor> Actors { get; }

    /// <summary>The partnerships that had begun, by number.</summary>
    public IReadOnlyList<ProjectedPartnership> Partnerships { get; }

    /// <summary>The sectors of actors and partnerships by number.</summary>
    public IReadOnlyList<SectorCode> Sectors { get; }

    /// <summary>Partnership → the actors in it.</summary>
    public Adjacency MembersOf { get; }

    /// <summary>Actor → its partnerships.</summary>
    public Adjacency PartnershipsOf { get; }

    /// <summary>Actor → its partners, weighted by the number of partnerships shared. Symmetric; nobody is its own partner.</summary>
    public Adjacency PartnersOf { get; }

    /// <summary>Actor → its sectors: 1 for each that it states, and 1 for each of its partnerships that is about it.</summary>
    public Adjacency SectorsOf { get; }

    /// <summary>What each actor had answered to recommendations, by rising day; also about actors that the day no longer knows.</summary>
    public ILookup<ActorId, ProjectedAnswer> Answers { get; }

    /// <summary>The number of an actor; −1 where the day does not know it.</summary>
    public int Find(ActorId id) => _index.GetValueOrDefault(id, -1);

    /// <summary>The locality of an actor's seat or, without a seat, the smallest around all that it serves; <see cref="LocalityPaths.None"/> where unknown.</summary>
    public int Home(int actor) => _home[actor];

    /// <summary>The same of an actor that need not be of the day.</summary>
    public int HomeOf(ProjectedActor actor) => actor.Seat is { } seat
        ? Localities.Find(seat)
        : Localities.Around([.. actor.Serves.Select(Localities.Find)]);

    private IReadOnlyList<int> Known(ProjectedPartnership partnership) => [.. partnership.Members.Select(Find).Where(number => number >= 0)];

    private List<int> Others(int actor)
    {
        var others = new List<int>();
        foreach (var partnership in PartnershipsOf[actor])
        {
            foreach (var other in MembersOf[partnership])
            {
                if (other != actor)
                {
                    others.Add(other);
                }
            }
        }

        return others;
    }

    private List<IReadOnlyList<int>> SectorRows()
    {
        var numbers = Enumerable.Range(0, Sectors.Count).ToDictionary(number => Sectors[number]);
        var rows = new List<IReadOnlyList<int>>(Actors.Count);
        for (var actor = 0; actor < Actors.Count; actor++)
        {
            List<int> row = [.. Actors[actor].Sectors.Select(sector => numbers[sector])];
            foreach (var partnership in PartnershipsOf[actor])
            {
                row.AddRange(Partnerships[partnership].Sectors.Select(sector => numbers[sector]));
            }

            rows.Add(row);
        }

        return rows;
    }
}
