using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Lists;

/// <summary>Reads lists, and keeps who was shown them.</summary>
public sealed class ListBook
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal ListBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>The visible list of an actor; null where the visible run has none, or nothing is visible yet.</summary>
    public async Task<VisibleList?> VisibleAsync(ActorId actor, CancellationToken cancellationToken = default)
    {
        var heads = await _database.QueryAsync<Head>(
            """
            SELECT r.id AS Run, r.as_of AS AsOf, r.model AS Model, l.fingerprint AS Fingerprint, l.source_run AS SourceRun FROM pointer p
            JOIN run r ON r.id = p.run_id JOIN run_list l ON l.run_id = r.id AND l.actor = @Value WHERE p.name = 'lists'
            """,
            actor,
            cancellationToken);
        return heads is [var head]
            ? new(head.Run, Instant.Day(head.AsOf), head.Model, new(actor, head.Fingerprint, await ItemsAsync(head.SourceRun, actor, cancellationToken)))
            : null;
    }

    /// <summary>The list of an actor in a run; null where it has none.</summary>
    public async Task<ActorList?> InRunAsync(long run, ActorId actor, CancellationToken cancellationToken = default)
    {
        var heads = await _database.QueryAsync<Head>(
            "SELECT source_run AS SourceRun, fingerprint AS Fingerprint FROM run_list WHERE run_id = @run AND actor = @actor", new { run, actor = actor.Value }, cancellationToken);
        return heads is [var head] ? new(actor, head.Fingerprint, await ItemsAsync(head.SourceRun, actor, cancellationToken)) : null;
    }

    /// <summary>All lists of a run whose actor comes after one in ordinal order, at most so many.</summary>
    public async Task<IReadOnlyList<ActorList>> PageAsync(long run, string after, int limit, CancellationToken cancellationToken = default)
    {
        var heads = await _database.QueryAsync<Head>(
            "SELECT actor AS Actor, source_run AS SourceRun, fingerprint AS Fingerprint FROM run_list WHERE run_id = @run AND actor > @after ORDER BY actor LIMIT @limit",
            new { run, after, limit },
            cancellationToken);
        var lists = new List<ActorList>(heads.Count);
        foreach (var head in heads)
        {
            lists.Add(new(new(head.Actor), head.Fingerprint, await ItemsAsync(head.SourceRun, new(head.Actor), cancellationToken)));
        }

        return lists;
    }

    /// <summary>Keeps that an actor was shown these partners.</summary>
    public Task ShownAsync(ActorId actor, string channel, long run, string model, IReadOnlyList<ListedPartner> items, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async transaction =>
            {
                var id = (await transaction.QueryAsync<long>(
                    "INSERT INTO exposure (at, actor, channel, run_id, model) VALUES (@at, @actor, @channel, @run, @model) RETURNING id",
                    new { at = _time.Now(), actor = actor.Value, channel, run, model },
                    cancellationToken)).Single();
                await _database.BulkAsync(
                    transaction, "exposure_item", ["exposure_id", "place", "candidate", "propensity"],
                    items.Select(item => new object?[] { id, (long)item.Rank, item.Candidate.Id.Value, item.Propensity.Value }), cancellationToken);
                return id;
            },
            cancellationToken);

    /// <summary>How often an actor was shown anything.</summary>
    public async Task<long> ShowingsAsync(ActorId actor, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<long>("SELECT count(*) FROM exposure WHERE actor = @Value", actor, cancellationToken)).Single();

    private async Task<IReadOnlyList<ListedPartner>> ItemsAsync(long sourceRun, ActorId actor, CancellationToken cancellationToken) =>
        [.. (await _database.QueryAsync<ListRows>(
            $"SELECT {ListRows.Columns} FROM list_item i JOIN cypher_text c ON c.id = i.cypher_id WHERE i.run_id = @sourceRun AND i.actor = @actor ORDER BY i.place",
            new { sourceRun, actor = actor.Value },
            cancellationToken)).Select(row => row.ToPartner())];

    private sealed class Head
    {
        public long Run { get; init; }

        public string AsOf { get; init; } = "";

        public string Model { get; init; } = "";

        public string Actor { get; init; } = "";

        public long SourceRun { get; init; }

        public string Fingerprint { get; init; } = "";
    }
}
