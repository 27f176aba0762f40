using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Where a random walker goes from an actor. By partnerships: to one of its partnerships, drawn by its weight, and in it to one of the other members, each as likely, so
/// that a partnership counts once, however large it is. By pairs: to a partner, drawn by the weights of the partnerships shared, so that a partnership counts as
/// often as it has other members.
/// </summary>
/// <remarks>
/// A step never looks at pairs: what the members of a partnership put in is summed and shared among them, each without its own part. That is two passes over the
/// memberships instead of one over all pairs of partners, ten times as many in a network of large partnerships.
/// </remarks>
internal sealed class PartnershipWalk
{
    private readonly NetworkProjection _network;
    private readonly double[] _weights;
    private readonly double[] _totals;

    /// <param name="network">The past.</param>
    /// <param name="years">Partnerships weigh <see cref="Fading"/> with this τ.</param>
    /// <param name="byPairs">By pairs, and not by partnerships.</param>
    public PartnershipWalk(NetworkProjection network, double years, bool byPairs)
    {
        _network = network;
        var fading = new Fading(network, years);
        _weights = new double[network.Partnerships.Count];
        _totals = new double[network.Actors.Count];
        for (var partnership = 0; partnership < _weights.Length; partnership++)
        {
            // Where the day knows one member alone, there is nowhere to go.
            var others = network.MembersOf.Degree(partnership) - 1;
            _weights[partnership] = others > 0 ? fading[partnership] / (byPairs ? 1 : others) : 0;
            foreach (var member in network.MembersOf[partnership])
            {
                _totals[member] += _weights[partnership] * others;
            }
        }
    }

    /// <summary>Moves everything by one step. What stands at an actor without partners is gone.</summary>
    /// <param name="amounts">By actor.</param>
    /// <param name="moved">By actor; overwritten.</param>
    public void Step(ReadOnlySpan<double> amounts, Span<double> moved)
    {
        moved.Clear();
        for (var partnership = 0; partnership < _weights.Length; partnership++)
        {
            var members = _network.MembersOf[partnership];
            double sum = 0;
            foreach (var member in members)
            {
                sum += amounts[member] is 0 ? 0 : amounts[member] / _totals[member];
            }

            if (sum is not 0 && members.Length > 1)
            {
                foreach (var member in members)
                {
                    moved[member] += _weights[partnership] * (sum - (amounts[member] is 0 ? 0 : amounts[member] / _totals[member]));
                }
            }
        }
    }
}
