using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Privacy;

/// <summary>What an actor can agree to. Kept as text: values are added, never renamed.</summary>
public enum ConsentPurpose
{
    /// <summary>To take part: to be recommended and to be given recommendations.</summary>
    Matching = 0,

    /// <summary>To be scored by a program; without it an actor is in the directory, but in no list and no training set.</summary>
    Profiling = 1,

    /// <summary>To be written to.</summary>
    Digest = 2,
}

/// <summary>One statement of an actor's.</summary>
public sealed record ConsentStatement(ActorId Actor, ConsentPurpose Purpose, bool Given, string TextVersion, DateTimeOffset At, string Source);

/// <summary>An erasure that was asked for.</summary>
/// <param name="Subject">Keyed hash of the actor's id.</param>
/// <param name="Actor">The actor; null once it is erased.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="DoneAt">When it was done; null before.</param>
/// <param name="Proof">What was removed, as JSON; null before.</param>
public sealed record Erasure(string Subject, ActorId? Actor, DateTimeOffset AskedAt, DateTimeOffset? DoneAt, string? Proof);

/// <summary>
/// Consent with its time, the version of its text and its purpose; objection, access and erasure (UU PDP 27/2022, articles 5 to 15). What is withdrawn leaves every
/// list in the transaction that records it; graph and analysts' view follow by the job <c>consent</c>.
/// </summary>
public sealed class ConsentBook
{
    // Every table that names an actor, with the columns that do. The test of erasure compares it with the schema.
    internal static readonly (string Table, string[] Columns)[] Personal =
    [
        ("run_list", ["actor"]), ("list_item", ["actor", "candidate"]), ("exposure", ["actor"]), ("exposure_item", ["candidate"]), ("feedback", ["actor", "candidate"]),
        ("delivery", ["actor"]), ("preference", ["actor"]), ("consent_record", ["actor"]),
    ];

    // The rows of list_item in an actor's own lists, and those in which it stands: found by the key and the index of the table, which has the rows of many nights.
    private const string Own = "run_id IN (SELECT run_id FROM list_batch) AND actor = @Value";
    private const string Listed = "run_id IN (SELECT run_id FROM list_batch) AND batch IN (SELECT batch FROM list_batch) AND candidate = @Value";

    // Where the actor is what others were shown, or gave their word on, its own data are these columns: who those others are, what they need and why they were shown it, is theirs.
    private static readonly (string Table, string Columns, string Condition)[] BesideOthers =
    [
        ("list_item", "run_id, place, candidate, score, tier, propensity, policy", $"{Listed} AND actor <> @Value"),
        ("exposure_item", "exposure_id, place, candidate, propensity", "candidate = @Value AND exposure_id NOT IN (SELECT id FROM exposure WHERE actor = @Value)"),
        ("feedback", "at, candidate, verdict, channel", "candidate = @Value AND actor <> @Value"),
    ];

    private readonly Database _database;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private byte[]? _key; // never changes once it is there

    internal ConsentBook(Database database, AuditLog audit, TimeProvider time) => (_database, _audit, _time) = (database, audit, time);

    /// <summary>Records a statement. One that withdraws matching or objects to profiling takes the actor out of all lists at once.</summary>
    public async Task RecordAsync(ActorId actor, ConsentPurpose purpose, bool given, string textVersion, string source, CancellationToken cancellationToken = default)
    {
        var subject = await SubjectAsync(actor, cancellationToken);
        await _database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO consent_record (actor, purpose, given, text_version, at, source) VALUES (@actor, @purpose, @given, @textVersion, @at, @source)",
                    new { actor = actor.Value, purpose = purpose.ToString(), given = given ? 1L : 0L, textVersion, at = _time.Now(), source },
                    cancellationToken);
                if (!given && purpose != ConsentPurpose.Digest)
                {
                    await LeaveListsAsync(transaction, actor, cancellationToken);
                }

                await _audit.AppendAsync(transaction, source, given ? "consent given" : "consent withdrawn", subject, $"{purpose}, text {textVersion}", cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Actors whose last word on a purpose is that they do (or do not) agree.</summary>
    public async Task<IReadOnlyList<ActorId>> StandingAsync(ConsentPurpose purpose, bool given, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<string>(
            """
            SELECT c.actor FROM consent_record c WHERE c.purpose = @purpose AND c.given = @given
              AND NOT EXISTS (SELECT 1 FROM consent_record n WHERE n.actor = c.actor AND n.purpose = c.purpose AND n.id > c.id) ORDER BY c.actor
            """,
            new { purpose = purpose.ToString(), given = given ? 1L : 0L },
            cancellationToken)).Select(id => new ActorId(id))];

    /// <summary>Of some actors, those whose last word on a purpose is that they do (or do not) agree.</summary>
    public async Task<IReadOnlySet<ActorId>> StandingAsync(ConsentPurpose purpose, bool given, IReadOnlyCollection<ActorId> among, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<string>(
            $"""
            SELECT c.actor FROM consent_record c WHERE c.purpose = @purpose AND c.given = @given AND {_database.OneOf("c.actor", "ids")}
              AND NOT EXISTS (SELECT 1 FROM consent_record n WHERE n.actor = c.actor AND n.purpose = c.purpose AND n.id > c.id)
            """,
            new { purpose = purpose.ToString(), given = given ? 1L : 0L, ids = among.Select(actor => actor.Value).ToArray() },
            cancellationToken)).Select(id => new ActorId(id)).ToHashSet();

    /// <summary>What an actor has stated, the oldest first.</summary>
    public async Task<IReadOnlyList<ConsentStatement>> OfAsync(ActorId actor, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>(
            "SELECT purpose AS Purpose, given AS Given, text_version AS TextVersion, at AS At, source AS Source FROM consent_record WHERE actor = @Value ORDER BY id", actor, cancellationToken))
            .Select(row => new ConsentStatement(actor, Enum.Parse<ConsentPurpose>(row.Purpose), row.Given != 0, row.TextVersion, Instant.From(row.At), row.Source))];

    /// <summary>Notes that an actor is to be erased, and takes it out of all lists at once.</summary>
    public async Task AskErasureAsync(ActorId actor, string who, CancellationToken cancellationToken = default)
    {
        var subject = await SubjectAsync(actor, cancellationToken);
        await _database.WriteAsync(
            async transaction =>
            {
                // Imported again after an erasure, an actor is erased again.
                await transaction.ExecuteAsync(
                    "INSERT INTO erasure (subject, actor, asked_at) VALUES (@subject, @actor, @at) ON CONFLICT (subject) DO UPDATE SET actor = @actor",
                    new { subject, actor = actor.Value, at = _time.Now() },
                    cancellationToken);
                await LeaveListsAsync(transaction, actor, cancellationToken);
                await _audit.AppendAsync(transaction, who, "erasure asked for", subject, "", cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Whether the ledger has anything of an actor, be it the proof of its erasure.</summary>
    public async Task<bool> KnowsAsync(ActorId actor, CancellationToken cancellationToken = default)
    {
        foreach (var table in Personal.Where(personal => personal.Columns.Contains("actor")).Select(personal => personal.Table))
        {
            var condition = table == "list_item" ? Own : "actor = @Value";
            if ((await _database.QueryAsync<long>($"SELECT 1 FROM {table} WHERE {condition} LIMIT 1", actor, cancellationToken)).Count > 0)
            {
                return true;
            }
        }

        return await ErasureOfAsync(actor, cancellationToken) is not null;
    }

    /// <summary>Erasures that are not done yet.</summary>
    public async Task<IReadOnlyList<ActorId>> DueErasuresAsync(CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<string>("SELECT actor FROM erasure WHERE actor IS NOT NULL ORDER BY asked_at", null, cancellationToken)).Select(id => new ActorId(id))];

    /// <summary>The erasure of an actor; null where none was asked for.</summary>
    public async Task<Erasure?> ErasureOfAsync(ActorId actor, CancellationToken cancellationToken = default)
    {
        var rows = await _database.QueryAsync<ErasureRow>(
            "SELECT subject AS Subject, actor AS Actor, asked_at AS AskedAt, done_at AS DoneAt, proof AS Proof FROM erasure WHERE subject = @subject",
            new { subject = await SubjectAsync(actor, cancellationToken) },
            cancellationToken);
        return rows is [var row]
            ? new(row.Subject, row.Actor is null ? null : new ActorId(row.Actor), Instant.From(row.AskedAt), Instant.From(row.DoneAt), row.Proof)
            : null;
    }

    /// <summary>Of some ids, those that have been erased: whoever imports them again must not bring them back.</summary>
    public async Task<IReadOnlyList<ActorId>> ErasedAmongAsync(IEnumerable<ActorId> actors, CancellationToken cancellationToken = default)
    {
        var erased = (await _database.QueryAsync<string>("SELECT subject FROM erasure", null, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (erased.Count == 0)
        {
            return [];
        }

        var key = await KeyAsync(cancellationToken);
        return [.. actors.Where(actor => erased.Contains(Subject(key, actor)))];
    }

    /// <summary>Removes everything that the ledger has of an actor, and keeps the proof.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="inGraph">What was removed from the graph before.</param>
    /// <param name="cancellationToken">Stops it; nothing is removed.</param>
    public async Task EraseAsync(ActorId actor, IReadOnlyDictionary<string, long> inGraph, CancellationToken cancellationToken = default)
    {
        var subject = await SubjectAsync(actor, cancellationToken);
        await _database.WriteAsync(
            async transaction =>
            {
                var removed = new SortedDictionary<string, long>(inGraph.ToDictionary(entry => "graph." + entry.Key, entry => entry.Value), StringComparer.Ordinal);
                await transaction.ExecuteAsync("DELETE FROM exposure_item WHERE exposure_id IN (SELECT id FROM exposure WHERE actor = @Value)", actor, cancellationToken);
                foreach (var (table, columns) in Personal)
                {
                    removed["ledger." + table] = table == "list_item"
                        ? await LeaveItemsAsync(transaction, actor, cancellationToken)
                        : await transaction.ExecuteAsync($"DELETE FROM {table} WHERE {Named(columns)}", actor, cancellationToken);
                }

                await transaction.ExecuteAsync(
                    "UPDATE delivery SET shown = replace(replace(replace(shown, @last, ''), @first, ''), @value, '') WHERE (@line || shown || @line) LIKE @found",
                    new { last = "\n" + actor.Value, first = actor.Value + "\n", value = actor.Value, line = "\n", found = $"%\n{actor.Value}\n%" },
                    cancellationToken);
                var proof = JsonSerializer.Serialize(removed);
                await transaction.ExecuteAsync("UPDATE erasure SET actor = NULL, done_at = @at, proof = @proof WHERE subject = @subject", new { at = _time.Now(), proof, subject }, cancellationToken);
                await _audit.AppendAsync(transaction, "job consent", "erased", subject, proof, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Everything that the ledger has of an actor: rows by table; also what is left after an erasure, the proof and the entries of the audit log. Where the actor stands in the lists and answers of others,
    /// the table's name ends in <c>of_others</c> and the rows do not say whose they are.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>> ExportAsync(ActorId actor, CancellationToken cancellationToken = default)
    {
        var subject = await SubjectAsync(actor, cancellationToken);
        var export = new SortedDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(StringComparer.Ordinal);
        async Task AddAsync(string name, string table, string condition, string columns = "*")
        {
            var rows = await _database.QueryAsync<dynamic>($"SELECT {columns} FROM {table} WHERE {condition}", new { actor.Value, subject }, cancellationToken);
            export[name] = [.. rows.Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];
        }

        foreach (var (table, _) in Personal)
        {
            await AddAsync(table, table, table switch
            {
                "list_item" => Own,
                "exposure_item" => "exposure_id IN (SELECT id FROM exposure WHERE actor = @Value)",
                _ => "actor = @Value",
            });
        }

        foreach (var (table, columns, condition) in BesideOthers)
        {
            await AddAsync($"{table}_of_others", table, condition, columns);
        }

        await AddAsync("erasure", "erasure", "subject = @subject");
        await AddAsync("audit", "audit", "subject = @subject ORDER BY id");
        await _audit.AppendAsync("access", "access export", subject, "", cancellationToken);
        return export;
    }

    private static string Named(string[] columns) => string.Join(" OR ", columns.Select(column => $"{column} = @Value"));

    // The lists that lose the actor are marked, so that the next night fills them up.
    private static async Task LeaveListsAsync(DbTransaction transaction, ActorId actor, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            $"""
            UPDATE run_list SET fingerprint = fingerprint || '{Runs.RunActor.Gap}'
            FROM (SELECT run_id AS of_run, actor AS of_actor FROM list_item WHERE {Listed}) found WHERE source_run = found.of_run AND actor = found.of_actor
            """,
            actor,
            cancellationToken);
        await LeaveItemsAsync(transaction, actor, cancellationToken);
        await transaction.ExecuteAsync("DELETE FROM run_list WHERE actor = @Value", actor, cancellationToken);
    }

    private static async Task<long> LeaveItemsAsync(DbTransaction transaction, ActorId actor, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync($"DELETE FROM list_item WHERE {Own}", actor, cancellationToken)
        + await transaction.ExecuteAsync($"DELETE FROM list_item WHERE {Listed}", actor, cancellationToken);

    /// <summary>The name under which the audit log speaks of an actor.</summary>
    public async Task<string> SubjectAsync(ActorId actor, CancellationToken cancellationToken = default) => Subject(await KeyAsync(cancellationToken), actor);

    private static string Subject(byte[] key, ActorId actor) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(actor.Value)));

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
        {
            return known;
        }

        var fresh = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await _database.ExecuteAsync("INSERT INTO secret (name, body) VALUES ('subjects', @fresh) ON CONFLICT DO NOTHING", new { fresh }, cancellationToken);
        return _key = Convert.FromHexString((await _database.QueryAsync<string>("SELECT body FROM secret WHERE name = 'subjects'", null, cancellationToken)).Single());
    }

    private sealed class Row
    {
        public string Purpose { get; init; } = "";

        public long Given { get; init; }

        public string TextVersion { get; init; } = "";

        public long At { get; init; }

        public string Source { get; init; } = "";
    }

    private sealed class ErasureRow
    {
        public string Subject { get; init; } = "";

        public string? Actor { get; init; }

        public long AskedAt { get; init; }

        public long? DoneAt { get; init; }

        public string? Proof { get; init; }
    }
}
