using System.Buffers;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// A walk of two steps that keeps to a sector: from a by a partnership p about s to a member z, from z by a partnership q about the same s to a member c;
/// s(a, c) = Σ w(p)/size(p)·w(q)/size(q), w fading with age. With whom one's partners work in the field in which one works with them.
/// </summary>
/// <remarks>A partnership about several sectors is walked once for each; one about none is in no walk.</remarks>
internal sealed class SectorWalk : Scorer
{
    private readonly NetworkProjection _network;
    private readonly Fading _fading;
    private readonly int[][] _sectors;

    public SectorWalk(NetworkProjection network, double years)
    {
        (_network, _fading) = (network, new(network, years));
        var numbers = Enumerable.Range(0, network.Sectors.Count).ToDictionary(number => network.Sectors[number]);
        _sectors = [.. network.Partnerships.Select(partnership => partnership.Sectors.Select(sector => numbers[sector]).ToArray())];
    }

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        var amounts = ArrayPool<double>.Shared.Rent(scores.Length);
        amounts.AsSpan(0, scores.Length).Clear();
        var touched = new List<int>();
        foreach (var sector in SectorsOf(seeker.Number))
        {
            Spread(seeker.Number, sector, amounts, touched);
            foreach (var partner in touched)
            {
                foreach (var partnership in _network.PartnershipsOf[partner])
                {
                    if (Array.IndexOf(_sectors[partnership], sector) >= 0)
                    {
                        var amount = amounts[partner] * Share(partnership);
                        foreach (var member in _network.MembersOf[partnership])
                        {
                            scores[member] += amount;
                        }
                    }
                }

                amounts[partner] = 0;
            }

            touched.Clear();
        }

        ArrayPool<double>.Shared.Return(amounts);
    }

    private SortedSet<int> SectorsOf(int actor)
    {
        var sectors = new SortedSet<int>();
        foreach (var partnership in _network.PartnershipsOf[actor])
        {
            sectors.UnionWith(_sectors[partnership]);
        }

        return sectors;
    }

    private void Spread(int actor, int sector, double[] amounts, List<int> touched)
    {
        foreach (var partnership in _network.PartnershipsOf[actor])
        {
            if (Array.IndexOf(_sectors[partnership], sector) < 0)
            {
                continue;
            }

            foreach (var member in _network.MembersOf[partnership])
            {
                if (member != actor)
                {
                    if (amounts[member] is 0)
                    {
                        touched.Add(member);
                    }

                    amounts[member] += Share(partnership);
                }
            }
        }
    }

    private double Share(int partnership) => _fading[partnership] / Math.Max(1, _network.MembersOf.Degree(partnership));
}

/// <summary>
/// s(a, c) = Σ h(a, s)·n(c, s) over the sectors s, n being the partnerships of c about s, fading with age, and h the share of a's own (of the sectors that it states, where it
/// has no partnership): who is active in a's fields.
/// </summary>
internal sealed class SectorPopularity : Scorer
{
    private readonly NetworkProjection _network;
    private readonly Dictionary<SectorCode, int> _numbers;
    private readonly double[] _faded;

    public SectorPopularity(NetworkProjection network, double years)
    {
        _network = network;
        _numbers = Enumerable.Range(0, network.Sectors.Count).ToDictionary(number => network.Sectors[number]);
        _faded = new double[network.Actors.Count * network.Sectors.Count];
        var fading = new Fading(network, years);
        for (var partnership = 0; partnership < network.Partnerships.Count; partnership++)
        {
            foreach (var sector in network.Partnerships[partnership].Sectors)
            {
                foreach (var member in network.MembersOf[partnership])
                {
                    _faded[(member * network.Sectors.Count) + _numbers[sector]] += fading[partnership];
                }
            }
        }
    }

    public override void Score(Seeker seeker, Span<double> scores)
    {
        var own = Shares(seeker);
        for (var actor = 0; actor < scores.Length; actor++)
        {
            scores[actor] = Vectors.Dot(own, Of(actor));
        }
    }

    /// <summary>Faded partnerships of an actor by sector.</summary>
    public ReadOnlySpan<double> Of(int actor) => _faded.AsSpan(actor * _network.Sectors.Count, _network.Sectors.Count);

    /// <summary>The shares of the sectors in what a seeker does; all 0 where nothing is known.</summary>
    public double[] Shares(Seeker seeker)
    {
        var shares = seeker.Number < 0 ? new double[_network.Sectors.Count] : Of(seeker.Number).ToArray();
        if (shares.All(share => share is 0))
        {
            foreach (var sector in seeker.Actor.Sectors)
            {
                if (_numbers.TryGetValue(sector, out var number))
                {
                    shares[number] = 1;
                }
            }
        }

        var sum = shares.Sum();
        return sum > 0 ? [.. shares.Select(share => share / sum)] : shares;
    }
}
