using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Runs;

/// <summary>How a model stands. Kept as text: values are added, never renamed.</summary>
public enum ModelState
{
    /// <summary>Trained; not measured yet, or not promoted.</summary>
    Candidate = 0,

    /// <summary>In use.</summary>
    Serving = 1,

    /// <summary>Was in use.</summary>
    Retired = 2,
}

/// <summary>A model.</summary>
public sealed record ModelEntry(string Id, ModelState State, DateTimeOffset CreatedAt, DateTimeOffset? PromotedAt, string Description, string Metrics);

/// <summary>
/// Which models were trained and which served when, for whoever reads what happened. The registry (a folder) holds the models and decides which one serves; this follows it.
/// </summary>
public sealed class ModelBook
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal ModelBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Enters a model; the same id again changes nothing.</summary>
    /// <param name="id">Names its content.</param>
    /// <param name="description">What it is.</param>
    /// <param name="metrics">What was measured of it, as JSON.</param>
    /// <param name="cancellationToken">Stops it; nothing stays.</param>
    public Task EnterAsync(string id, string description, string metrics, CancellationToken cancellationToken = default) => _database.ExecuteAsync(
        "INSERT INTO model (id, kind, state, created_at, description, metrics) VALUES (@id, 'pair', 'Candidate', @at, @description, @metrics) ON CONFLICT DO NOTHING",
        new { id, at = _time.Now(), description, metrics },
        cancellationToken);

    /// <summary>Notes what the registry of models lets serve; what served before retires in the same moment. The same again changes nothing.</summary>
    /// <param name="id">The model, which is entered where it is not known; null for the prior.</param>
    /// <param name="cancellationToken">Stops it; nothing stays.</param>
    public Task NoteServingAsync(string? id, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            var changed = await transaction.ExecuteAsync("UPDATE model SET state = 'Retired' WHERE state = 'Serving' AND id <> @id", new { id = id ?? "" }, cancellationToken);
            return id is null ? changed : await transaction.ExecuteAsync(
                """
                INSERT INTO model (id, kind, state, created_at, promoted_at, description, metrics) VALUES (@id, 'pair', 'Serving', @at, @at, '', '{}')
                ON CONFLICT (id) DO UPDATE SET state = 'Serving', promoted_at = CASE WHEN model.state = 'Serving' THEN model.promoted_at ELSE @at END
                """,
                new { id, at = _time.Now() },
                cancellationToken);
        },
        cancellationToken);

    /// <summary>The model in use; null where none is, and the prior serves.</summary>
    public async Task<ModelEntry?> ServingAsync(CancellationToken cancellationToken = default)
    {
        var rows = await _database.QueryAsync<Row>(
            "SELECT id AS Id, state AS State, created_at AS CreatedAt, promoted_at AS PromotedAt, description AS Description, metrics AS Metrics FROM model WHERE state = 'Serving'", null, cancellationToken);
        return rows is [var row] ? new(row.Id, Enum.Parse<ModelState>(row.State), Instant.From(row.CreatedAt), Instant.From(row.PromotedAt), row.Description, row.Metrics) : null;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? PromotedAt { get; init; }

        public string Description { get; init; } = "";

        public string Metrics { get; init; } = "";
    }
}
