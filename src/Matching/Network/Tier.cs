namespace CoEvolve.Matching.Network;

/// <summary>The four tiers of localities, from the smallest up; comparison follows size.</summary>
public enum Tier
{
    /// <summary>District or city (kabupaten, kota).</summary>
    District = 0,

    /// <summary>Province (provinsi).</summary>
    Province = 1,

    /// <summary>Region: an island group, by the first digit of the codes.</summary>
    Region = 2,

    /// <summary>The nation.</summary>
    National = 3,
}
