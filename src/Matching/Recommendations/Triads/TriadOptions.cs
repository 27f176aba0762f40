namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>
/// How triads are scored and found: T = r_cg^a · r_cb^a · max(r_gb, ε)^c · ((1 − s) + s·Cov) · λ_g·λ_b, with r = √(p·q) of each link,
/// Cov = Σ w_r·[1 − (1 − m_gr)(1 − m_br)] over the needs of the CSO, and λ the prices.
/// </summary>
public sealed record TriadOptions
{
    /// <summary>The power a of the CSO's two links. Default 0.4: the bridge must want both, and both the bridge. Above 0, to 1.</summary>
    public double BridgePower { get; init; } = 0.4;

    /// <summary>The power c of the link between government and business. Default 0.2: they meet through the CSO, so a weak link weighs half. 0 to 1.</summary>
    public double ThirdLinkPower { get; init; } = 0.2;

    /// <summary>ε: what the third link counts at least. Default 0.05, so that two who have nothing in common yet may still meet. Above 0, to 1.</summary>
    public double LeastThirdLink { get; init; } = 0.05;

    /// <summary>s: the part of the score that depends on how much of the need is covered. Default 0.5. 0 to 1.</summary>
    public double CoverageShare { get; init; } = 0.5;

    /// <summary>δ: what each partner must add to the coverage by the other. Default 0.05; who adds less is offered as a pair. Above 0, to 1.</summary>
    public double LeastAdded { get; init; } = 0.05;

    /// <summary>In how many triads of one list a partner may be. Default 2. 1 to 10.</summary>
    public int MostPerPartner { get; init; } = 2;

    /// <summary>Triads of a list when the reader does not say. Default 5. 1 to <see cref="MaximumLimit"/>.</summary>
    public int DefaultLimit { get; init; } = 5;

    /// <summary>The most of a list. Default 20. 1 to 100.</summary>
    public int MaximumLimit { get; init; } = 20;

    /// <summary>Partners of each kind that the search asks for at first; it doubles them while the next could still matter. Default 32. 1 to 100,000.</summary>
    public int FirstPartners { get; init; } = 32;

    /// <summary>Where a government or business asks: how many CSOs, the best first, are looked at as bridges. Default 10, a page. 1 to 100.</summary>
    public int Bridges { get; init; } = 10;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            (nameof(BridgePower), BridgePower, double.Epsilon, 1), (nameof(ThirdLinkPower), ThirdLinkPower, 0, 1), (nameof(LeastThirdLink), LeastThirdLink, double.Epsilon, 1),
            (nameof(CoverageShare), CoverageShare, 0, 1), (nameof(LeastAdded), LeastAdded, double.Epsilon, 1), (nameof(MostPerPartner), MostPerPartner, 1, 10),
            (nameof(MaximumLimit), MaximumLimit, 1, 100), (nameof(DefaultLimit), DefaultLimit, 1, MaximumLimit), (nameof(FirstPartners), FirstPartners, 1, 100_000),
            (nameof(Bridges), Bridges, 1, 100),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => !(number.Value >= number.Least && number.Value <= number.Most)))
        {
            yield return FormattableString.Invariant($"{nameof(TriadOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}
