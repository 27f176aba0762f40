using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ranking;

/// <summary>Ranks pairs before there are answers to learn from: <see cref="PriorOptions"/> has the formula. Pure.</summary>
public sealed class Prior
{
    private readonly PriorOptions _options;
    private readonly (FeatureName Feature, ContributionGroup Group, double Weight)[] _terms;
    private readonly (ContributionGroup Group, (FeatureName Feature, ContributionGroup Group, double Weight)[] Terms)[] _groups;

    /// <summary>A prior with these weights, which must have been found right.</summary>
    public Prior(PriorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _terms =
        [
            (FeatureName.NeedFit, ContributionGroup.Need, options.NeedFit),
            (FeatureName.ReverseFit, ContributionGroup.Need, options.ReverseFit),
            (FeatureName.Place, ContributionGroup.Place, options.Place),
            (FeatureName.Nearness, ContributionGroup.Place, options.Nearness),
            (FeatureName.Sector, ContributionGroup.Sector, options.Sector),
            (FeatureName.TrustPath, ContributionGroup.Trust, options.TrustPath),
            (FeatureName.ResponseAndCapacity, ContributionGroup.Capacity, options.ResponseAndCapacity),
        ];
        _groups = [.. _terms.GroupBy(term => term.Group, (group, terms) => (group, terms.ToArray()))];
    }

    /// <summary>The worth of a pair.</summary>
    public PairScore Score(PairFeatures pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var contributions = new Contribution[_groups.Length];
        for (var place = 0; place < contributions.Length; place++)
        {
            double sum = 0;
            foreach (var (feature, _, weight) in _groups[place].Terms)
            {
                sum += _options.Scale * weight * pair.Forward[feature].Value;
            }

            contributions[place] = new(_groups[place].Group, sum);
        }

        Array.Sort(contributions, static (a, b) => b.LogOdds.CompareTo(a.LogOdds) is not 0 and var order ? order : a.Group.CompareTo(b.Group));
        return new(Probability(pair.Forward), Probability(pair.Backward), contributions);
    }

    /// <summary>The log-odds before any feature.</summary>
    internal double Start => -_options.Scale * _options.Middle;

    /// <summary>What each feature of one direction adds to the log-odds.</summary>
    internal IEnumerable<(FeatureName Feature, ContributionGroup Group, double Value, double Contribution)> Parts(FeatureVector features) =>
        _terms.Select(term => (term.Feature, term.Group, features[term.Feature].Value, _options.Scale * term.Weight * features[term.Feature].Value));

    /// <summary>p of one direction by its features, in the order of <see cref="FeatureName"/>.</summary>
    internal double Probability(ReadOnlySpan<double> features)
    {
        double sum = 0;
        foreach (var (feature, _, weight) in _terms)
        {
            sum += weight * features[(int)feature];
        }

        return OfSum(sum);
    }

    private Probability Probability(FeatureVector features)
    {
        double sum = 0;
        foreach (var (feature, _, weight) in _terms)
        {
            sum += weight * features[feature].Value;
        }

        return new(OfSum(sum));
    }

    private double OfSum(double sum) => 1 / (1 + Math.Exp(-_options.Scale * (sum - _options.Middle)));
}
