using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoEvolve.Matching.Ranking.Registry;

/// <summary>
/// Every model that was trained, in a folder of its own below one folder, and which of them serves.
/// <code>
/// models/20251231-3f1c09ab/trained.json   what training gave: trees, weights, calibration
///                          model.json     data span, options, metrics, held-out period, spreads
///                          SHA256SUMS     of both, as sha256sum -c takes it
/// models/serving.json                     ids in the order in which they were promoted; the last one serves
/// models/lock                             held while serving.json changes
/// </code>
/// </summary>
/// <remarks>
/// Safe against kill -9 and a second process: a model is written into a folder whose name begins with a dot, forced to the disk, and then renamed; serving.json is replaced
/// by one rename. What a crash leaves behind begins with a dot and is never read. A file that does not have its checksum is refused, never used.
/// </remarks>
public sealed class ModelRegistry
{
    private const string Trained = "trained.json";
    private const string Record = "model.json";
    private const string Sums = "SHA256SUMS";
    private const string ServingFile = "serving.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _folder;

    /// <summary>The registry in a folder, which need not be there yet.</summary>
    public ModelRegistry(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>The model that serves; null for the prior.</summary>
    /// <exception cref="InvalidDataException">The list of promotions cannot be read.</exception>
    public string? Serving => Promotions() is [.., var last] ? last : null;

    /// <summary>Ids of all models, in their order.</summary>
    public IReadOnlyList<string> Ids() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateDirectories(_folder).Select(path => Path.GetFileName(path)!).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>Adds a model. Adding the same one again changes nothing.</summary>
    public RegisteredModel Add(string trained, ModelRecord record)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(record);
        var json = JsonSerializer.Serialize(record, Json);
        var (trainedSum, recordSum) = (Sum(trained), Sum(json));
        var id = string.Create(CultureInfo.InvariantCulture, $"{record.Until.AddDays(-1):yyyyMMdd}-{Sum(trainedSum + recordSum)[..8]}");
        var final = Path.Combine(_folder, id);
        if (!Directory.Exists(final))
        {
            var draft = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $".{id}-{Environment.ProcessId}"));
            Directory.CreateDirectory(draft);
            WriteThrough(Path.Combine(draft, Trained), trained);
            WriteThrough(Path.Combine(draft, Record), json);
            WriteThrough(Path.Combine(draft, Sums), $"{trainedSum}  {Trained}\n{recordSum}  {Record}\n");
            Directory.Move(draft, final);
        }

        return new(id, record);
    }

    /// <summary>A model with what training gave, its checksums verified.</summary>
    /// <exception cref="InvalidDataException">There is no such model, or a file of it is not what was written.</exception>
    public (RegisteredModel Model, string Trained) Load(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Ids().Contains(id, StringComparer.Ordinal))
        {
            throw new InvalidDataException($"There is no model '{id}' in {_folder}.");
        }

        var folder = Path.Combine(_folder, id);
        var sums = ReadSums(folder, id);
        var (trained, json) = (Verified(folder, Trained, sums, id), Verified(folder, Record, sums, id));
        try
        {
            return (new(id, JsonSerializer.Deserialize<ModelRecord>(json, Json) ?? throw new JsonException("it is null")), trained);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"The model '{id}' cannot be read: {Record}: {failure.Message}", failure);
        }
    }

    /// <summary>Lets a model serve if it is no worse than what serves now and than the prior; says what was found either way.</summary>
    /// <exception cref="InvalidDataException">There is no such model, or it is broken.</exception>
    public Verdict Promote(string id, PromotionOptions? options = null)
    {
        var (model, _) = Load(id);
        using var held = Hold();
        if (Serving == id)
        {
            return new(Promoted: false, VerdictReason.AlreadyServing, []);
        }

        var verdict = PromotionGate.Judge(model.Record.HeldOut, Serving, options ?? new());
        if (verdict.Promoted)
        {
            Write([.. Promotions(), id]);
        }

        return verdict;
    }

    /// <summary>Takes the last promotion back.</summary>
    /// <returns>What served and what serves now; null stands for the prior. Null where only the prior ever served.</returns>
    /// <exception cref="InvalidDataException">The model before it is broken; what serves stays as it is.</exception>
    public (string From, string? To)? RollBack()
    {
        using var held = Hold();
        if (Promotions() is not [.. var before, var last])
        {
            return null;
        }

        if (before is [.., var to])
        {
            Load(to);
        }

        Write(before);
        return (last, before is [.., var now] ? now : null);
    }

    private string[] Promotions()
    {
        var path = Path.Combine(_folder, ServingFile);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{path}' does not list promotions: {failure.Message}", failure);
        }
    }

    private void Write(string[] promotions)
    {
        var path = Path.Combine(_folder, ServingFile);
        var draft = Path.Combine(_folder, "." + ServingFile);
        WriteThrough(draft, JsonSerializer.Serialize(promotions));
        File.Move(draft, path, overwrite: true);
    }

    private FileStream Hold()
    {
        Directory.CreateDirectory(_folder);
        try
        {
            // The operating system lets go of it when the process ends, however it ends.
            return new(Path.Combine(_folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new IOException($"Another process is changing which model serves in {_folder}; try again when it is done.", failure);
        }
    }

    private static Dictionary<string, string> ReadSums(string folder, string id)
    {
        var path = Path.Combine(folder, Sums);
        return !File.Exists(path)
            ? throw new InvalidDataException($"The model '{id}' has no {Sums}: its files cannot be trusted.")
            : File.ReadLines(path).Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
    }

    private static string Verified(string folder, string file, Dictionary<string, string> sums, string id)
    {
        var path = Path.Combine(folder, file);
        var text = File.Exists(path) ? File.ReadAllText(path) : throw new InvalidDataException($"The model '{id}' has lost its {file}.");
        return sums.GetValueOrDefault(file) == Sum(text)
            ? text
            : throw new InvalidDataException($"The model '{id}' is damaged: {file} does not have the checksum that was written with it.");
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void WriteThrough(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
