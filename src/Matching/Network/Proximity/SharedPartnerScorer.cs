using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>s(a, c) = Σ w(z) over the partners z that a and c share; what w is tells the methods apart.</summary>
internal abstract class SharedPartnerScorer : Scorer
{
    private readonly NetworkProjection _network;
    private readonly double[] _weights;

    /// <param name="network">The past.</param>
    /// <param name="weight">w of a shared partner by the number of its partners, which is 2 or more.</param>
    protected SharedPartnerScorer(NetworkProjection network, Func<int, double> weight)
    {
        _network = network;
        _weights = [.. Enumerable.Range(0, network.Actors.Count).Select(actor => weight(network.PartnersOf.Degree(actor)))];
    }

    public sealed override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        foreach (var partner in _network.PartnersOf[seeker.Number])
        {
            var weight = _weights[partner];
            foreach (var candidate in _network.PartnersOf[partner])
            {
                scores[candidate] += weight;
            }
        }
    }
}

/// <summary>The number of shared partners, w = 1 (Newman, Physical Review E 64, 2001).</summary>
internal sealed class CommonNeighbours(NetworkProjection network) : SharedPartnerScorer(network, _ => 1)
{
    public static RankingMethod Method { get; } = new("common-neighbours", IsBaseline: true, new Setting("", training => new CommonNeighbours(training.Network)));
}

/// <summary>w(z) = 1 / ln k(z), k being the number of partners (Adamic and Adar, Social Networks 25, 2003). A partner of few says more than one of all.</summary>
internal sealed class AdamicAdar(NetworkProjection network) : SharedPartnerScorer(network, partners => partners > 1 ? 1 / Math.Log(partners) : 0)
{
    public static RankingMethod Method { get; } = new("adamic-adar", IsBaseline: true, new Setting("", training => new AdamicAdar(training.Network)));
}

/// <summary>w(z) = 1 / k(z) (Zhou, Lü and Zhang, European Physical Journal B 71, 2009): z shares one unit among its partners.</summary>
internal sealed class ResourceAllocation(NetworkProjection network) : SharedPartnerScorer(network, partners => partners > 0 ? 1.0 / partners : 0)
{
    public static RankingMethod Method { get; } = new("resource-allocation", IsBaseline: true, new Setting("", training => new ResourceAllocation(training.Network)));
}
