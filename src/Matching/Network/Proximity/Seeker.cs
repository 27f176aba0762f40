using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>An actor for whom partners are sought: one of the projection, or one that comes later and brings along what it is and where, and no history.</summary>
internal class Seeker
{
    /// <summary>Its number in the projection; −1 for one that the projection does not know.</summary>
    public required int Number { get; init; }

    public required ProjectedActor Actor { get; init; }

    /// <summary>The number of its locality, as <see cref="NetworkProjection.Home"/> has it.</summary>
    public required int Home { get; init; }

    /// <summary>Whether it has been in no partnership yet.</summary>
    public bool IsNewcomer(NetworkProjection network) => Number < 0 || network.PartnershipsOf.Degree(Number) == 0;

    /// <summary>An actor of the projection.</summary>
    public static Seeker Known(NetworkProjection network, int number) => new() { Number = number, Actor = network.Actors[number], Home = network.Home(number) };

    /// <summary>An actor that need not be of the projection.</summary>
    public static Seeker Of(NetworkProjection network, ProjectedActor actor) =>
        network.Find(actor.Id) is >= 0 and var number ? Known(network, number) : new() { Number = -1, Actor = actor, Home = network.HomeOf(actor) };
}
