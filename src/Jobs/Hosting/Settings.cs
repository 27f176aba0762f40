using System.Text.Json;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Jobs.Training;
using CoEvolve.Ledger;

namespace CoEvolve.Jobs.Hosting;

/// <summary>What an operator can set, in <c>settings.json</c> of the data folder; everything has a default that needs no set-up.</summary>
public sealed record Settings
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The ledger. Its connection can also come from the environment variable <c>COEVOLVE_LEDGER</c>, which wins: it holds a password.</summary>
    public LedgerOptions? Ledger { get; init; }

    /// <summary>The Neo4j that holds the network; null where the data folder does. The environment variables <c>COEVOLVE_GRAPH</c> (the address), <c>COEVOLVE_GRAPH_USER</c>,
    /// <c>COEVOLVE_GRAPH_PASSWORD</c>, <c>COEVOLVE_GRAPH_TOKEN</c> and <c>COEVOLVE_GRAPH_DATABASE</c> win over the file.</summary>
    public GraphSettings? Graph { get; init; }

    /// <summary>The mail server; null for a folder of .eml files. The environment variable <c>COEVOLVE_SMTP_PASSWORD</c> wins over the password here.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>The digests.</summary>
    public DigestOptions Digests { get; init; } = new();

    /// <summary>The nights.</summary>
    public RescoringOptions Rescoring { get; init; } = new();

    /// <summary>The weekly training.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The timetable; null for <see cref="Schedule.Defaults"/>.</summary>
    public IReadOnlyList<Schedule>? Schedules { get; init; }

    /// <summary>Days for which ended offers and needs stay. Default 400. 1 to 3,650.</summary>
    public int KeptOfferDays { get; init; } = 400;

    /// <summary>Backups that are kept. Default 7. 1 to 365.</summary>
    public int KeptBackups { get; init; } = 7;

    /// <summary>Reads the settings of a data folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <exception cref="InvalidDataException">The file cannot be read; the message says where and why.</exception>
    public static Settings Read(string folder, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var path = Path.Combine(folder, "settings.json");
        try
        {
            var read = File.Exists(path) ? JsonSerializer.Deserialize<Settings>(File.ReadAllText(path), Format) ?? new() : new();
            var ledger = read.Ledger ?? new LedgerOptions { Connection = Path.Combine(folder, "ledger.db") };
            return read with
            {
                Ledger = environment("COEVOLVE_LEDGER") is { Length: > 0 } connection ? ledger with { Connection = connection } : ledger,
                Graph = (read.Graph ?? new()).With(environment),
                Smtp = read.Smtp is { } smtp && environment("COEVOLVE_SMTP_PASSWORD") is { Length: > 0 } password ? smtp with { Password = password } : read.Smtp,
            };
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path} cannot be read as settings: {failure.Message}", failure);
        }
    }
}
