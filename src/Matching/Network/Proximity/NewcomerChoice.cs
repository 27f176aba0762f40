using System.Collections.Concurrent;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Who takes newcomers along: s(a, c) = Σ w(p)/(size(p) − 1) over the partnerships p of c and the other members of p for whom p was the first, as far as they are like a: of its kind, of its
/// locality of a tier, or both; w fading with age. It needs no history of a.
/// </summary>
/// <remarks>One row for each kind and place, made when first asked for and kept.</remarks>
internal sealed class NewcomerChoice(NetworkProjection network, bool ofKind, Tier? tier, double years) : Scorer
{
    private readonly Fading _fading = new(network, years);
    private readonly Lazy<(int Newcomer, int Partnership)[]> _first = new(() => First(network));
    private readonly ConcurrentDictionary<(ActorKind?, int), (int Actor, double Score)[]> _rows = [];

    public override void Score(Seeker seeker, Span<double> scores)
    {
        var place = tier is { } known ? network.Localities.At(seeker.Home, known) : LocalityPaths.None;
        if (tier is not null && place == LocalityPaths.None)
        {
            return;
        }

        foreach (var (actor, score) in _rows.GetOrAdd((ofKind ? seeker.Actor.Kind : null, place), Row))
        {
            scores[actor] = score;
        }
    }

    private (int Actor, double Score)[] Row((ActorKind? Kind, int Place) like)
    {
        var sums = new SortedDictionary<int, double>();
        foreach (var (newcomer, partnership) in _first.Value)
        {
            if ((like.Kind is { } kind && network.Actors[newcomer].Kind != kind) || (tier is { } known && network.Localities.At(network.Home(newcomer), known) != like.Place))
            {
                continue;
            }

            var members = network.MembersOf[partnership];
            foreach (var member in members)
            {
                if (member != newcomer)
                {
                    sums[member] = sums.GetValueOrDefault(member) + (_fading[partnership] / (members.Length - 1));
                }
            }
        }

        return [.. sums.Select(sum => (sum.Key, sum.Value))];
    }

    /// <summary>Each actor with the partnerships that began on the first day on which it had any.</summary>
    private static (int Newcomer, int Partnership)[] First(NetworkProjection network)
    {
        var pairs = new List<(int, int)>();
        for (var actor = 0; actor < network.Actors.Count; actor++)
        {
            var first = DateOnly.MaxValue;
            foreach (var partnership in network.PartnershipsOf[actor])
            {
                first = network.Partnerships[partnership].Start is { } start && start < first ? start : first;
            }

            foreach (var partnership in network.PartnershipsOf[actor])
            {
                if (network.Partnerships[partnership].Start == first)
                {
                    pairs.Add((actor, partnership));
                }
            }
        }

        return [.. pairs];
    }
}
