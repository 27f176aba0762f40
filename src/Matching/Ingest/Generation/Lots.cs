namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Draws lots that depend on the seed alone: the same on every machine and in every version of .NET.</summary>
/// <remarks>
/// SplitMix64: state advances by an odd constant and is mixed by two multiplications (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). Only integers and exact floating-point steps are used, since sines and logarithms differ between C libraries.
/// </remarks>
internal sealed class Lots(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>Lots of their own for one item of a series, so that it does not depend on how many were drawn for the items before.</summary>
    public static Lots For(ulong seed, ulong series, ulong item) => new(Mix(Mix(Mix(seed + Step) + series) + item));

    /// <summary>A whole number from 0 to below <paramref name="bound"/>, each as likely (but for a bias below bound / 2^64).</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in <paramref name="percent"/> of 100 draws.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>A number from 0 to below 1, in steps of 2^-53.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        _state += Step;
        return Mix(_state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
