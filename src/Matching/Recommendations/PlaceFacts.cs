using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>Finds the closest fact about the places of a pair.</summary>
internal static class PlaceFacts
{
    /// <summary>The fact of the lowest tier, of equal ones the most telling; null where the two have no locality in common.</summary>
    public static (ReasonFact? Fact, Tier Tier) Closest(PairFacts pair)
    {
        if (!HasAny(pair))
        {
            return (null, Tier.National);
        }

        var best = All(pair).Aggregate((best, entry) => Compare(entry, best) < 0 ? entry : best);
        return (best.Fact, best.Tier);
    }

    private static int Compare((ReasonFact Fact, Tier Tier, int Order, string Code) a, (ReasonFact Fact, Tier Tier, int Order, string Code) b) =>
        a.Tier != b.Tier ? a.Tier.CompareTo(b.Tier) : a.Order != b.Order ? a.Order.CompareTo(b.Order) : string.CompareOrdinal(a.Code, b.Code);

    /// <summary>Whether the two have a locality in common.</summary>
    public static bool HasAny(PairFacts pair)
    {
        var (tree, others) = (pair.Network.Localities, pair.Network.NumbersOf(pair.To).Places);
        foreach (var mine in pair.Network.NumbersOf(pair.From).Places)
        {
            foreach (var other in others)
            {
                if (LocalityRelation.Of(tree.RelationOf(mine, other)).Common is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<(ReasonFact Fact, Tier Tier, int Order, string Code)> All(PairFacts pair)
    {
        var tree = pair.Network.Localities;
        foreach (var mine in pair.From.Places)
        {
            foreach (var other in pair.To.Places)
            {
                if (tree.LowestCommon(mine, other) is not { } common)
                {
                    continue;
                }

                var (tier, code) = (common.Name.Tier, common.Name.Code.Value);
                if (common.Name.Code == other && pair.To.Serves.Contains(other))
                {
                    yield return (new ServesLocality(common), tier, mine == pair.From.Base ? 0 : 1, code);
                }

                if (tier == Tier.District && other == pair.To.Base)
                {
                    var home = mine == pair.From.Base;
                    yield return (new BasedInLocality(common, home), tier, home ? 2 : 3, code);
                }

                if (mine == pair.From.Base && other == pair.To.Base && tree.AreNeighbours(mine, other))
                {
                    // Above the province in telling, below a shared district: hence the province's tier, first of its kind.
                    yield return (new BasedNextDoor(tree.Find(other)!, tree.Find(mine)!), Tier.Province, 4, other.Value);
                }

                yield return (new ActiveInLocality(common), tier, 5, code);
            }
        }
    }
}
