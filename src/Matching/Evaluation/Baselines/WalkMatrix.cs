using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Evaluation.Baselines;

/// <summary>
/// Where a random walker goes from each actor. By partnerships: to one of its partnerships, drawn by its weight, and in it to one of the other members, each as likely, so
/// that a partnership counts once, however large it is. By pairs: to a partner, drawn by the weights of the partnerships shared, so that a partnership counts as
/// often as it has other members. Rows add up to 1, or to 0 for an actor without partners.
/// </summary>
/// <remarks>Immutable; columns of a row rise.</remarks>
internal sealed class WalkMatrix
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly double[] _chances;

    /// <param name="network">The past.</param>
    /// <param name="years">Partnerships weigh <see cref="Fading"/> with this τ.</param>
    /// <param name="byPairs">By pairs, and not by partnerships.</param>
    public WalkMatrix(NetworkProjection network, double years, bool byPairs)
    {
        var fading = new Fading(network, years);
        var actors = network.Actors.Count;
        _offsets = new int[actors + 1];
        _targets = new int[network.PartnersOf.Entries];
        _chances = new double[network.PartnersOf.Entries];
        var row = new double[actors];
        for (var actor = 0; actor < actors; actor++)
        {
            var sum = Spread(network, fading, actor, byPairs, row);
            var place = _offsets[actor];
            foreach (var partner in network.PartnersOf[actor])
            {
                (_targets[place], _chances[place++]) = (partner, row[partner] / sum);
                row[partner] = 0;
            }

            _offsets[actor + 1] = place;
        }
    }

    /// <summary>Whom the walker can reach.</summary>
    public ReadOnlySpan<int> this[int actor] => _targets.AsSpan(_offsets[actor].._offsets[actor + 1]);

    /// <summary>How likely it goes there, in the same order.</summary>
    public ReadOnlySpan<double> Chances(int actor) => _chances.AsSpan(_offsets[actor].._offsets[actor + 1]);

    private static double Spread(NetworkProjection network, Fading fading, int actor, bool byPairs, double[] row)
    {
        double sum = 0;
        foreach (var partnership in network.PartnershipsOf[actor])
        {
            var members = network.MembersOf[partnership];
            var each = byPairs ? fading[partnership] : fading[partnership] / Math.Max(1, members.Length - 1);
            foreach (var member in members)
            {
                row[member] += member == actor ? 0 : each;
                sum += member == actor ? 0 : each;
            }
        }

        return sum;
    }
}
