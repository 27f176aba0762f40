using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>A sector of an actor with how telling it is.</summary>
/// <param name="Sector">Its number in the projection.</param>
/// <param name="Weight">ln(1 + actors / actors in it).</param>
internal readonly record struct SectorWeight(int Sector, float Weight);

/// <summary>What one actor offers or needs, with numbers in the place of codes.</summary>
/// <param name="Resource">Number of the kind of resource; −1 for one that the vocabulary lacks, which meets nothing.</param>
/// <param name="Locality">Number of the locality; <see cref="LocalityPaths.None"/> where it holds everywhere, or the day does not know the locality.</param>
/// <param name="Everywhere">Whether no locality was stated.</param>
/// <param name="Stated">All that the actor said.</param>
internal readonly record struct ResourceLine(int Resource, int Locality, bool Everywhere, ProjectedResource Stated);

/// <summary>An actor as the content features look at it: found once, used for every pair.</summary>
internal sealed record ContentActor
{
    public required ProjectedActor Actor { get; init; }

    /// <summary>Its number; −1 for one that the day does not know yet.</summary>
    public required int Number { get; init; }

    /// <summary>Its locality, as <see cref="NetworkProjection.Home"/> has it.</summary>
    public required int Home { get; init; }

    /// <summary>Seat and localities served, each once.</summary>
    public required int[] Places { get; init; }

    /// <summary>Localities served of which none lies in another.</summary>
    public required int[] Territory { get; init; }

    /// <summary>People in <see cref="Territory"/>; NaN where unknown for a part of it, or where it is empty.</summary>
    public required double Population { get; init; }

    /// <summary>Sectors that it states and those of its partnerships, by rising number.</summary>
    public required SectorWeight[] Sectors { get; init; }

    /// <summary>Length of the vector of <see cref="Sectors"/>.</summary>
    public required double SectorNorm { get; init; }

    public required ResourceLine[] Needs { get; init; }

    public required ResourceLine[] Offers { get; init; }

    /// <summary>Partnerships that run on the day.</summary>
    public required int Running { get; init; }

    /// <summary>Number of partners so far.</summary>
    public required int Degree { get; init; }

    /// <summary>The last day on which a partnership of it began or it answered; null where it never did.</summary>
    public required DateOnly? LastSeen { get; init; }

    /// <summary>What it had answered, by rising day.</summary>
    public required ProjectedAnswer[] Answers { get; init; }

    /// <summary>Its description as a vector of length 1; empty without one.</summary>
    public required TextVector Text { get; init; }
}
