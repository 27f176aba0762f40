namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>How coalitions around a need are searched.</summary>
public sealed record CoalitionOptions
{
    /// <summary>Partners of a coalition at most. Default 6: more can hardly agree. 1 to 12.</summary>
    public int MostPartners { get; init; } = 6;

    /// <summary>Coalitions to choose from when the reader does not say. Default 3. 1 to 10.</summary>
    public int DefaultAlternatives { get; init; } = 3;

    /// <summary>How well an offer must meet a resource to count. Default 0.8: the very kind, or a special one of it; "funds" are no promise of a grant. Above 0, to 1.</summary>
    public double LeastFit { get; init; } = 0.8;

    /// <summary>Resources that one need may name. Default 20. 1 to 50.</summary>
    public int MostResources { get; init; } = 20;

    /// <summary>Branches that the search opens before it gives the best so far and says that it did not finish. Default 400,000, under a second. 1,000 to 100,000,000.</summary>
    public int MostBranches { get; init; } = 400_000;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            (nameof(MostPartners), MostPartners, 1, 12), (nameof(DefaultAlternatives), DefaultAlternatives, 1, 10), (nameof(LeastFit), LeastFit, double.Epsilon, 1),
            (nameof(MostResources), MostResources, 1, 50), (nameof(MostBranches), MostBranches, 1000, 100_000_000),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => !(number.Value >= number.Least && number.Value <= number.Most)))
        {
            yield return FormattableString.Invariant($"{nameof(CoalitionOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}
