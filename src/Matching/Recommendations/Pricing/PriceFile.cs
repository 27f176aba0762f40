using System.Text.Json;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>
/// The prices of the last run in a file, <c>{"id": price}</c>, so that they outlive a restart and reach other processes. It is replaced by one rename, and read again when its time has
/// changed. Safe to use from several threads.
/// </summary>
internal sealed class PriceFile(string path)
{
    private readonly Lock _gate = new();
    private (DateTime Time, PriceTable Prices) _kept = (default, PriceTable.None);

    /// <summary>The prices in it; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">It holds no prices.</exception>
    public PriceTable Read()
    {
        var time = File.GetLastWriteTimeUtc(path);
        lock (_gate)
        {
            if (time != _kept.Time)
            {
                _kept = (time, File.Exists(path) ? Parse(File.ReadAllText(path)) : PriceTable.None);
            }

            return _kept.Prices;
        }
    }

    /// <summary>Replaces the prices.</summary>
    public void Write(PriceTable prices)
    {
        var draft = path + ".draft";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, prices.Entries.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal).ToDictionary(entry => entry.Key.Value, entry => entry.Value));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private PriceTable Parse(string text)
    {
        try
        {
            return new((JsonSerializer.Deserialize<Dictionary<string, double>>(text) ?? []).Select(entry => KeyValuePair.Create(new ActorId(entry.Key), entry.Value)));
        }
        catch (Exception failure) when (failure is JsonException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"'{path}' holds no prices: {failure.Message} Delete it, and the next run of prices writes it anew.", failure);
        }
    }
}
