using System.Buffers;
using System.Numerics.Tensors;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Where a random walker goes from an actor. By partnerships: to one of its partnerships, drawn by its weight, and in it to one of the other members, each as likely, so
/// that a partnership counts once, however large it is. By pairs: to a partner, drawn by the weights of the partnerships shared, so that a partnership counts as
/// often as it has other members.
/// </summary>
/// <remarks>
/// A step never looks at pairs: what the members of a partnership put in is summed, and each member has the sums of its partnerships without its own part. That is two
/// passes over the memberships instead of one over all pairs of partners, ten times as many in a network of large partnerships; both read at random and write in order.
/// </remarks>
internal sealed class PartnershipWalk
{
    private readonly NetworkProjection _network;
    private readonly double[] _weights;
    private readonly double[] _shares;
    private readonly double[] _own;

    /// <param name="network">The past.</param>
    /// <param name="years">Partnerships weigh <see cref="Fading"/> with this τ.</param>
    /// <param name="byPairs">By pairs, and not by partnerships.</param>
    public PartnershipWalk(NetworkProjection network, double years, bool byPairs)
    {
        _network = network;
        var fading = new Fading(network, years);
        _weights = new double[network.Partnerships.Count];
        _shares = new double[network.Actors.Count];
        _own = new double[network.Actors.Count];
        for (var partnership = 0; partnership < _weights.Length; partnership++)
        {
            // Where the day knows one member alone, there is nowhere to go.
            var others = network.MembersOf.Degree(partnership) - 1;
            _weights[partnership] = others > 0 ? fading[partnership] / (byPairs ? 1 : others) : 0;
            foreach (var member in network.MembersOf[partnership])
            {
                _shares[member] += _weights[partnership] * others;
                _own[member] += _weights[partnership];
            }
        }

        for (var actor = 0; actor < _shares.Length; actor++)
        {
            _shares[actor] = _shares[actor] > 0 ? 1 / _shares[actor] : 0;
        }
    }

    /// <summary>Moves everything by one step. What stands at an actor without partners is gone.</summary>
    /// <param name="amounts">By actor.</param>
    /// <param name="moved">By actor; overwritten.</param>
    public void Step(ReadOnlySpan<double> amounts, Span<double> moved)
    {
        var rented = ArrayPool<double>.Shared.Rent(amounts.Length + _weights.Length);
        var parts = rented.AsSpan(0, amounts.Length);
        var sums = rented.AsSpan(amounts.Length, _weights.Length);
        TensorPrimitives.Multiply(amounts, _shares, parts);
        for (var partnership = 0; partnership < sums.Length; partnership++)
        {
            double sum = 0;
            foreach (var member in _network.MembersOf[partnership])
            {
                sum += parts[member];
            }

            sums[partnership] = sum * _weights[partnership];
        }

        for (var actor = 0; actor < moved.Length; actor++)
        {
            double sum = 0;
            foreach (var partnership in _network.PartnershipsOf[actor])
            {
                sum += sums[partnership];
            }

            // What comes back to where it stood is rounding.
            moved[actor] = Math.Max(0, sum - (parts[actor] * _own[actor]));
        }

        ArrayPool<double>.Shared.Return(rented);
    }
}
