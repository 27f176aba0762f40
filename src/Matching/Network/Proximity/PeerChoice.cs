using System.Collections.Concurrent;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Whom actors of the same kind at the same place have chosen: s(a, c) = Σ w(p)/(size(p) − 1) over the partnerships p of c and the other members of p that are of a's kind and
/// have their home in a's locality of a tier, w fading with age. It needs no history of a.
/// </summary>
/// <remarks>One row for each kind and place, made when first asked for and kept. The seeker's own partnerships count too; its partners are no candidates.</remarks>
internal sealed class PeerChoice(NetworkProjection network, Tier tier, double years) : Scorer
{
    private readonly Fading _fading = new(network, years);
    private readonly ILookup<(ActorKind, int), int> _peers = Enumerable.Range(0, network.Actors.Count)
        .Where(actor => network.Localities.At(network.Home(actor), tier) != LocalityPaths.None)
        .ToLookup(actor => (network.Actors[actor].Kind, network.Localities.At(network.Home(actor), tier)));
    private readonly ConcurrentDictionary<(ActorKind, int), (int Actor, double Score)[]> _rows = [];

    public override void Score(Seeker seeker, Span<double> scores)
    {
        var place = network.Localities.At(seeker.Home, tier);
        if (place == LocalityPaths.None)
        {
            return;
        }

        foreach (var (actor, score) in _rows.GetOrAdd((seeker.Actor.Kind, place), Row))
        {
            scores[actor] = score;
        }
    }

    private (int Actor, double Score)[] Row((ActorKind, int) peers)
    {
        var sums = new SortedDictionary<int, double>();
        foreach (var peer in _peers[peers])
        {
            foreach (var partnership in network.PartnershipsOf[peer])
            {
                var members = network.MembersOf[partnership];
                foreach (var member in members)
                {
                    if (member != peer)
                    {
                        sums[member] = sums.GetValueOrDefault(member) + (_fading[partnership] / (members.Length - 1));
                    }
                }
            }
        }

        return [.. sums.Select(sum => (sum.Key, sum.Value))];
    }
}

/// <summary>
/// s(a, c) = r(c) / (1 + n), r being the partnerships of c, fading with age, and n the number of actors in the smallest locality that holds a and c: who is active close by. Where
/// no locality holds both, n is everybody.
/// </summary>
internal sealed class LocalPopularity : Scorer
{
    private readonly NetworkProjection _network;
    private readonly int[] _inhabitants;
    private readonly double[] _activity;

    public LocalPopularity(NetworkProjection network, double years)
    {
        _network = network;
        _inhabitants = new int[network.Localities.Count];
        _activity = new double[network.Actors.Count];
        var fading = new Fading(network, years);
        for (var actor = 0; actor < _activity.Length; actor++)
        {
            foreach (var tier in Codes.AllTiers)
            {
                if (network.Localities.At(network.Home(actor), tier) is >= 0 and var around)
                {
                    _inhabitants[around]++;
                }
            }

            foreach (var partnership in network.PartnershipsOf[actor])
            {
                _activity[actor] += fading[partnership];
            }
        }
    }

    public override void Score(Seeker seeker, Span<double> scores)
    {
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var common = _network.Localities.CommonTier(seeker.Home, _network.Home(candidate));
            var near = common is { } tier ? _inhabitants[_network.Localities.At(seeker.Home, tier)] : scores.Length;
            scores[candidate] = _activity[candidate] / (1 + near);
        }
    }
}
