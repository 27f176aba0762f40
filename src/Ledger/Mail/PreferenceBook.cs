using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Mail;

/// <summary>How often an actor wants a digest. Kept as text: values are added, never renamed.</summary>
public enum DigestFrequency
{
    /// <summary>Every week with news.</summary>
    Weekly = 0,

    /// <summary>At most every second week.</summary>
    Fortnightly = 1,

    /// <summary>At most every fourth week.</summary>
    Monthly = 2,

    /// <summary>Never.</summary>
    Never = 3,
}

/// <summary>How an actor wants to be written to.</summary>
public sealed record Preference
{
    /// <summary>How often. Default weekly.</summary>
    public DigestFrequency Frequency { get; init; }

    /// <summary>In which language; null for the one that the network states.</summary>
    public Language? Language { get; init; }

    /// <summary>Kinds of partners to show; null for all.</summary>
    public IReadOnlySet<ActorKind>? Kinds { get; init; }

    /// <summary>The first day on which a digest may come again; null where there is no pause.</summary>
    public DateOnly? PausedUntil { get; init; }
}

/// <summary>How actors want to be written to; whoever has said nothing gets the defaults.</summary>
public sealed class PreferenceBook
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal PreferenceBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>The preferences of an actor.</summary>
    public async Task<Preference> OfAsync(ActorId actor, CancellationToken cancellationToken = default)
    {
        var rows = await _database.QueryAsync<Row>(
            "SELECT frequency AS Frequency, language AS Language, kinds AS Kinds, paused_until AS PausedUntil FROM preference WHERE actor = @Value", actor, cancellationToken);
        return rows is [var row] ? row.ToPreference() : new();
    }

    /// <summary>The preferences of some actors; whoever has said nothing is left out.</summary>
    public async Task<IReadOnlyDictionary<ActorId, Preference>> OfAllAsync(IReadOnlyCollection<ActorId> actors, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<Row>(
            $"""
            SELECT actor AS Actor, frequency AS Frequency, language AS Language, kinds AS Kinds, paused_until AS PausedUntil FROM preference
            WHERE {_database.OneOf("actor", "ids")}
            """,
            new { ids = actors.Select(actor => actor.Value).ToArray() },
            cancellationToken)).ToDictionary(row => new ActorId(row.Actor), row => row.ToPreference());

    /// <summary>Keeps what an actor prefers from now on.</summary>
    public Task SetAsync(ActorId actor, Preference preference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preference);
        return _database.ExecuteAsync(
            """
            INSERT INTO preference (actor, frequency, language, kinds, paused_until, changed_at) VALUES (@actor, @frequency, @language, @kinds, @paused, @now)
            ON CONFLICT (actor) DO UPDATE SET frequency = @frequency, language = @language, kinds = @kinds, paused_until = @paused, changed_at = @now
            """,
            new
            {
                actor = actor.Value,
                frequency = preference.Frequency.ToString(),
                language = preference.Language?.ToString(),
                kinds = preference.Kinds is { } kinds ? string.Join(';', kinds.Order().Select(kind => kind.Code())) : null,
                paused = preference.PausedUntil?.Text(),
                now = _time.Now(),
            },
            cancellationToken);
    }

    private sealed class Row
    {
        public string Actor { get; init; } = "";

        public string Frequency { get; init; } = "";

        public string? Language { get; init; }

        public string? Kinds { get; init; }

        public string? PausedUntil { get; init; }

        public Preference ToPreference() => new()
        {
            Frequency = Enum.Parse<DigestFrequency>(Frequency),
            Language = Language is null ? null : Enum.Parse<Language>(Language),
            Kinds = Kinds?.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(code => Codes.TryParseKind(code, out var kind) ? kind : throw new InvalidDataException($"The ledger holds the unknown kind '{code}'.")).ToHashSet(),
            PausedUntil = PausedUntil is null ? null : Instant.Day(PausedUntil),
        };
    }
}
