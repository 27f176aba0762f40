using System.Globalization;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations.Explanations;

/// <summary>One feature of a pair.</summary>
/// <param name="Name">Its name, or <see cref="PairShares.Withheld"/>.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Value">The number; null for what is withheld.</param>
/// <param name="Contribution">What it adds to the value of the pair.</param>
public sealed record FeatureShare(string Name, ContributionGroup Group, double? Value, double Contribution);

/// <summary>A group of features.</summary>
/// <param name="Group">The group.</param>
/// <param name="Contribution">What its features add together.</param>
public sealed record GroupShare(ContributionGroup Group, double Contribution);

/// <summary>The value of a pair's forward direction in parts that add up: the model's value, or the log-odds of the prior.</summary>
internal sealed record PairShares(double Start, IReadOnlyList<FeatureShare> Features)
{
    /// <summary>Stands for all features of a group that look at what the other side keeps private: its needs and how it answered.</summary>
    public const string Withheld = "withheld";

    // With their relative forms and indicators. The prior's worth holds the reverse fit, completeness that there are needs, the response how many were refused.
    private static readonly string[] Private =
    [
        "reverse-fit", "response-and-capacity", "prior", "need.served", "actor.response-rate", "actor.acceptance-of-kind", "actor.earlier-decline", "actor.completeness",
    ];

    /// <summary>Start and all features together.</summary>
    public double Value => Start + Features.Sum(feature => feature.Contribution);

    /// <summary>All six groups, in their order.</summary>
    public IReadOnlyList<GroupShare> Groups() =>
        [.. Enum.GetValues<ContributionGroup>().Select(group => new GroupShare(group, Features.Where(feature => feature.Group == group).Sum(feature => feature.Contribution)))];

    /// <summary>The groups that count for the pair, the most first.</summary>
    public IReadOnlyList<Contribution> Positive() =>
        [.. Groups().Where(group => group.Contribution > 0).OrderByDescending(group => group.Contribution).ThenBy(group => group.Group).Select(group => new Contribution(group.Group, group.Contribution))];

    /// <summary>The features as the reader may see them, those that count most first; what is private is one entry a group.</summary>
    public IReadOnlyList<FeatureShare> Shown() =>
    [
        .. Features.GroupBy(feature => IsPrivate(feature.Name) ? (Withheld, feature.Group) : (feature.Name, feature.Group))
            .Select(group => group.Key.Item1 == Withheld ? new FeatureShare(Withheld, group.Key.Group, null, group.Sum(feature => feature.Contribution)) : group.Single())
            .OrderByDescending(feature => Math.Abs(feature.Contribution)).ThenBy(feature => feature.Name, StringComparer.Ordinal).ThenBy(feature => feature.Group),
    ];

    public static PairShares Of(ModelledPairs modelled, float[] row)
    {
        var view = modelled.View;
        var parts = view.ModelFor(modelled.Seeker).Explain(row);
        return new(parts.Start, [.. view.Columns.Select((column, place) => new FeatureShare(column.Name, column.Group, row[place], parts.ByColumn[place]))]);
    }

    public static PairShares Of(Prior prior, FeatureVector features) =>
        new(prior.Start, [.. prior.Parts(features).Select(part => new FeatureShare(Name(part.Feature), part.Group, part.Value, part.Contribution))]);

    private static bool IsPrivate(string name) => Private.Any(stem => name == stem || name == stem + ".missing" || name == stem + ".share" || name == stem + ".rank" || name == stem + "?");

    private static string Name(FeatureName feature) => string.Concat(feature.ToString().Select((letter, place) =>
        (char.IsUpper(letter) && place > 0 ? "-" : "") + char.ToLower(letter, CultureInfo.InvariantCulture)));
}
