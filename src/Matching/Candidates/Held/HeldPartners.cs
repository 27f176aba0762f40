namespace CoEvolve.Matching.Candidates.Held;

/// <summary>Who works, worked or nearly worked with whom.</summary>
internal sealed class HeldPartners
{
    private readonly HeldMembership[] _memberships;
    private readonly HeldPartnership[] _partnerships;
    private readonly int[][] _byActor;
    private readonly int[][] _byPartnership;

    public HeldPartners(HeldMembership[] memberships, HeldPartnership[] partnerships, int actors)
    {
        (_memberships, _partnerships) = (memberships, partnerships);
        _byActor = Group(actors, membership => membership.Actor);
        _byPartnership = Group(partnerships.Length, membership => membership.Partnership);
    }

    /// <summary>Members of partnerships that keep their members apart.</summary>
    public IEnumerable<int> KeptApart(int actor) =>
        from own in _byActor[actor]
        where _partnerships[_memberships[own].Partnership].KeepsApart
        from other in _byPartnership[_memberships[own].Partnership]
        where other != own
        select _memberships[other].Actor;

    /// <summary>Each partner that may be named, by number, and whom it has worked with in other partnerships; never the actor itself.</summary>
    public SortedDictionary<int, SortedSet<int>> OfPartners(int actor, Func<int, bool> mayBeNamed)
    {
        var found = new SortedDictionary<int, SortedSet<int>>();
        foreach (var own in CameAbout(_byActor[actor]))
        {
            foreach (var theirs in _byPartnership[_memberships[own].Partnership].Where(other => other != own && mayBeNamed(_memberships[other].Actor)))
            {
                Collect(actor, own, theirs, found);
            }
        }

        return found;
    }

    // A path goes over no membership twice, as in the rule.
    private void Collect(int actor, int own, int theirs, SortedDictionary<int, SortedSet<int>> found)
    {
        var partner = _memberships[theirs].Actor;
        foreach (var next in CameAbout(_byActor[partner]).Where(next => next != own && next != theirs))
        {
            foreach (var last in _byPartnership[_memberships[next].Partnership])
            {
                if (last != own && last != theirs && last != next && _memberships[last].Actor is var other && other != actor)
                {
                    (found.TryGetValue(partner, out var others) ? others : found[partner] = []).Add(other);
                }
            }
        }
    }

    private IEnumerable<int> CameAbout(int[] memberships) => memberships.Where(membership => _partnerships[_memberships[membership].Partnership].CameAbout);

    private int[][] Group(int count, Func<HeldMembership, int> key)
    {
        var groups = _memberships.Index().ToLookup(membership => key(membership.Item), membership => membership.Index);
        return [.. Enumerable.Range(0, count).Select(number => groups[number].ToArray())];
    }
}
