using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>The weight of each partnership by its age: e^(−years since it began / τ); 1 for all where τ is infinite.</summary>
internal sealed class Fading
{
    private const double DaysPerYear = 365.25;

    private readonly double[] _weights;

    /// <param name="network">The past.</param>
    /// <param name="years">τ in years, above 0; infinite for no fading.</param>
    public Fading(NetworkProjection network, double years)
    {
        _weights = new double[network.Partnerships.Count];
        for (var partnership = 0; partnership < _weights.Length; partnership++)
        {
            // Without a start it counts as new: production keeps undated partnerships, evaluation has none.
            var days = network.AsOf.DayNumber - (network.Partnerships[partnership].Start ?? network.AsOf).DayNumber;
            _weights[partnership] = Math.Exp(-days / DaysPerYear / years);
        }
    }

    public double this[int partnership] => _weights[partnership];
}
