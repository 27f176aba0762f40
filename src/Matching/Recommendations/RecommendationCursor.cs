using System.Diagnostics.CodeAnalysis;

namespace CoEvolve.Matching.Recommendations;

/// <summary>An opaque mark between two pages of one list of recommendations.</summary>
public sealed class RecommendationCursor
{
    /// <summary>Reads what <see cref="object.ToString"/> wrote.</summary>
    /// <param name="text">The cursor as the reader sends it.</param>
    /// <param name="request">The question that is to be continued; its kinds and tiers must be those of the first page.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>False where the text is no cursor, or one of a list with other filters.</returns>
    public static bool TryParse(string? text, RecommendationRequest request, [NotNullWhen(true)] out RecommendationCursor? cursor) => throw new NotImplementedException();
}
