namespace CoEvolve.Matching.Ranking;

/// <summary>
/// The documented prior: p = σ(Scale · (Σ w·f − Middle)), with w of each feature f in [0, 1]. The weights are those that the programme
/// starts from before it has answers to learn from; they add up to 1, so that Σ w·f lies in [0, 1] as well.
/// </summary>
/// <remarks>
/// σ alone over [0, 1] would give every pair 0.50 to 0.73. On the example network strangers sum to some 0.15, middling pairs to 0.45 and
/// strong ones to 0.7; Middle 0.45 and Scale 8 make that 0.08, 0.50 and 0.88.
/// The numbers order pairs and show how sure the prior is; they are no measured frequencies until they are calibrated against answers.
/// </remarks>
public sealed record PriorOptions
{
    /// <summary>Weight of what I need and the other offers. Default 0.25: the programme exists to mobilise resources. 0 to 1.</summary>
    public double NeedFit { get; init; } = 0.25;

    /// <summary>Weight of place. Default 0.20: locality is the programme's first principle. 0 to 1.</summary>
    public double Place { get; init; } = 0.20;

    /// <summary>Weight of sectors. Default 0.20: partners must care for the same thing. 0 to 1.</summary>
    public double Sector { get; init; } = 0.20;

    /// <summary>Weight of what the other needs and I offer. Default 0.15: a match has to please both, the asking side first. 0 to 1.</summary>
    public double ReverseFit { get; init; } = 0.15;

    /// <summary>Weight of common partners. Default 0.10: connectedness; kept low so that newcomers are not shut out. 0 to 1.</summary>
    public double TrustPath { get; init; } = 0.10;

    /// <summary>Weight of nearness on the map. Default 0.05: it only tells apart what the tree of localities holds equal. 0 to 1.</summary>
    public double Nearness { get; init; } = 0.05;

    /// <summary>Weight of the other's answers and free capacity. Default 0.05. 0 to 1.</summary>
    public double ResponseAndCapacity { get; init; } = 0.05;

    /// <summary>The weighted sum at which p is one half. Default 0.45. 0 to 1.</summary>
    public double Middle { get; init; } = 0.45;

    /// <summary>Steepness. Default 8: a tenth more in the sum nearly doubles the odds (e^0.8 = 2.2). 1 to 20.</summary>
    public double Scale { get; init; } = 8;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, double Value)[] shares =
        [
            (nameof(NeedFit), NeedFit), (nameof(Place), Place), (nameof(Sector), Sector), (nameof(ReverseFit), ReverseFit),
            (nameof(TrustPath), TrustPath), (nameof(Nearness), Nearness), (nameof(ResponseAndCapacity), ResponseAndCapacity), (nameof(Middle), Middle),
        ];
        foreach (var (name, value) in shares.Where(share => share.Value is not (>= 0 and <= 1)))
        {
            yield return FormattableString.Invariant($"{nameof(PriorOptions)}.{name} is {value}; it must lie between 0 and 1.");
        }

        var sum = NeedFit + Place + Sector + ReverseFit + TrustPath + Nearness + ResponseAndCapacity;
        if (Math.Abs(sum - 1) is not (< 1e-9))
        {
            yield return FormattableString.Invariant($"The weights of {nameof(PriorOptions)} add up to {sum}; they must add up to 1.");
        }

        if (Scale is not (>= 1 and <= 20))
        {
            yield return FormattableString.Invariant($"{nameof(PriorOptions)}.{nameof(Scale)} is {Scale}; it must lie between 1 and 20.");
        }
    }
}
