using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>Finds actors by what is public of them. Those without consent are never found. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
public sealed class ActorDirectory(IGraph graph, TimeProvider time)
{
    private const int MaximumLimit = 200;

    private readonly Vocabulary _vocabulary = new(graph);

    /// <summary>The actors that exist on the day and meet all conditions, a page ordered by id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 200.</exception>
    public async Task<ActorPage> SearchAsync(ActorSearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfLessThan(search.Limit, 1, nameof(search));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(search.Limit, MaximumLimit, nameof(search));
        var asOf = search.AsOf ?? ProgrammeDay.Today(time);
        var parameters = new Parameters
        {
            ["asOf"] = Value.Of(asOf),
            ["after"] = Value.Of(search.After?.Value),
            ["kind"] = Value.Of(search.Kind?.Code()),
            ["name"] = Value.Of(search.Name),
            ["locality"] = Value.Of(search.Locality?.Value),
            ["sector"] = Value.Of(search.Sector?.Value),
            ["limit"] = Value.Of(search.Limit + 1L),
        };
        var rows = await graph.ReadNamedAsync("Network/Directories/Queries/search-actors", parameters, ReadName, cancellationToken);

        // One row more than the page tells whether there is a next one.
        return rows.Count <= search.Limit
            ? new(rows, asOf, null)
            : new(rows[..search.Limit], asOf, rows[search.Limit - 1].Id);
    }

    /// <summary>One actor, also an ended one; null where the network has none of this id, or it has not consented.</summary>
    public async Task<ActorProfile?> FindAsync(ActorId id, Language language = Language.Indonesian, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        var parameters = new Parameters { ["id"] = Value.Of(id.Value), ["asOf"] = Value.Of(asOf ?? ProgrammeDay.Today(time)) };
        var sectors = await _vocabulary.SectorsAsync(language, cancellationToken);
        var resources = await _vocabulary.ResourcesAsync(language, cancellationToken);
        var found = await graph.ReadNamedAsync(
            "Network/Directories/Queries/actor",
            parameters,
            row => ReadProfile(row, sectors, resources.ToDictionary(resource => resource.Code, resource => resource.Name)),
            cancellationToken);
        return found is [var profile] ? profile : null;
    }

    private static ActorName ReadName(ReadOnlySpan<Value> row) => new(
        new(row[0].AsString()),
        row[1].AsString(),
        Codes.ParseKind(row[2].AsString()),
        row[4].IsNull ? null : ReadLocality(row[4]),
        row[3].AsBoolean());

    private static LocalityName ReadLocality(Value value)
    {
        var list = value.AsList();
        return new(new(list[0].AsString()), list[1].AsString(), Codes.ParseTier(list[2].AsString()));
    }

    private static ActorProfile ReadProfile(ReadOnlySpan<Value> row, IReadOnlyList<SectorName> sectors, Dictionary<ResourceCode, string> resources)
    {
        var worksIn = row[13].AsStrings().ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Actor = ReadName(row),
            Subkind = row[5].AsStringOrNull(),
            Description = row[6].AsStringOrNull(),
            Leaders = (int?)row[7].AsIntegerOrNull(),
            WomenLeaders = (int?)row[8].AsIntegerOrNull(),
            YoungLeaders = (int?)row[9].AsIntegerOrNull(),
            ValidFrom = row[10].AsDateOrNull(),
            ValidTo = row[11].AsDateOrNull(),
            Serves = [.. row[12].AsList().Select(ReadLocality).OrderBy(locality => locality.Code.Value, StringComparer.Ordinal)],
            Sectors = [.. sectors.Where(sector => worksIn.Contains(sector.Code.Value))],
            Offers =
            [
                .. row[14].AsList().Select(item => ReadOffer(item.AsList(), resources))
                    .OrderBy(offer => offer.Code.Value, StringComparer.Ordinal)
                    .ThenBy(offer => offer.Locality?.Value, StringComparer.Ordinal)
                    .ThenBy(offer => offer.Note, StringComparer.Ordinal),
            ],
        };
    }

    private static OfferedResource ReadOffer(ListValue offer, Dictionary<ResourceCode, string> resources)
    {
        var code = new ResourceCode(offer[0].AsString());
        return new(
            code,
            resources.GetValueOrDefault(code, code.Value),
            offer[1].AsDoubleOrNull(),
            offer[2].AsStringOrNull(),
            offer[3].AsStringOrNull() is { } locality ? new LocalityCode(locality) : null,
            offer[4].AsStringOrNull());
    }
}
