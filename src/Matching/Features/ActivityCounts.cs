using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features;

/// <summary>What each actor has done so far, counted once for a projection. Immutable.</summary>
internal sealed class ActivityCounts
{
    private const double DaysPerYear = 365.25;
    private const double NoHistory = 20;

    public ActivityCounts(NetworkProjection network)
    {
        Network = network;
        var actors = network.Actors.Count;
        var arrival = Arrivals(network);
        (Recent, LastYear, NewPartners, SinceLast, SinceFirst, MeanSize, Newcomers) =
            (new float[actors], new float[actors], new float[actors], new float[actors], new float[actors], new float[actors], new float[actors]);
        Kinds = new float[actors * KindCount];
        for (var actor = 0; actor < actors; actor++)
        {
            Count(actor, arrival);
        }
    }

    /// <summary>The past.</summary>
    public NetworkProjection Network { get; }

    /// <summary>How many kinds there are.</summary>
    public static int KindCount { get; } = Codes.AllKinds.Count;

    /// <summary>Partnerships, halving in weight with every 1.4 years (e^(−years / 2)).</summary>
    public float[] Recent { get; }

    /// <summary>Partnerships begun in the last year.</summary>
    public float[] LastYear { get; }

    /// <summary>Partners met for the first time in the last year.</summary>
    public float[] NewPartners { get; }

    /// <summary>Years since the last partnership began; 20 without one.</summary>
    public float[] SinceLast { get; }

    /// <summary>Years since the first began; 20 without one.</summary>
    public float[] SinceFirst { get; }

    /// <summary>Mean number of members of its partnerships.</summary>
    public float[] MeanSize { get; }

    /// <summary>Share of its partners, counted once a partnership, for whom it was their first.</summary>
    public float[] Newcomers { get; }

    /// <summary>Share of each kind among its partners, counted once a partnership.</summary>
    public float[] Kinds { get; }

    private static int[] Arrivals(NetworkProjection network)
    {
        var first = new int[network.Actors.Count];
        Array.Fill(first, int.MaxValue);
        for (var partnership = 0; partnership < network.Partnerships.Count; partnership++)
        {
            foreach (var member in network.MembersOf[partnership])
            {
                first[member] = Math.Min(first[member], Day(network, partnership));
            }
        }

        return first;
    }

    private static int Day(NetworkProjection network, int partnership) => (network.Partnerships[partnership].Start ?? network.AsOf).DayNumber;

    private void Count(int actor, int[] arrival)
    {
        var now = Network.AsOf.DayNumber;
        var (last, first, size, met, newcomers) = (int.MinValue, int.MaxValue, 0, 0, 0);
        var firstMet = new Dictionary<int, int>();
        foreach (var partnership in Network.PartnershipsOf[actor])
        {
            var day = Day(Network, partnership);
            (last, first) = (Math.Max(last, day), Math.Min(first, day));
            Recent[actor] += (float)Math.Exp((day - now) / DaysPerYear / 2);
            LastYear[actor] += now - day < DaysPerYear ? 1 : 0;
            size += Network.Partnerships[partnership].Members.Count;
            foreach (var member in Network.MembersOf[partnership])
            {
                if (member != actor)
                {
                    met++;
                    newcomers += arrival[member] == day ? 1 : 0;
                    Kinds[(actor * KindCount) + (int)Network.Actors[member].Kind]++;
                    firstMet[member] = firstMet.TryGetValue(member, out var before) ? Math.Min(before, day) : day;
                }
            }
        }

        var partnerships = Network.PartnershipsOf.Degree(actor);
        NewPartners[actor] = firstMet.Values.Count(day => now - day < DaysPerYear);
        (SinceLast[actor], SinceFirst[actor]) = partnerships == 0 ? ((float)NoHistory, (float)NoHistory) : ((float)((now - last) / DaysPerYear), (float)((now - first) / DaysPerYear));
        MeanSize[actor] = partnerships == 0 ? 0 : (float)size / partnerships;
        Newcomers[actor] = met == 0 ? 0 : (float)newcomers / met;
        for (var kind = 0; kind < KindCount && met > 0; kind++)
        {
            Kinds[(actor * KindCount) + kind] /= met;
        }
    }
}
