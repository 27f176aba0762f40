using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>A need that a coalition is to cover.</summary>
public sealed record CoalitionNeed
{
    /// <summary>Who asks; null for nobody in particular. Its refusals are honoured, and it is no partner of itself.</summary>
    public ActorId? Actor { get; init; }

    /// <summary>Where it is needed.</summary>
    public required LocalityCode Locality { get; init; }

    /// <summary>The last day on which it is of use; null for any.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>What is needed: at least one, none twice.</summary>
    public required IReadOnlyList<NeededResource> Resources { get; init; }

    /// <summary>Partners at most; null for <see cref="CoalitionOptions.MostPartners"/>.</summary>
    public int? MostPartners { get; init; }

    /// <summary>Coalitions at most; null for <see cref="CoalitionOptions.DefaultAlternatives"/>.</summary>
    public int? Alternatives { get; init; }

    /// <summary>Language of names and reasons.</summary>
    public Language Language { get; init; }
}

/// <summary>One resource of a need.</summary>
/// <param name="Resource">Its kind.</param>
/// <param name="Quantity">How much, above 0; null where any offer will do.</param>
/// <param name="Unit">In what; offers in another unit do not count.</param>
public sealed record NeededResource(ResourceCode Resource, double? Quantity = null, string? Unit = null);

/// <summary>What is wrong with a need, and where.</summary>
/// <param name="Place">A JSON pointer (RFC 6901) into the need, such as <c>/resources/0/quantity</c>.</param>
/// <param name="Reason">What is wrong, and how to mend it.</param>
public sealed record NeedFault(string Place, string Reason);

/// <summary>The coalitions for a need, or what is wrong with it.</summary>
/// <param name="Faults">Empty for a need that could be looked at.</param>
/// <param name="Answer">Null where there are faults.</param>
public sealed record CoalitionAnswer(IReadOnlyList<NeedFault> Faults, CoalitionList? Answer);

/// <summary>The smallest sets of partners that cover a need.</summary>
/// <param name="AsOf">The day on which the network was viewed.</param>
/// <param name="IsExact">False where the search stopped at its bound: smaller or better sets may exist.</param>
/// <param name="Items">By size, then by worth.</param>
/// <param name="Uncovered">What no coalition of the allowed size covers; the same for all of them.</param>
public sealed record CoalitionList(DateOnly AsOf, bool IsExact, IReadOnlyList<Coalition> Items, IReadOnlyList<UncoveredResource> Uncovered);

/// <summary>A set of partners.</summary>
/// <param name="Rank">Position, from 1.</param>
/// <param name="Score">Mean of how likely each would suit, 0 to 1.</param>
/// <param name="Members">The partners.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Coalition(int Rank, Probability Score, IReadOnlyList<CoalitionMember> Members, string Reason);

/// <summary>A partner and what it brings.</summary>
/// <param name="Actor">The partner.</param>
/// <param name="Score">How likely it suits whoever asks.</param>
/// <param name="Provides">What of the need it covers.</param>
public sealed record CoalitionMember(ActorName Actor, Probability Score, IReadOnlyList<ProvidedResource> Provides);

/// <summary>A part of a need that a partner covers.</summary>
/// <param name="Need">The resource that is needed.</param>
/// <param name="Offers">The kinds that it offers for it.</param>
/// <param name="Quantity">How much it offers; null where no quantity is needed.</param>
/// <param name="Unit">In what.</param>
public sealed record ProvidedResource(Triads.ResourceLabel Need, IReadOnlyList<Triads.ResourceLabel> Offers, double? Quantity, string? Unit);

/// <summary>A part of a need that stays open.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Quantity">How much is missing; null where no quantity was asked.</param>
/// <param name="Unit">In what.</param>
/// <param name="WithoutQuantity">How many others offer it without saying how much, or in another unit: ask them.</param>
public sealed record UncoveredResource(Triads.ResourceLabel Resource, double? Quantity, string? Unit, int WithoutQuantity);
