using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoEvolve.Cli.Checks;

/// <summary>What every case is expected to answer: the first rows as text, and of all of them a fingerprint each.</summary>
internal sealed class Expectation(SortedDictionary<string, Expectation.Answer> answers)
{
    /// <summary>Rows kept as text, for people: the whole answer of most queries. All rows as text would be megabytes.</summary>
    private const int KeptRows = 5;

    private const int FingerprintLength = 10;

    /// <summary>Differences that are told of one case: enough to see what is wrong.</summary>
    private const int ToldDifferences = 3;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The one that came with the program.</summary>
    public static Expectation Committed()
    {
        using var stream = typeof(Expectation).Assembly.GetManifestResourceStream("Checks/expectation.json")!;
        return new(JsonSerializer.Deserialize<SortedDictionary<string, Answer>>(stream, Format)!);
    }

    /// <exception cref="JsonException">The file is no expectation.</exception>
    public static Expectation Read(string file) => new(JsonSerializer.Deserialize<SortedDictionary<string, Answer>>(File.ReadAllText(file), Format)!);

    /// <summary>What was answered, as a new expectation.</summary>
    public static Expectation Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> answered)
    {
        var answers = new SortedDictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var (label, rows) in answered)
        {
            answers[label] = new(rows.Count, [.. rows.Take(KeptRows)], string.Concat(rows.Select(Fingerprint)));
        }

        return new(answers);
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(answers, Format) + "\n");

    /// <summary>How an answer differs from what is expected; empty where it does not.</summary>
    public IReadOnlyList<string> Differences(string label, IReadOnlyList<string> rows)
    {
        if (!answers.TryGetValue(label, out var expected))
        {
            return ["nothing is expected of it: write the expectation anew with --write"];
        }

        var wanted = expected.Fingerprints.Chunk(FingerprintLength).Select(part => new string(part)).ToList();
        var got = rows.Select(Fingerprint).ToList();
        if (wanted.SequenceEqual(got))
        {
            return [];
        }

        var (missing, unexpected) = (Without(wanted, got), Without(got, wanted));
        var told = missing.Take(ToldDifferences).Select(at => "missing: " + (at < expected.Rows.Count ? expected.Rows[at] : string.Create(CultureInfo.InvariantCulture, $"row {at + 1}")))
            .Concat(unexpected.Take(ToldDifferences).Select(at => "unexpected: " + rows[at])).ToList();
        if (told.Count == 0)
        {
            return ["the rows are right and come in another order"];
        }

        var untold = missing.Count + unexpected.Count - told.Count;
        return untold == 0 ? told : [.. told, string.Create(CultureInfo.InvariantCulture, $"and {untold} more rows")];
    }

    private static string Fingerprint(string row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row)))[..FingerprintLength];

    /// <summary>Places of those of <paramref name="all"/> that <paramref name="others"/> does not have as often.</summary>
    private static List<int> Without(List<string> all, List<string> others)
    {
        var left = others.CountBy(print => print).ToDictionary(StringComparer.Ordinal);
        var places = new List<int>();
        for (var i = 0; i < all.Count; i++)
        {
            if (left.GetValueOrDefault(all[i]) is > 0 and var count)
            {
                left[all[i]] = count - 1;
            }
            else
            {
                places.Add(i);
            }
        }

        return places;
    }

    /// <param name="Count">How many rows.</param>
    /// <param name="Rows">The first of them.</param>
    /// <param name="Fingerprints">Of all of them, one after the other.</param>
    internal sealed record Answer(int Count, IReadOnlyList<string> Rows, string Fingerprints);
}
