namespace CoEvolve.Matching.Network;

/// <summary>How kinds and tiers are written in network packages, in the graph and in rules.</summary>
public static class Codes
{
    private static readonly string[] Kinds = ["cso", "government", "business", "academia", "other"];
    private static readonly string[] Tiers = ["district", "province", "region", "national"];

    /// <summary>All kinds, in the order of their declaration.</summary>
    public static IReadOnlyList<ActorKind> AllKinds { get; } = Enum.GetValues<ActorKind>();

    /// <summary>All tiers, from the smallest up.</summary>
    public static IReadOnlyList<Tier> AllTiers { get; } = Enum.GetValues<Tier>();

    /// <summary>The code of a kind, such as <c>cso</c>.</summary>
    public static string Code(this ActorKind kind) => Kinds[(int)kind];

    /// <summary>The code of a tier, such as <c>district</c>.</summary>
    public static string Code(this Tier tier) => Tiers[(int)tier];

    /// <summary>Reads the code of a kind; false for any other text.</summary>
    public static bool TryParseKind(string? code, out ActorKind kind)
    {
        var index = Array.IndexOf(Kinds, code);
        kind = (ActorKind)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Reads the code of a tier; false for any other text.</summary>
    public static bool TryParseTier(string? code, out Tier tier)
    {
        var index = Array.IndexOf(Tiers, code);
        tier = (Tier)Math.Max(index, 0);
        return index >= 0;
    }

    // The importer admits these codes only, so another one here is a fault of the graph's content.
    internal static ActorKind ParseKind(string code) => TryParseKind(code, out var kind) ? kind : throw new InvalidDataException($"The graph holds an actor of the unknown kind '{code}'.");

    internal static Tier ParseTier(string code) => TryParseTier(code, out var tier) ? tier : throw new InvalidDataException($"The graph holds a locality of the unknown tier '{code}'.");
}
