using CoEvolve.Api.Actors;
using CoEvolve.Api.Triads;
using CoEvolve.Matching.Recommendations.Coalitions;

namespace CoEvolve.Api.Coalitions;

/// <summary>The smallest sets of partners that cover a need. Also what <c>coevolve coalition --json</c> prints.</summary>
/// <param name="Items">The coalitions, by size, then by worth; empty where nobody offers anything of the need.</param>
/// <param name="Uncovered">What no coalition of the allowed size covers; the same for all of them.</param>
/// <param name="Exact">False where the search stopped at its bound: a smaller or better set may exist.</param>
/// <param name="AsOf">The day on which the network was viewed.</param>
internal sealed record CoalitionPage(IReadOnlyList<CoalitionItem> Items, IReadOnlyList<UncoveredItem> Uncovered, bool Exact, DateOnly AsOf)
{
    public static CoalitionPage Of(CoalitionList list) =>
        new([.. list.Items.Select(CoalitionItem.Of)], [.. list.Uncovered.Select(UncoveredItem.Of)], list.IsExact, list.AsOf);
}

/// <summary>A set of partners of which none can be left out.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Score">Mean of how well each partner suits, 0 to 1.</param>
/// <param name="Members">The partners, the best suited first.</param>
/// <param name="Reason">One sentence in the language of the answer.</param>
internal sealed record CoalitionItem(int Rank, double Score, IReadOnlyList<CoalitionMemberItem> Members, string Reason)
{
    public static CoalitionItem Of(Coalition coalition) =>
        new(coalition.Rank, coalition.Score.Value, [.. coalition.Members.Select(CoalitionMemberItem.Of)], coalition.Reason);
}

/// <summary>A partner and what it brings.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Score">How well it suits, 0 to 1.</param>
/// <param name="Provides">What of the need it offers.</param>
internal sealed record CoalitionMemberItem(ActorItem Partner, double Score, IReadOnlyList<ProvidedItem> Provides)
{
    public static CoalitionMemberItem Of(CoalitionMember member) =>
        new(ActorItem.Of(member.Actor), member.Score.Value, [.. member.Provides.Select(ProvidedItem.Of)]);
}

/// <summary>What a partner offers of one resource of the need.</summary>
/// <param name="Need">The resource that is needed.</param>
/// <param name="Offers">The kinds that it offers for it.</param>
/// <param name="Quantity">How much it offers; null where no quantity is needed.</param>
/// <param name="Unit">In what; null where no quantity is needed.</param>
internal sealed record ProvidedItem(ResourceItem Need, IReadOnlyList<ResourceItem> Offers, double? Quantity, string? Unit)
{
    public static ProvidedItem Of(ProvidedResource provided) =>
        new(ResourceItem.Of(provided.Need), [.. provided.Offers.Select(ResourceItem.Of)], provided.Quantity, provided.Unit);
}

/// <summary>A part of the need that stays open.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Quantity">How much is missing; null where no quantity was asked for.</param>
/// <param name="Unit">In what.</param>
/// <param name="WithoutQuantity">How many offer it without saying how much, or in another unit: they may be asked.</param>
internal sealed record UncoveredItem(ResourceItem Resource, double? Quantity, string? Unit, int WithoutQuantity)
{
    public static UncoveredItem Of(UncoveredResource open) => new(ResourceItem.Of(open.Resource), open.Quantity, open.Unit, open.WithoutQuantity);
}
