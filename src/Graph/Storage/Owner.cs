namespace CoEvolve.Graph.Storage;

/// <summary>Numbers that say who may change a page in place. Each is given once in the life of the process; 0 to nobody.</summary>
internal static class Owner
{
    private static long s_last;

    public static long Next() => Interlocked.Increment(ref s_last);
}
