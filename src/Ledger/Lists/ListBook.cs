using System.Data.Common;
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

    /// <summary>The visible lists of some actors; whoever has none is left out.</summary>
    public async Task<IReadOnlyDictionary<ActorId, VisibleList>> VisibleOfAsync(IReadOnlyCollection<ActorId> actors, CancellationToken cancellationToken = default)
    {
        var ids = actors.Select(actor => actor.Value).ToArray();
        var heads = await _database.QueryAsync<Head>(
            $"""
            SELECT r.id AS Run, r.as_of AS AsOf, r.model AS Model, l.fingerprint AS Fingerprint, l.actor AS Actor FROM pointer p
            JOIN run r ON r.id = p.run_id JOIN run_list l ON l.run_id = r.id WHERE p.name = 'lists' AND {_database.OneOf("l.actor", "ids")}
            """,
            new { ids },
            cancellationToken);
        var items = heads.Count == 0 ? null : await ItemsAsync(heads[0].Run, ids, cancellationToken);
        return heads.ToDictionary(
            head => new ActorId(head.Actor),
            head => new VisibleList(head.Run, Instant.Day(head.AsOf), head.Model, new(new(head.Actor), head.Fingerprint, [.. items![head.Actor]])));
    }

    /// <summary>The list of an actor in a run; null where it has none.</summary>
    public async Task<ActorList?> InRunAsync(long run, ActorId actor, CancellationToken cancellationToken = default)
    {
        var heads = await _database.QueryAsync<Head>(
            "SELECT source_run AS SourceRun, fingerprint AS Fingerprint FROM run_list WHERE run_id = @run AND actor = @actor", new { run, actor = actor.Value }, cancellationToken);
        return heads is [var head] ? new(actor, head.Fingerprint, await ItemsAsync(head.SourceRun, actor, cancellationToken)) : null;
    }

    /// <summary>Who stands in the lists of some actors in a run, best first; an actor that has no list in it is left out.</summary>
    public async Task<IReadOnlyDictionary<ActorId, IReadOnlyList<ActorId>>> CandidatesAsync(long run, IReadOnlyCollection<ActorId> actors, CancellationToken cancellationToken = default)
    {
        var candidates = new Dictionary<ActorId, IReadOnlyList<ActorId>>();
        foreach (var chunk in actors.Select(actor => actor.Value).Chunk(1000))
        {
            var rows = await _database.QueryAsync<Place>(
                $"""
                SELECT l.actor AS Actor, i.candidate AS Candidate FROM run_list l LEFT JOIN list_item i ON i.run_id = l.source_run AND i.actor = l.actor
                WHERE l.run_id = @run AND {_database.OneOf("l.actor", "chunk")} ORDER BY l.actor, i.place
                """,
                new { run, chunk },
                cancellationToken);
            foreach (var list in rows.GroupBy(row => row.Actor, StringComparer.Ordinal))
            {
                candidates[new(list.Key)] = [.. list.Select(row => row.Candidate).OfType<string>().Select(id => new ActorId(id))];
            }
        }

        return candidates;
    }

    /// <summary>The first partners of the lists of some actors in a run, at most so many of each, with what an edge says and nothing else.</summary>
    public async Task<IReadOnlyList<ListEdge>> EdgesAsync(long run, IReadOnlyCollection<ActorId> actors, int most, CancellationToken cancellationToken = default)
    {
        var edges = new List<ListEdge>();
        foreach (var chunk in most < 1 ? [] : actors.Select(actor => actor.Value).Chunk(1000))
        {
            // The place of the last one is sought first: where a list has lost somebody, it is not the same as their number.
            var rows = await _database.QueryAsync<ListRows>(
                $"""
                SELECT i.actor AS Actor, i.candidate AS Candidate, i.place AS Place, i.score AS Score, i.tier AS Tier, i.reason_id AS ReasonId FROM run_list l CROSS JOIN list_item i
                WHERE l.run_id = @run AND {_database.OneOf("l.actor", "chunk")} AND i.run_id = l.source_run AND i.actor = l.actor AND i.place <= coalesce(
                  (SELECT n.place FROM list_item n WHERE n.run_id = l.source_run AND n.actor = l.actor ORDER BY n.place LIMIT 1 OFFSET @before), {int.MaxValue})
                ORDER BY i.actor, i.place
                """,
                new { run, chunk, before = most - 1 },
                cancellationToken);
            edges.AddRange(rows.Select(row => new ListEdge(new(row.Actor), new(row.Candidate), (int)row.Place, new(row.Score), (Tier)row.Tier, row.ReasonId)));
        }

        return edges;
    }

    /// <summary>All lists of a run whose actor comes after one in ordinal order, at most so many.</summary>
    public async Task<IReadOnlyList<ActorList>> PageAsync(long run, string after, int limit, CancellationToken cancellationToken = default)
    {
        var heads = await _database.QueryAsync<Head>(
            "SELECT actor AS Actor, source_run AS SourceRun, fingerprint AS Fingerprint FROM run_list WHERE run_id = @run AND actor > @after ORDER BY actor LIMIT @limit",
            new { run, after, limit },
            cancellationToken);
        var items = await ItemsAsync(run, [.. heads.Select(head => head.Actor)], cancellationToken);
        return [.. heads.Select(head => new ActorList(new(head.Actor), head.Fingerprint, [.. items[head.Actor]]))];
    }

    /// <summary>Keeps that an actor was shown these partners.</summary>
    public Task ShownAsync(ActorId actor, string channel, long run, string model, IReadOnlyList<ListedPartner> items, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            transaction => ShownAsync(_database, transaction, _time, actor, channel, new(run, model, items), cancellationToken), cancellationToken);

    internal static async Task<long> ShownAsync(
        Database database, DbTransaction transaction, TimeProvider time, ActorId actor, string channel, ShownPartners shown, CancellationToken cancellationToken)
    {
        var id = (await transaction.QueryAsync<long>(
            "INSERT INTO exposure (at, actor, channel, run_id, model) VALUES (@at, @actor, @channel, @Run, @Model) RETURNING id",
            new { at = time.Now(), actor = actor.Value, channel, shown.Run, shown.Model },
            cancellationToken)).Single();
        await database.BulkAsync(
            transaction, "exposure_item", ["exposure_id", "place", "candidate", "propensity"],
            shown.Items.Select(item => new object?[] { id, (long)item.Rank, item.Candidate.Id.Value, item.Propensity.Value }), cancellationToken);
        return id;
    }

    /// <summary>How often an actor was shown anything.</summary>
    public async Task<long> ShowingsAsync(ActorId actor, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<long>("SELECT count(*) FROM exposure WHERE actor = @Value", actor, cancellationToken)).Single();

    private async Task<IReadOnlyList<ListedPartner>> ItemsAsync(long sourceRun, ActorId actor, CancellationToken cancellationToken) =>
        [.. (await _database.QueryAsync<ListRows>(
            $"SELECT {ListRows.Columns} FROM list_item i JOIN cypher_text c ON c.id = i.cypher_id WHERE i.run_id = @sourceRun AND i.actor = @actor ORDER BY i.place",
            new { sourceRun, actor = actor.Value },
            cancellationToken)).Select(row => row.ToPartner())];

    // In chunks, because a statement takes so many parameters.
    private async Task<ILookup<string, ListedPartner>> ItemsAsync(long run, string[] actors, CancellationToken cancellationToken)
    {
        var rows = new List<ListRows>();
        foreach (var chunk in actors.Chunk(1000))
        {
            rows.AddRange(await _database.QueryAsync<ListRows>(
                $"""
                SELECT {ListRows.Columns} FROM run_list l JOIN list_item i ON i.run_id = l.source_run AND i.actor = l.actor JOIN cypher_text c ON c.id = i.cypher_id
                WHERE l.run_id = @run AND {_database.OneOf("l.actor", "chunk")} ORDER BY i.actor, i.place
                """,
                new { run, chunk },
                cancellationToken));
        }

        return rows.ToLookup(row => row.Actor, row => row.ToPartner(), StringComparer.Ordinal);
    }

    private sealed class Place
    {
        public string Actor { get; init; } = "";

        public string? Candidate { get; init; }
    }

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
