using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>The closed vocabularies of the network package, as its files write them.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, Tier> Tiers = Codes.AllTiers.ToDictionary(tier => tier.Code(), StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, ActorKind> Kinds = Codes.AllKinds.ToDictionary(kind => kind.Code(), StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, string> Languages = Of("id", "en");

    public static readonly IReadOnlyDictionary<string, string> Statuses = Of("proposed", "active", "ended", "declined");

    public static readonly IReadOnlyDictionary<string, string> Verdicts = Of("viewed", "accepted", "declined", "formed", "not_now", "blocked");

    public static readonly IReadOnlyDictionary<string, bool> Booleans = new Dictionary<string, bool> { ["true"] = true, ["false"] = false };

    /// <summary>The named queries that count how far a target is reached.</summary>
    public static readonly IReadOnlyList<string> TargetQueries = [.. NamedQueries.In("Network/Targets/Queries").Select(name => name[(name.LastIndexOf('/') + 1)..])];

    private static Dictionary<string, string> Of(params string[] words) => words.ToDictionary(word => word, StringComparer.Ordinal);
}
