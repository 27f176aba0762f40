namespace CoEvolve.Matching.Recommendations;

/// <summary>How a list is put together from ranked pairs.</summary>
public sealed record ListOptions
{
    /// <summary>Recommendations on a page when the reader does not say. Default 10 (what a person looks through), from 1 to <see cref="MaximumLimit"/>.</summary>
    public int DefaultLimit { get; init; } = 10;

    /// <summary>The most on a page. Default 100, from 1 to 1,000: each item carries a sentence and a query.</summary>
    public int MaximumLimit { get; init; } = 100;
}
