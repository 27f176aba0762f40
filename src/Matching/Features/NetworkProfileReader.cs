using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>
/// Reads the <see cref="NetworkProfile"/> of a day and keeps the last one for a while: it takes a pass over all actors, and the means
/// of a sector move slowly. Facts about single actors are never taken from it. Safe to use from several threads.
/// </summary>
internal sealed class NetworkProfileReader(FeatureOptions options, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _gate = new();
    private NetworkProfile? _kept;
    private long _keptSince;

    public async Task<NetworkProfile> ReadAsync(IGraphTransaction transaction, DateOnly asOf, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_kept is { } kept && kept.AsOf == asOf && time.GetElapsedTime(_keptSince) < lifetime)
            {
                return kept;
            }
        }

        var started = time.GetTimestamp();
        var profile = await ReadAfreshAsync(transaction, asOf, cancellationToken);
        lock (_gate)
        {
            (_kept, _keptSince) = (profile, started);
        }

        return profile;
    }

    private async Task<NetworkProfile> ReadAfreshAsync(IGraphTransaction transaction, DateOnly asOf, CancellationToken cancellationToken)
    {
        var day = new Parameters { ["asOf"] = Value.Of(asOf) };
        var localities = await transaction.ReadNamedAsync("Features/Queries/localities", day, ReadLocality, cancellationToken);
        var resources = await transaction.ReadNamedAsync("Features/Queries/resources", [], ReadEntry, cancellationToken);
        var sectors = await transaction.ReadNamedAsync("Features/Queries/sectors", [], ReadEntry, cancellationToken);
        var rows = await transaction.ReadNamedAsync("Features/Queries/profiles", day, ReadRow, cancellationToken);
        return new(asOf, new(localities), resources, sectors, rows, options);
    }

    private static LocalityNode ReadLocality(ReadOnlySpan<Value> row) => new(
        new(new(row[0].AsString()), row[1].AsString(), Codes.ParseTier(row[2].AsString())),
        row[5].AsStrings() is [var parent, ..] ? new LocalityCode(parent) : null,
        row[3].IsNull || row[4].IsNull ? null : new GeoPoint(row[3].AsDouble(), row[4].AsDouble()),
        row[6].AsStrings().Select(code => new LocalityCode(code)).ToHashSet())
    {
        Population = row[7].AsDoubleOrNull(),
    };

    internal static VocabularyEntry ReadEntry(ReadOnlySpan<Value> row)
    {
        var code = row[0].AsString();
        var indonesian = row[1].AsStringOrNull() ?? code;
        return new(code, new(indonesian, row[2].AsStringOrNull() ?? indonesian), row[3].AsStrings() is [var parent, ..] ? parent : null);
    }

    private static ProfileRow ReadRow(ReadOnlySpan<Value> row) => new(
        Codes.ParseKind(row[0].AsString()),
        [.. row[1].AsStrings().Select(code => new SectorCode(code))],
        [.. row[2].AsStrings().Select(code => new ResourceCode(code))],
        [.. row[3].AsStrings().Select(code => new ResourceCode(code))]);
}
