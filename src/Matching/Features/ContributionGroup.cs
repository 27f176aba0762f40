namespace CoEvolve.Matching.Features;

/// <summary>What a contribution is about. Append only.</summary>
public enum ContributionGroup
{
    /// <summary>What one side needs and the other offers, either way.</summary>
    Need = 0,

    /// <summary>Place and nearness.</summary>
    Place = 1,

    /// <summary>Sectors.</summary>
    Sector = 2,

    /// <summary>Common partners.</summary>
    Trust = 3,

    /// <summary>Answers and free capacity.</summary>
    Capacity = 4,

    /// <summary>How much the other side takes part: its partnerships, new partners, recency.</summary>
    Activity = 5,
}
