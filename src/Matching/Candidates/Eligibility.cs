using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Candidates;

/// <summary>Which candidates are asked for.</summary>
/// <param name="AcrossKinds">Only those of another kind than the actor's, both being civil society, government or business.</param>
/// <param name="SameLocality">Only those within the actor's own locality of this tier; null for anywhere.</param>
internal sealed record CandidateFilter(bool AcrossKinds = false, Tier? SameLocality = null);

/// <summary>
/// Who may be recommended to whom: every actor that the past knows, but not the actor itself and not its partners of the past; where asked for, only
/// those of another kind, and only those whose home lies in the same locality of a tier. Across kinds means between the three that the programme joins: civil
/// society, government and business.
/// </summary>
internal sealed class Eligibility(NetworkProjection network, CandidateFilter filter)
{
    /// <summary>Whether a candidate is eligible for an actor.</summary>
    /// <param name="number">The actor's number; −1 for a newcomer.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="home">The number of its locality.</param>
    /// <param name="candidate">The candidate's number.</param>
    public bool Allows(int number, ActorKind kind, int home, int candidate) =>
        candidate != number
        && FitsKindAndPlace(kind, home, candidate)
        && (number < 0 || !network.PartnersOf.Has(number, candidate));

    /// <summary>Marks the eligible candidates of a seeker.</summary>
    /// <param name="seeker">Who seeks.</param>
    /// <param name="eligible">One place for each actor of the projection; overwritten.</param>
    public void Mark(Seeker seeker, Span<bool> eligible)
    {
        for (var candidate = 0; candidate < eligible.Length; candidate++)
        {
            eligible[candidate] = FitsKindAndPlace(seeker.Actor.Kind, seeker.Home, candidate);
        }

        if (seeker.Number >= 0)
        {
            eligible[seeker.Number] = false;
            foreach (var partner in network.PartnersOf[seeker.Number])
            {
                eligible[partner] = false;
            }
        }
    }

    private static bool Joins(ActorKind a, ActorKind b) => a != b && IsJoined(a) && IsJoined(b);

    private static bool IsJoined(ActorKind kind) => kind is ActorKind.Cso or ActorKind.Government or ActorKind.Business;

    private bool FitsKindAndPlace(ActorKind kind, int home, int candidate)
    {
        if (filter.AcrossKinds && !Joins(kind, network.Actors[candidate].Kind))
        {
            return false;
        }

        if (filter.SameLocality is not { } tier)
        {
            return true;
        }

        var around = network.Localities.At(home, tier);
        return around != LocalityPaths.None && around == network.Localities.At(network.Home(candidate), tier);
    }
}
