using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ranking;

/// <summary>
/// Draws the order of candidates with equal scores: by chance, but the same in each run, for each method, and in each order of rows. A fixed order, such as
/// that of ids, would favour whoever registered first.
/// </summary>
internal static class TieBreak
{
    /// <summary>A number of an actor that depends on its id and the seed alone (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
    public static ulong Of(ActorId id, int seed)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in id.Value)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash ^ (uint)seed);
    }

    /// <summary>The place of a candidate among its equals for a query; lower is first.</summary>
    public static ulong Of(ulong query, ulong candidate) => Mix(query + (candidate * 0x9E3779B97F4A7C15UL));

    // The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every input bit moves every output bit.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
