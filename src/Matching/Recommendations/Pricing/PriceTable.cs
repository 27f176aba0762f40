using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>The prices of a run by actor: an actor that is not in it costs 1. Immutable.</summary>
public sealed class PriceTable
{
    private readonly Dictionary<ActorId, double> _prices;

    /// <summary>A table of prices, each above 0 and not above 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A price is out of its range.</exception>
    public PriceTable(IEnumerable<KeyValuePair<ActorId, double>> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _prices = new(prices.Where(entry => entry.Value is > 0 and <= 1
            ? entry.Value < 1
            : throw new ArgumentOutOfRangeException(nameof(prices), entry.Value, $"The price of {entry.Key} is not above 0 and up to 1.")));
    }

    /// <summary>Everybody costs 1.</summary>
    public static PriceTable None { get; } = new([]);

    /// <summary>How many actors cost less than 1.</summary>
    public int Count => _prices.Count;

    /// <summary>Names the prices: tables with the same prices have the same one, and it is empty where everybody costs 1.</summary>
    public string Fingerprint => Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', _prices.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Value} {entry.Value:R}"))))))[..16];

    /// <summary>Those that cost less than 1.</summary>
    internal IEnumerable<KeyValuePair<ActorId, double>> Entries => _prices;

    /// <summary>The price of an actor.</summary>
    public double this[ActorId actor] => _prices.GetValueOrDefault(actor, 1);
}
