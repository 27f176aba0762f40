using CoEvolve.Matching.Features;

namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>Says what is wrong with a need before anything is searched.</summary>
internal static class NeedCheck
{
    private const int LongestUnit = 40;

    public static IEnumerable<NeedFault> Faults(CoalitionNeed need, NetworkProfile network, CoalitionOptions options)
    {
        if (network.Localities.Find(need.Locality) is null)
        {
            yield return new("/locality", $"There is no locality '{need.Locality}' on {network.AsOf:yyyy-MM-dd}; take a code from GET /api/v1/localities.");
        }

        if (need.Deadline < network.AsOf)
        {
            yield return new("/deadline", $"The deadline {need.Deadline:yyyy-MM-dd} is over on {network.AsOf:yyyy-MM-dd}; name that day or a later one, or leave it out.");
        }

        if (need.MostPartners is < 1 or > 12)
        {
            yield return new("/mostPartners", $"A coalition has 1 to 12 partners, not {need.MostPartners}.");
        }

        if (need.Alternatives is < 1 or > 10)
        {
            yield return new("/alternatives", $"There are 1 to 10 alternatives, not {need.Alternatives}.");
        }

        if (need.Resources.Count == 0 || need.Resources.Count > options.MostResources)
        {
            yield return new("/resources", $"A need names 1 to {options.MostResources} resources, not {need.Resources.Count}.");
        }

        foreach (var fault in need.Resources.Take(options.MostResources).SelectMany((resource, index) => Faults(need, resource, index, network)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<NeedFault> Faults(CoalitionNeed need, NeededResource resource, int index, NetworkProfile network)
    {
        var place = FormattableString.Invariant($"/resources/{index}");
        if (!network.Resources.Knows(resource.Resource))
        {
            yield return new($"{place}/resource", $"There is no resource '{resource.Resource}'; take a code from GET /api/v1/resources.");
        }

        if (need.Resources.Take(index).Any(other => other.Resource == resource.Resource))
        {
            yield return new($"{place}/resource", $"The resource '{resource.Resource}' is named twice; add the quantities up.");
        }

        if (resource.Quantity is not (null or (> 0 and < double.PositiveInfinity)))
        {
            yield return new($"{place}/quantity", FormattableString.Invariant($"The quantity is {resource.Quantity}, but it is above 0; leave it out where any offer will do."));
        }

        if (resource.Quantity is not null && string.IsNullOrWhiteSpace(resource.Unit))
        {
            yield return new($"{place}/unit", "The quantity has no unit; say what is counted, such as IDR, hour or person.");
        }

        if (resource.Unit?.Length > LongestUnit)
        {
            yield return new($"{place}/unit", $"A unit has at most {LongestUnit} characters.");
        }
    }
}
