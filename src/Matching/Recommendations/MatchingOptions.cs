using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Coalitions;
using CoEvolve.Matching.Recommendations.Pricing;
using CoEvolve.Matching.Recommendations.Serving;
using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Matching.Recommendations;

/// <summary>The options of every stage of matching.</summary>
public sealed record MatchingOptions
{
    /// <summary>Whom to look for, and how far.</summary>
    public CandidateOptions Candidates { get; init; } = new();

    /// <summary>Constants of the features.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Weights of the prior.</summary>
    public PriorOptions Prior { get; init; } = new();

    /// <summary>How the list is put together.</summary>
    public ListOptions List { get; init; } = new();

    /// <summary>How a learned model serves.</summary>
    public ServingOptions Serving { get; init; } = new();

    /// <summary>How the prices of sought-after partners are found.</summary>
    public PriceOptions Prices { get; init; } = new();

    /// <summary>How triads are found.</summary>
    public TriadOptions Triads { get; init; } = new();

    /// <summary>How coalitions are found.</summary>
    public CoalitionOptions Coalitions { get; init; } = new();

    /// <summary>
    /// How long the means of the network (rarity of sectors, mean needs and offers, names of places) are kept between two requests. Default five
    /// minutes: they take a pass over all actors and move slowly. Zero reads them every time; at most a day.
    /// </summary>
    public TimeSpan ProfileLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IReadOnlyList<string> Problems()
    {
        var problems = Candidates.Problems().Concat(Features.Problems()).Concat(Prior.Problems()).Concat(List.Problems()).Concat(Serving.Problems())
            .Concat(Prices.Problems()).Concat(Triads.Problems()).Concat(Coalitions.Problems()).ToList();
        if (ProfileLifetime < TimeSpan.Zero || ProfileLifetime > TimeSpan.FromDays(1))
        {
            problems.Add($"{nameof(MatchingOptions)}.{nameof(ProfileLifetime)} is {ProfileLifetime}; it must lie between zero and a day.");
        }

        return problems;
    }
}
