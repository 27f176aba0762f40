using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>What a reader wants of a list of recommended partners.</summary>
public sealed record RecommendationRequest
{
    /// <summary>Kinds to keep; null for all that suit the actor.</summary>
    public IReadOnlySet<ActorKind>? Kinds { get; init; }

    /// <summary>Tiers to keep; null for climbing from the district until the quotas are full.</summary>
    public IReadOnlySet<Tier>? Tiers { get; init; }

    /// <summary>Recommendations on a page, from 1 to <see cref="ListOptions.MaximumLimit"/>; null for <see cref="ListOptions.DefaultLimit"/>.</summary>
    public int? Limit { get; init; }

    /// <summary>Language of the reasons.</summary>
    public Language Language { get; init; }

    /// <summary>The day of the view; null for today, or for the day of the cursor.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public RecommendationCursor? After { get; init; }
}
