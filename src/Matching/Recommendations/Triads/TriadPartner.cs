namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>A government or a business as a possible third of a triad.</summary>
/// <param name="Number">Its number among those of its kind; breaks ties.</param>
/// <param name="Link">r: the worth of its pair with the CSO, 0 to 1.</param>
/// <param name="Price">λ, above 0 to 1.</param>
/// <param name="Fits">m: how well it meets each need of the CSO, 0 to 1, in the order of the weights.</param>
public sealed record TriadPartner(int Number, double Link, double Price, IReadOnlyList<double> Fits);

/// <summary>A triad that was found.</summary>
/// <param name="Government">Number of the government.</param>
/// <param name="Business">Number of the business.</param>
/// <param name="Score">T.</param>
/// <param name="Coverage">Cov, 0 to 1.</param>
public readonly record struct FoundTriad(int Government, int Business, double Score, double Coverage);

/// <summary>The partners of one kind, the best (r^a·λ, equals by number) first.</summary>
/// <param name="count">How many are asked for.</param>
/// <returns>As many, or all that there are.</returns>
public delegate IReadOnlyList<TriadPartner> BestPartners(int count);
