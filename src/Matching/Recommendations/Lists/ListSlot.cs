namespace CoEvolve.Matching.Recommendations.Lists;

/// <summary>Why a name stands at its place. Append only: ledgers refer to it.</summary>
public enum Placement
{
    /// <summary>By worth, within the shares of kinds and tiers.</summary>
    Ranked = 0,

    /// <summary>Lifted by the exposure floor of small, remote and women-led CSOs.</summary>
    Floor = 1,

    /// <summary>Drawn by lot, so that answers on it are gathered.</summary>
    Explored = 2,
}

/// <summary>One place of a list.</summary>
/// <param name="Pair">Who stands there.</param>
/// <param name="Placement">Why.</param>
/// <param name="Propensity">How likely the policy puts this name at this place, given the places before it: 1, or the chance of the lot.</param>
internal sealed record ListSlot(RankedPair Pair, Placement Placement, double Propensity);
