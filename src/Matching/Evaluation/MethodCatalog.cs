using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>All methods that an evaluation compares, in the order of its tables.</summary>
public static class MethodCatalog
{
    internal static IReadOnlyList<RankingMethod> All { get; } =
    [
        RandomOrder.Method,
        Popularity.Method,
        RecentPopularity.Method,
        SameLocalityAndSector.Method,
        CommonNeighbours.Method,
        AdamicAdar.Method,
        ResourceAllocation.Method,
        Katz.Method,
        PersonalisedPageRank.Method,
        ItemNeighbours.Method,
        Ease.Method,
        Rp3Beta.Method,
        ImplicitFactors.Method,
        PriorRanking.Method,
        OwnMethods.Coevolve,
    ];

    /// <summary>The names of the methods.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(method => method.Name)];
}
