namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>How the prices of sought-after partners are found; see <see cref="CongestionPrices"/>.</summary>
public sealed record PriceOptions
{
    /// <summary>The file that keeps the prices of the last run; null keeps them in memory alone. Every process that reads it sees a new run at once.</summary>
    public string? File { get; init; }

    /// <summary>Rounds. Default 40: the steps shrink with 1/(1 + t/10), and prices move by less than a hundredth from there. 1 to 1,000.</summary>
    public int Rounds { get; init; } = 40;

    /// <summary>The power of the first correction. Default 0.25: a partner sought twice over loses a sixth of its price in a round. Above 0, to 1.</summary>
    public double FirstStep { get; init; } = 0.25;

    /// <summary>Over how many rounds the power halves. Default 10. 1 to 1,000.</summary>
    public double Halving { get; init; } = 10;

    /// <summary>The strongest downward correction of one round, before its power. Default 0.5. Above 0, to 1.</summary>
    public double MostDown { get; init; } = 0.5;

    /// <summary>The strongest upward correction of one round, before its power. Default 1.5. 1 to 10.</summary>
    public double MostUp { get; init; } = 1.5;

    /// <summary>No price falls below this, so that the best partner of an actor never vanishes from its list. Default 0.05. Above 0, to 1.</summary>
    public double Least { get; init; } = 0.05;

    /// <summary>How many ranks of a list are looked at. Default 10, a page. 1 to 100.</summary>
    public int ListLength { get; init; } = 10;

    /// <summary>Requests that a partner of unknown capacity can look into. Default 3, the median of the example network. Above 0, to 100.</summary>
    public double UnknownCapacity { get; init; } = 3;

    /// <summary>
    /// The most that prices may cost in NDCG@10 of the unpriced lists, on average over askers: all prices are drawn towards 1 until they cost no more.
    /// Default 0.025: a reader hardly sees it, and in the simulated market it still gives most of the matches. 0 (no prices) to 1 (whatever they cost).
    /// </summary>
    public double MostLoss { get; init; } = 0.025;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            (nameof(Rounds), Rounds, 1, 1000), (nameof(FirstStep), FirstStep, double.Epsilon, 1), (nameof(Halving), Halving, 1, 1000),
            (nameof(MostDown), MostDown, double.Epsilon, 1), (nameof(MostUp), MostUp, 1, 10), (nameof(Least), Least, double.Epsilon, 1),
            (nameof(MostLoss), MostLoss, 0, 1), (nameof(ListLength), ListLength, 1, 100), (nameof(UnknownCapacity), UnknownCapacity, double.Epsilon, 100),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => !(number.Value >= number.Least && number.Value <= number.Most)))
        {
            yield return FormattableString.Invariant($"{nameof(PriceOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}
