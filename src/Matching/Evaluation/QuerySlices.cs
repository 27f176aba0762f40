using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>A part of the queries that is measured by itself.</summary>
/// <param name="Name">Such as <c>all</c>, <c>kind:cso</c>, <c>tier:province</c>, <c>history:warm</c>.</param>
/// <param name="Queries">Their numbers, rising.</param>
internal sealed record QuerySlice(string Name, int[] Queries);

/// <summary>Cuts the queries by kind, by the tier of their homes and by the length of their histories.</summary>
internal static class QuerySlices
{
    /// <summary>The slice of all queries of actors that the past knows.</summary>
    public const string All = "all";

    /// <summary>Actors without a partnership in the past, newcomers among them. They are in no other slice, but for the known ones in <see cref="All"/>.</summary>
    public const string Cold = "history:cold";

    /// <summary>The slices that hold at least one query.</summary>
    /// <param name="split">Past and future.</param>
    /// <param name="warmFrom">From how many partnerships on a history is warm.</param>
    /// <param name="queries">The known queries of the split, then its newcomers.</param>
    public static IReadOnlyList<QuerySlice> Of(TemporalSplit split, int warmFrom, IReadOnlyList<RankingQuery> queries)
    {
        var numbers = Enumerable.Range(0, queries.Count).ToArray();
        int History(int number) => queries[number].Number < 0 ? 0 : split.Network.PartnershipsOf.Degree(queries[number].Number);
        var known = numbers.Where(number => queries[number].Number >= 0).ToArray();
        List<QuerySlice> slices = [new(All, known)];
        slices.AddRange(Codes.AllKinds.Select(kind => new QuerySlice($"kind:{kind.Code()}", [.. known.Where(number => queries[number].Actor.Kind == kind)])));
        slices.AddRange(Codes.AllTiers.Select(tier => new QuerySlice($"tier:{tier.Code()}", [.. known.Where(number => TierOf(split.Network, queries[number]) == tier)])));
        slices.Add(new("tier:unknown", [.. known.Where(number => TierOf(split.Network, queries[number]) is null)]));
        slices.Add(new("history:warm", [.. known.Where(number => History(number) >= warmFrom)]));
        slices.Add(new("history:short", [.. known.Where(number => History(number) > 0 && History(number) < warmFrom)]));
        slices.Add(new(Cold, [.. numbers.Where(number => History(number) == 0)]));
        return [.. slices.Where(slice => slice.Queries.Length > 0)];
    }

    private static Tier? TierOf(NetworkProjection network, RankingQuery query) =>
        query.Home == LocalityPaths.None ? null : network.Localities[query.Home].Tier;
}
