using System.Globalization;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>A measure of nearness as it is (<see cref="ProximityName"/> says where its formula stands), with its relative forms. Rising.</summary>
internal sealed class ProximityFeature(ProximityName measure, ContributionGroup group) : PairFeature
{
    public override string Name { get; } = string.Concat(measure.ToString().Select((letter, place) =>
        (char.IsUpper(letter) && place > 0 ? "-" : "") + char.ToLower(letter, CultureInfo.InvariantCulture)));

    public override ContributionGroup Group => group;

    public override MonotoneSign Sign => MonotoneSign.None;

    public override (float Least, float Most) Range => measure == ProximityName.Factors ? (float.NegativeInfinity, float.PositiveInfinity) : (0, float.PositiveInfinity);

    public override bool Relative => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var row = rows[measure];
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = (float)row[candidates[place]];
        }
    }
}

/// <summary>A number of the candidate alone.</summary>
internal sealed class CandidateFeature(string name, ContributionGroup group, float[] values, bool relative = false) : PairFeature
{
    public override string Name => name;

    public override ContributionGroup Group => group;

    public override bool Relative => relative;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = values[candidates[place]];
        }
    }
}

/// <summary>A number of the seeker alone, the same for the whole list; it lets a model treat lists differently. 0 for a seeker without a history.</summary>
internal sealed class SeekerFeature(string name, ContributionGroup group, Func<Seeker, float> value) : PairFeature
{
    public override string Name => name;

    public override ContributionGroup Group => group;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column) => column.Values.Fill(value(rows.Seeker));
}
