namespace CoEvolve.Matching.Recommendations;

/// <summary>How a list is put together from ranked pairs.</summary>
public sealed record ListOptions
{
    /// <summary>Recommendations on a page when the reader does not say. Default 10 (what a person looks through), from 1 to <see cref="MaximumLimit"/>.</summary>
    public int DefaultLimit { get; init; } = 10;

    /// <summary>The most on a page. Default 100, from 1 to 1,000: each item carries a sentence and a query.</summary>
    public int MaximumLimit { get; init; } = 100;

    /// <summary>Of ten neighbouring ranks, at most this many of one kind while another is to be had. Default 4, so that three kinds meet on a page. 1 to 10.</summary>
    public int MostOfAKindInTen { get; init; } = 4;

    /// <summary>Of ten neighbouring ranks, at most this many found at the national tier while a closer one is to be had. Default 3: locality comes first. 0 to 10.</summary>
    public int MostNationalInTen { get; init; } = 3;

    /// <summary>Facts that a reason names. Default 3: a sentence that is read in one breath. 1 to 5.</summary>
    public int FactsPerReason { get; init; } = 3;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, int Value, int Least, int Most)[] numbers =
        [
            (nameof(MaximumLimit), MaximumLimit, 1, 1000), (nameof(DefaultLimit), DefaultLimit, 1, MaximumLimit),
            (nameof(MostOfAKindInTen), MostOfAKindInTen, 1, 10), (nameof(MostNationalInTen), MostNationalInTen, 0, 10),
            (nameof(FactsPerReason), FactsPerReason, 1, 5),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => number.Value < number.Least || number.Value > number.Most))
        {
            yield return FormattableString.Invariant($"{nameof(ListOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}
