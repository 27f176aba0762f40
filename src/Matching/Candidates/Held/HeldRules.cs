using System.Collections.Frozen;
using System.Numerics;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>
/// The rules of the product over a held network: the same rows as their <c>.cypher</c> files give, without evidence other than the needs that a candidate meets. Those files say what a rule
/// is; a rule of an operator is always asked of the graph.
/// </summary>
internal sealed class HeldRules(HeldAsker asker)
{
    /// <summary>The most needs, or offers, of one actor that can be told apart.</summary>
    private const int Most = 64;

    private const string Policy = "policy-advocacy";

    /// <summary>What the rules that say no more than who it is have found.</summary>
    private static readonly FrozenDictionary<string, RuleFinding> Plain =
        new[] { "competent-authority", "need-met-by-offer", "offer-meets-need", "partners-of-partners", "same-sector-in-shared-locality", "serves-my-locality" }
            .ToFrozenDictionary(rule => rule, rule => new RuleFinding(rule, MapValue.Empty), StringComparer.Ordinal);

    private readonly HeldNetwork _network = asker.Network;
    private readonly int[] _needs = [.. asker.Actor.Needs.Select(need => need.Resource).Distinct()];
    private readonly int[] _offers = [.. asker.Actor.Offers.Select(offer => offer.Resource).Distinct()];
    private readonly Dictionary<(string Rule, ulong Needs), RuleFinding> _covering = [];
    private readonly ulong[] _needsMetBy = ByKin(asker.Network.Resources, asker.Actor.Needs);
    private readonly ulong[] _offersFor = ByKin(asker.Network.Resources, asker.Actor.Offers);
    private readonly ulong _sectorBits = HeldNetwork.Bits(asker.Actor.Sectors);
    private readonly ulong[] _wanted = [.. asker.Actor.Needs.Select(need => need.Resource).Distinct().Select(need => HeldNetwork.Bits(asker.Network.Resources.Kin(need)))];
    private readonly ulong[] _usable = [.. asker.Actor.Offers.Select(offer => offer.Resource).Distinct().Select(offer => HeldNetwork.Bits(asker.Network.Resources.Kin(offer)))];

    /// <summary>Which rules there are.</summary>
    public static bool Knows(string rule) => Plain.ContainsKey(rule);

    /// <summary>Whether an actor has no more needs and offers than can be told apart.</summary>
    public static bool Suits(HeldActor actor) => actor.Needs.Length <= Most && actor.Offers.Length <= Most;

    /// <summary>Tells what a rule finds at a tier: candidates by number, and by what they were found.</summary>
    public void Run(string rule, Tier tier, IReadOnlyList<ActorKind> kinds, int limit, Action<int, RuleFinding> tell)
    {
        int[] areas = [.. asker.Actor.Around.Where(locality => _network.Localities[locality] is { IsValid: true } place && place.Tier == tier)];
        if (areas.Length == 0)
        {
            return;
        }

        var plain = Plain[rule];
        switch (rule)
        {
            case "same-sector-in-shared-locality":
                Strongest(areas, kinds, _network.Within, (other, _) => Shared(other), asker.Actor.Sectors.Length, limit, candidate => tell(candidate, plain));
                break;
            case "serves-my-locality":
                Strongest(areas, kinds, _network.At, (other, _) => other == asker.Number ? 0 : 1, 1, limit, candidate => tell(candidate, plain));
                break;
            case "partners-of-partners":
                Tell(OfPartners(areas, kinds).OrderByDescending(row => row.Strength).ThenBy(row => row.Candidate).Take(limit).Select(row => row.Candidate), candidate => tell(candidate, plain));
                break;
            case "offer-meets-need":
                Strongest(areas, kinds, _network.Within, (other, floor) => CanBeat(floor, _network.NeedBits[other], _usable) ? BitOperations.PopCount(Used(other)) : 0, _offers.Length, limit, candidate => tell(candidate, plain));
                break;
            case "need-met-by-offer":
                Strongest(areas, kinds, _network.Within, (other, floor) => CanBeat(floor, _network.OfferBits[other], _wanted) ? BitOperations.PopCount(Met(other)) : 0, _needs.Length, limit, candidate => tell(candidate, Covering(rule, Met(candidate))));
                break;
            case "competent-authority":
                var inCharge = InCharge(areas, kinds);
                Tell(inCharge.Keys.OrderByDescending(candidate => BitOperations.PopCount(inCharge[candidate])).ThenBy(candidate => candidate).Take(limit), candidate => tell(candidate, Covering(rule, inCharge[candidate])));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule, "No rule of the product bears this name.");
        }
    }

    private static void Tell(IEnumerable<int> candidates, Action<int> tell)
    {
        foreach (var candidate in candidates)
        {
            tell(candidate);
        }
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
    /// Tells the strongest candidates, of equals those that come first. A list of actors that has given as many of one strength as the limit gives none of that strength or less any more, and is left when
    /// this was the greatest strength there is: high tiers hold nearly everybody.
    /// </summary>
    /// <param name="areas">Where.</param>
    /// <param name="kinds">Of which kinds.</param>
    /// <param name="actors">Those of a kind in an area, rising.</param>
    /// <param name="strength">Of one actor; where it is not above the second argument, 0 will do.</param>
    /// <param name="most">The greatest strength there is.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="tell">Hears of each.</param>
    private static void Strongest(int[] areas, IReadOnlyList<ActorKind> kinds, Func<int, ActorKind, int[]> actors, Func<int, int, int> strength, int most, int limit, Action<int> tell)
    {
        var found = new List<int>?[most + 1];
        Span<int> taken = stackalloc int[most + 1];
        foreach (var area in areas)
        {
            foreach (var kind in kinds)
            {
                taken.Clear();
                var floor = 0;
                foreach (var candidate in most > 0 ? actors(area, kind) : [])
                {
                    var strong = strength(candidate, floor);
                    if (strong <= floor)
                    {
                        continue;
                    }

                    (found[strong] ??= []).Add(candidate);
                    floor = ++taken[strong] == limit ? strong : floor;
                    if (floor == most)
                    {
                        break;
                    }
                }
            }
        }

        var left = limit;
        for (var strong = most; strong > 0 && left > 0; strong--)
        {
            var (last, equals) = (-1, found[strong] ?? []);
            equals.Sort();
            foreach (var candidate in equals)
            {
                if (candidate != last && left-- > 0)
                {
                    tell(candidate);
                }

                last = candidate;
            }
        }
    }

    /// <summary>Whether more than so many of the asker's statements can be matched: each by <see cref="HeldNetwork.Bits"/> of the kinds that match it.</summary>
    private static bool CanBeat(int floor, ulong bits, ulong[] matching)
    {
        var count = 0;
        foreach (var kinds in matching)
        {
            count += (kinds & bits) != 0 ? 1 : 0;
        }

        return count > floor;
    }

    /// <summary>That a rule found somebody who meets these of the asker's needs.</summary>
    private RuleFinding Covering(string rule, ulong needs)
    {
        if (!_covering.TryGetValue((rule, needs), out var finding))
        {
            _covering[(rule, needs)] = finding = new(rule, MapValue.From(new Dictionary<string, Value>
            {
                ["needs"] = Value.Of(_needs.Index().Where(need => (needs & (1UL << need.Index)) != 0).Select(need => _network.Resources.Codes[need.Item])),
            }));
        }

        return finding;
    }

    private int Shared(int candidate)
    {
        var common = _network.SectorBits[candidate] & _sectorBits;
        if (candidate == asker.Number || common == 0)
        {
            return 0;
        }

        if (_network.SectorsHaveOwnBits)
        {
            return BitOperations.PopCount(common);
        }

        var count = 0;
        foreach (var sector in _network.Sectors[candidate])
        {
            count += asker.Actor.Sectors.AsSpan().Contains(sector) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Which of the asker's needs the candidate's offers meet.</summary>
    private ulong Met(int candidate)
    {
        var met = 0UL;
        foreach (var offer in _network.Offers[candidate])
        {
            var more = _needsMetBy[offer.Resource] & ~met;
            met |= more != 0 && asker.IsReachedBy(offer) ? more : 0;
        }

        return met;
    }

    /// <summary>Which of the asker's offers meet a need of the candidate.</summary>
    private ulong Used(int candidate)
    {
        var used = 0UL;
        foreach (var need in _network.Needs[candidate])
        {
            var useful = _offersFor[need.Resource] & ~used;
            if (useful == 0 || !asker.IsReachedBy(need))
            {
                continue;
            }

            foreach (var offer in asker.Actor.Offers)
            {
                var bit = 1UL << Array.IndexOf(_offers, offer.Resource);
                used |= (useful & bit) != 0 && Reaches(offer, candidate) ? bit : 0;
            }
        }

        return used;
    }

    private bool Reaches(HeldStatement statement, int candidate) => statement.Locality == HeldStatement.Anywhere || _network.Touches(_network.Actors[candidate], statement.Locality);

    /// <summary>The governments in charge, and which needs each meets.</summary>
    private Dictionary<int, ulong> InCharge(int[] areas, IReadOnlyList<ActorKind> kinds)
    {
        var policy = Array.IndexOf(_network.Resources.Codes, Policy);
        int[] wanted = policy < 0 ? [] : [.. _needs.Where(need => need == policy || _network.Resources.IsDirectlyBelow(need, policy))];
        var found = new Dictionary<int, ulong>();
        foreach (var area in wanted.Length == 0 ? [] : areas)
        {
            foreach (var candidate in kinds.SelectMany(kind => _network.GovernmentsAt(area, kind)))
            {
                foreach (var offer in _network.Offers[candidate])
                {
                    foreach (var need in offer.Locality == HeldStatement.Anywhere || offer.Locality == area ? wanted : [])
                    {
                        if (_network.Resources.Kin(need).Contains(offer.Resource))
                        {
                            found[candidate] = found.GetValueOrDefault(candidate) | (1UL << Array.IndexOf(_needs, need));
                        }
                    }
                }
            }
        }

        return found;
    }

    private IEnumerable<(int Candidate, int Strength)> OfPartners(int[] areas, IReadOnlyList<ActorKind> kinds) => asker.OfPartners.Values.SelectMany(others => others).CountBy(other => other)
        .Where(entry => _network.Actors[entry.Key] is var other && kinds.Contains(other.Kind) && areas.Any(area => Array.BinarySearch(other.Around, area) >= 0))
        .Select(entry => (entry.Key, entry.Value));
}
