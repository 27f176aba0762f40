using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network.Projection;

/// <summary>Reads projections out of a graph by named queries.</summary>
internal static class ProjectionReader
{
    private const string Folder = "Network/Projection/Queries/";

    /// <summary>The network as of a day.</summary>
    public static async Task<NetworkProjection> ReadAsync(IGraph graph, DateOnly asOf, ProjectionOptions options, CancellationToken cancellationToken)
    {
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        var day = new Parameters { ["asOf"] = Value.Of(asOf), ["consentWhereUnknown"] = Value.Of(options.ConsentWhereUnknown) };
        var localities = await transaction.ReadNamedAsync(Folder + "localities", day, ReadLocality, cancellationToken);
        var actors = await transaction.ReadNamedAsync(Folder + "actors", day, ReadActor, cancellationToken);
        var span = Span(null, asOf.AddDays(1), options);
        var partnerships = await transaction.ReadNamedAsync(Folder + "partnerships", span, ReadPartnership, cancellationToken);
        var answers = await transaction.ReadNamedAsync(Folder + "answers", day, ReadAnswer, cancellationToken);
        return new(asOf, options, localities, actors, partnerships, answers);
    }

    /// <summary>The partnerships that began from one day on and before another, of the sizes that count, in the ordinal order of their ids.</summary>
    public static async Task<IReadOnlyList<ProjectedPartnership>> ReadPartnershipsAsync(
        IGraph graph, DateOnly from, DateOnly before, ProjectionOptions options, CancellationToken cancellationToken)
    {
        var found = await graph.ReadNamedAsync(Folder + "partnerships", Span(from, before, options), ReadPartnership, cancellationToken);
        return [.. found.Where(partnership => partnership.Start is not null && options.Admits(partnership)).OrderBy(partnership => partnership.Id, StringComparer.Ordinal)];
    }

    /// <summary>The actors that came after one day and before another, in the ordinal order of their ids.</summary>
    public static async Task<IReadOnlyList<ProjectedActor>> ReadArrivalsAsync(
        IGraph graph, DateOnly asOf, DateOnly until, ProjectionOptions options, CancellationToken cancellationToken)
    {
        var parameters = new Parameters
        {
            ["asOf"] = Value.Of(asOf),
            ["until"] = Value.Of(until),
            ["consentWhereUnknown"] = Value.Of(options.ConsentWhereUnknown),
        };
        var found = await graph.ReadNamedAsync(Folder + "arrivals", parameters, ReadActor, cancellationToken);
        return [.. found.OrderBy(actor => actor.Id.Value, StringComparer.Ordinal)];
    }

    private static Parameters Span(DateOnly? from, DateOnly before, ProjectionOptions options) => new()
    {
        ["from"] = Value.Of(from),
        ["before"] = Value.Of(before),
        ["undated"] = Value.Of(options.Undated),
    };

    private static ProjectedLocality ReadLocality(ReadOnlySpan<Value> row) => new(
        new(row[0].AsString()),
        Codes.ParseTier(row[1].AsString()),
        row[4].AsStrings() is [var parent, ..] ? new LocalityCode(parent) : null,
        row[2].AsDoubleOrNull(),
        row[3].AsDoubleOrNull(),
        [.. Ordered(row[5]).Select(code => new LocalityCode(code))])
    {
        Population = row[6].AsDoubleOrNull(),
    };

    private static ProjectedAnswer ReadAnswer(ReadOnlySpan<Value> row) => new(new(row[0].AsString()), new(row[1].AsString()), row[2].AsBoolean(), row[3].AsDateOrNull());

    private static ProjectedActor ReadActor(ReadOnlySpan<Value> row) => new()
    {
        Id = new(row[0].AsString()),
        Kind = Codes.ParseKind(row[1].AsString()),
        Capacity = row[2].AsDoubleOrNull(),
        Seat = row[3].AsStrings() is [var seat, ..] ? new LocalityCode(seat) : null,
        Serves = [.. Ordered(row[4]).Select(code => new LocalityCode(code))],
        Sectors = [.. Ordered(row[5]).Select(code => new SectorCode(code))],
        Offers = ReadResources(row[6]),
        Needs = ReadResources(row[7]),
        Accepted = row[8].AsInteger(),
        Declined = row[9].AsInteger(),
        Description = row[10].AsStringOrNull(),
    };

    private static ProjectedPartnership ReadPartnership(ReadOnlySpan<Value> row) => new(
        row[0].AsString(),
        row[1].AsDateOrNull(),
        row[2].AsDateOrNull(),
        [.. Ordered(row[3]).Select(id => new ActorId(id))],
        [.. Ordered(row[4]).Select(code => new SectorCode(code))]);

    private static IEnumerable<string> Ordered(Value list) => list.AsStrings().Distinct().Order(StringComparer.Ordinal);

    private static ProjectedResource[] ReadResources(Value list) =>
    [
        .. list.AsList()
            .Select(item => item.AsList())
            .Select(item => new ProjectedResource(
                new(item[0].AsString()),
                item[1].AsStringOrNull() is { } locality ? new LocalityCode(locality) : null,
                item[2].AsDoubleOrNull(),
                item[3].AsStringOrNull(),
                item[4].AsDateOrNull()))
            .Distinct()
            .OrderBy(item => item.Resource.Value, StringComparer.Ordinal)
            .ThenBy(item => item.Locality?.Value, StringComparer.Ordinal)
            .ThenBy(item => item.Unit, StringComparer.Ordinal)
            .ThenBy(item => item.Quantity)
            .ThenBy(item => item.Until),
    ];
}
