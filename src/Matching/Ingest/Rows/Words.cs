using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>The closed vocabularies of the network package, as its files write them.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, Tier> Tiers = ByName<Tier>();

    public static readonly IReadOnlyDictionary<string, ActorKind> Kinds = ByName<ActorKind>();

    public static readonly IReadOnlyDictionary<string, string> Languages = Of("id", "en");

    public static readonly IReadOnlyDictionary<string, string> Statuses = Of("proposed", "active", "ended", "declined");

    public static readonly IReadOnlyDictionary<string, string> Verdicts = Of("viewed", "accepted", "declined", "formed");

    public static readonly IReadOnlyDictionary<string, bool> Booleans = new Dictionary<string, bool> { ["true"] = true, ["false"] = false };

    /// <summary>The word for a member of one of the vocabularies above.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static Dictionary<string, T> ByName<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    private static Dictionary<string, string> Of(params string[] words) => words.ToDictionary(word => word, StringComparer.Ordinal);
}
