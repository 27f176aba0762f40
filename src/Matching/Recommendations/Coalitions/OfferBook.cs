using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>One offer as the graph has it.</summary>
internal sealed record OfferRow(ActorId Actor, ResourceCode Resource, double? Quantity, string? Unit, LocalityCode? Locality);

/// <summary>
/// What each actor can supply of a need. An offer counts for one resource of the need only, the one that it meets best, so that nothing is
/// promised twice; it counts where it holds, in the unit asked for, and with its quantity where one is asked for.
/// </summary>
internal sealed class OfferBook
{
    private readonly CoalitionNeed _need;
    private readonly Dictionary<ActorId, double[]> _amounts = [];
    private readonly Dictionary<(ActorId Actor, int Resource), SortedSet<string>> _kinds = [];
    private readonly HashSet<ActorId>[] _vague;

    public OfferBook(CoalitionNeed need, IEnumerable<OfferRow> offers, NetworkProfile network, double leastFit)
    {
        _need = need;
        _vague = [.. need.Resources.Select(_ => new HashSet<ActorId>())];
        foreach (var offer in offers.Where(offer => offer.Locality is not { } locality || network.Localities.Touch(need.Locality, locality)))
        {
            var best = Enumerable.Range(0, need.Resources.Count).MaxBy(resource => network.Resources.Meets(need.Resources[resource].Resource, offer.Resource));
            if (network.Resources.Meets(need.Resources[best].Resource, offer.Resource) >= leastFit)
            {
                Add(offer, best);
            }
        }
    }

    /// <summary>Who can supply something, in the order of ids.</summary>
    public IEnumerable<ActorId> Actors => _amounts.Keys.OrderBy(id => id.Value, StringComparer.Ordinal);

    /// <summary>What an actor can supply, by resource of the need.</summary>
    public double[] AmountsOf(ActorId actor) => _amounts[actor];

    /// <summary>The kinds that an actor offers for a resource of the need.</summary>
    public IEnumerable<ResourceCode> KindsOf(ActorId actor, int resource) =>
        _kinds.TryGetValue((actor, resource), out var kinds) ? kinds.Select(code => new ResourceCode(code)) : [];

    /// <summary>How many offer a resource without saying how much, or in another unit.</summary>
    public int WithoutQuantity(int resource) => _vague[resource].Count;

    private void Add(OfferRow offer, int resource)
    {
        var asked = _need.Resources[resource];
        if (asked.Quantity is not null && (offer.Quantity is null || !string.Equals(asked.Unit?.Trim(), offer.Unit?.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            _vague[resource].Add(offer.Actor);
            return;
        }

        if (!_amounts.TryGetValue(offer.Actor, out var amounts))
        {
            _amounts[offer.Actor] = amounts = new double[_need.Resources.Count];
        }

        amounts[resource] = asked.Quantity is null ? 1 : amounts[resource] + offer.Quantity!.Value;
        if (!_kinds.TryGetValue((offer.Actor, resource), out var kinds))
        {
            _kinds[(offer.Actor, resource)] = kinds = new(StringComparer.Ordinal);
        }

        kinds.Add(offer.Resource.Value);
    }
}
