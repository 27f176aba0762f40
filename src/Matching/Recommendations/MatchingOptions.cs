namespace CoEvolve.Matching.Recommendations;

/// <summary>The options of every stage of matching.</summary>
public sealed record MatchingOptions
{
    /// <summary>How the list is put together.</summary>
    public ListOptions List { get; init; } = new();
}
