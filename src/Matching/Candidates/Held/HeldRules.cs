using System.Numerics;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>
/// The rules of the product over a held network: the same rows, in the same order, as their <c>.cypher</c> files give, without evidence other than the needs that a candidate meets. Those files say what a rule
/// is; a rule of an operator is always asked of the graph.
/// </summary>
internal sealed class HeldRules(HeldAsker asker)
{
    /// <summary>The most needs, or offers, of one actor that can be told apart.</summary>
    private const int Most = 64;

    private const string Policy = "policy-advocacy";

    private readonly HeldNetwork _network = asker.Network;
    private readonly int[] _needs = [.. asker.Actor.Needs.Select(need => need.Resource).Distinct()];
    private readonly int[] _offers = [.. asker.Actor.Offers.Select(offer => offer.Resource).Distinct()];
    private readonly ulong[] _needsMetBy = ByKin(asker.Network.Resources, asker.Actor.Needs);
    private readonly ulong[] _offersFor = ByKin(asker.Network.Resources, asker.Actor.Offers);
    private readonly ulong _sectorBits = HeldNetwork.Bits(asker.Actor.Sectors);
    private readonly ulong _wantedBits = HeldNetwork.Bits(asker.Actor.Needs.SelectMany(need => asker.Network.Resources.Kin(need.Resource)));
    private readonly ulong _usableBits = HeldNetwork.Bits(asker.Actor.Offers.SelectMany(offer => asker.Network.Resources.Kin(offer.Resource)));

    /// <summary>Which rules there are.</summary>
    public static bool Knows(string rule) => rule is "competent-authority" or "need-met-by-offer" or "offer-meets-need" or "partners-of-partners" or "same-sector-in-shared-locality" or "serves-my-locality";

    /// <summary>Whether an actor has no more needs and offers than can be told apart.</summary>
    public static bool Suits(HeldActor actor) => actor.Needs.Length <= Most && actor.Offers.Length <= Most;

    /// <summary>What a rule finds at a tier: candidates by number.</summary>
    public IEnumerable<(int Candidate, MapValue Evidence)> Run(string rule, Tier tier, IReadOnlyList<ActorKind> kinds, int limit)
    {
        int[] areas = [.. asker.Actor.Around.Where(locality => _network.Localities[locality] is { IsValid: true } place && place.Tier == tier)];
        return areas.Length == 0 ? [] : rule switch
        {
            "same-sector-in-shared-locality" => Strongest(areas, kinds, _network.Within, Shared, asker.Actor.Sectors.Length, limit),
            "serves-my-locality" => Strongest(areas, kinds, _network.At, other => other == asker.Number ? 0 : 1, 1, limit),
            "partners-of-partners" => First(OfPartners(areas, kinds), limit),
            "offer-meets-need" => Strongest(areas, kinds, _network.Within, other => BitOperations.PopCount(Used(other)), _offers.Length, limit),
            "need-met-by-offer" => Covering(Strongest(areas, kinds, _network.Within, other => BitOperations.PopCount(Met(other)), _needs.Length, limit).Select(row => (row.Candidate, Met(row.Candidate)))),
            "competent-authority" => Covering(InCharge(areas, kinds).OrderByDescending(row => BitOperations.PopCount(row.Item2)).ThenBy(row => row.Item1).Take(limit)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No rule of the product bears this name."),
        };
    }

    /// <summary>For each kind of resource, which of an actor's statements are of this kind or its kin: one bit for each kind that the actor states.</summary>
    private static ulong[] ByKin(HeldResources resources, HeldStatement[] statements)
    {
        var bits = new ulong[resources.Codes.Length];
        foreach (var (place, resource) in statements.Select(statement => statement.Resource).Distinct().Index())
        {
            foreach (var kin in resources.Kin(resource))
            {
                bits[kin] |= 1UL << place;
            }
        }

        return bits;
    }

    /// <summary>
    /// The strongest candidates, of equals those that come first. Each list of actors gives no more than the limit of each strength, and is left once it has given so many of the greatest strength there is:
    /// high tiers hold nearly everybody.
    /// </summary>
    private static IEnumerable<(int Candidate, MapValue)> Strongest(int[] areas, IReadOnlyList<ActorKind> kinds, Func<int, ActorKind, int[]> actors, Func<int, int> strength, int most, int limit)
    {
        var found = new List<(int, int)>();
        var taken = new int[most + 1];
        foreach (var area in areas)
        {
            foreach (var kind in kinds)
            {
                Array.Clear(taken);
                foreach (var candidate in actors(area, kind))
                {
                    if (strength(candidate) is > 0 and var strong && taken[strong]++ < limit)
                    {
                        found.Add((candidate, strong));
                    }

                    if (taken[most] >= limit)
                    {
                        break;
                    }
                }
            }
        }

        return First(areas.Length == 1 ? found : found.Distinct(), limit);
    }

    private static IEnumerable<(int, MapValue)> First(IEnumerable<(int Candidate, int Strength)> found, int limit) =>
        found.OrderByDescending(row => row.Strength).ThenBy(row => row.Candidate).Take(limit).Select(row => (row.Candidate, MapValue.Empty));

    private IEnumerable<(int, MapValue)> Covering(IEnumerable<(int Candidate, ulong Needs)> found) => found.Select(row => (row.Candidate, MapValue.From(new Dictionary<string, Value>
    {
        ["needs"] = Value.Of(_needs.Index().Where(need => (row.Needs & (1UL << need.Index)) != 0).Select(need => _network.Resources.Codes[need.Item])),
    })));

    private int Shared(int candidate)
    {
        if (candidate == asker.Number || (_network.SectorBits[candidate] & _sectorBits) == 0)
        {
            return 0;
        }

        var count = 0;
        foreach (var sector in _network.Actors[candidate].Sectors)
        {
            count += asker.Actor.Sectors.AsSpan().Contains(sector) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Which of the asker's needs the candidate's offers meet.</summary>
    private ulong Met(int candidate)
    {
        if ((_network.OfferBits[candidate] & _wantedBits) == 0)
        {
            return 0;
        }

        var met = 0UL;
        foreach (var offer in _network.Actors[candidate].Offers)
        {
            var more = _needsMetBy[offer.Resource] & ~met;
            met |= more != 0 && Holds(offer, asker.Actor) ? more : 0;
        }

        return met;
    }

    /// <summary>Which of the asker's offers meet a need of the candidate.</summary>
    private ulong Used(int candidate)
    {
        if ((_network.NeedBits[candidate] & _usableBits) == 0)
        {
            return 0;
        }

        var (used, other) = (0UL, _network.Actors[candidate]);
        foreach (var need in other.Needs)
        {
            if ((_offersFor[need.Resource] & ~used) == 0 || !Holds(need, asker.Actor))
            {
                continue;
            }

            foreach (var offer in asker.Actor.Offers)
            {
                var bit = 1UL << Array.IndexOf(_offers, offer.Resource);
                used |= (_offersFor[need.Resource] & bit) != 0 && Holds(offer, other) ? bit : 0;
            }
        }

        return used;
    }

    /// <summary>Whether a statement reaches an actor: it names no locality, or one that contains, or lies within, a place of the actor.</summary>
    private bool Holds(HeldStatement statement, HeldActor actor) => statement.Locality == HeldStatement.Anywhere || _network.Touches(actor, statement.Locality);

    private IEnumerable<(int, ulong)> InCharge(int[] areas, IReadOnlyList<ActorKind> kinds)
    {
        var policy = Array.IndexOf(_network.Resources.Codes, Policy);
        int[] wanted = policy < 0 ? [] : [.. _needs.Where(need => need == policy || _network.Resources.IsDirectlyBelow(need, policy))];
        var found = new Dictionary<int, ulong>();
        foreach (var (area, candidate) in wanted.Length == 0 ? [] : areas.SelectMany(area => kinds.SelectMany(kind => _network.At(area, kind).Select(candidate => (area, candidate)))))
        {
            foreach (var offer in _network.Actors[candidate] is { IsGovernment: true } government ? government.Offers.Where(offer => offer.Locality == HeldStatement.Anywhere || offer.Locality == area) : [])
            {
                foreach (var need in wanted.Where(need => _network.Resources.Kin(need).Contains(offer.Resource)))
                {
                    found[candidate] = found.GetValueOrDefault(candidate) | (1UL << Array.IndexOf(_needs, need));
                }
            }
        }

        return found.Select(entry => (entry.Key, entry.Value));
    }

    private IEnumerable<(int, int)> OfPartners(int[] areas, IReadOnlyList<ActorKind> kinds) => asker.OfPartners.Values.SelectMany(others => others).CountBy(other => other)
        .Where(entry => _network.Actors[entry.Key] is var other && kinds.Contains(other.Kind) && areas.Any(area => Array.BinarySearch(other.Around, area) >= 0))
        .Select(entry => (entry.Key, entry.Value));
}
