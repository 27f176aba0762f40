using System.Security.Cryptography;
using System.Text;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Mail;

/// <summary>
/// The outbox. That a mail is to be sent is stored before it is tried, that it is being tried before the server hears of it, and how it ended after.
/// The pair of actor and week is unique, and only a mail in <see cref="DeliveryState.Decided"/> can be claimed, by one worker: so none goes twice, however
/// often a process dies.
/// </summary>
public sealed class DeliveryBook
{
    private const string Columns =
        "id AS Id, actor AS Actor, week AS Week, message_id AS MessageId, run_id AS Run, state AS State, attempts AS Attempts, decided_at AS DecidedAt, finished_at AS FinishedAt, detail AS Detail, shown AS Shown";

    private const string Claim = "UPDATE delivery SET state = 'Sending', attempts = attempts + 1, attempted_at = @now WHERE id = @Id AND state = 'Decided'";
    private const string Block = "INSERT INTO blocked_address (address_hash, why, at) VALUES (@hash, @why, @now) ON CONFLICT DO NOTHING";

    private readonly Database _database;
    private readonly TimeProvider _time;

    internal DeliveryBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Stores the decisions to send some mails, all or none.</summary>
    /// <returns>False where all of them had been decided before.</returns>
    public Task<bool> DecideAsync(IReadOnlyCollection<MailDecision> mails, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            var decided = 0;
            foreach (var mail in mails)
            {
                decided += await transaction.ExecuteAsync(
                    """
                    INSERT INTO delivery (actor, week, message_id, run_id, state, attempts, decided_at, shown)
                    VALUES (@actor, @Week, @MessageId, @Run, 'Decided', 0, @now, @shown) ON CONFLICT (actor, week) DO NOTHING
                    """,
                    new { actor = mail.Actor.Value, mail.Week, mail.MessageId, mail.Run, now = _time.Now(), shown = string.Join('\n', mail.Shown) },
                    cancellationToken);
            }

            return decided > 0;
        },
        cancellationToken);

    /// <summary>Mails in a state, in the order of their decision.</summary>
    public async Task<IReadOnlyList<Delivery>> InStateAsync(DeliveryState state, CancellationToken cancellationToken = default) =>
        await ReadAsync("WHERE state = @state ORDER BY id", new { state = state.ToString() }, cancellationToken);

    /// <summary>All mails for a week.</summary>
    public async Task<IReadOnlyList<Delivery>> OfWeekAsync(string week, CancellationToken cancellationToken = default) =>
        await ReadAsync("WHERE week = @week ORDER BY id", new { week }, cancellationToken);

    /// <summary>The mail to an actor for a week; null where there is none.</summary>
    public async Task<Delivery?> FindAsync(ActorId actor, string week, CancellationToken cancellationToken = default) =>
        (await ReadAsync("WHERE actor = @actor AND week = @week", new { actor = actor.Value, week }, cancellationToken)).SingleOrDefault();

    /// <summary>The mails to some actors for a week.</summary>
    public async Task<IReadOnlyDictionary<ActorId, Delivery>> OfWeekAsync(string week, IReadOnlyCollection<ActorId> actors, CancellationToken cancellationToken = default) =>
        (await ReadAsync($"WHERE week = @week AND {_database.OneOf("actor", "ids")}", new { week, ids = Ids(actors) }, cancellationToken)).ToDictionary(mail => mail.Actor);

    /// <summary>The last mail that each of some actors was sent for another week than this; whoever was sent none is left out.</summary>
    public async Task<IReadOnlyDictionary<ActorId, Delivery>> LastAsync(IReadOnlyCollection<ActorId> actors, string week, CancellationToken cancellationToken = default) =>
        (await ReadAsync(
            $"""
            d WHERE week <> @week AND state IN ('Sent', 'Sending', 'Unknown') AND {_database.OneOf("actor", "ids")}
              AND NOT EXISTS (SELECT 1 FROM delivery n WHERE n.actor = d.actor AND n.week > d.week AND n.week <> @week AND n.state IN ('Sent', 'Sending', 'Unknown'))
            """,
            new { week, ids = Ids(actors) },
            cancellationToken)).ToDictionary(mail => mail.Actor);

    /// <summary>Claims a mail for one attempt.</summary>
    /// <returns>False where another worker has it, or its fate is known.</returns>
    public async Task<bool> ClaimAsync(Delivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await _database.ExecuteAsync(Claim, new { now = _time.Now(), delivery.Id }, cancellationToken) == 1;
    }

    /// <summary>Stores how an attempt ended, and what follows from it, and claims the next mail in the same transaction: one flush to the disk for each mail.</summary>
    /// <param name="delivery">The mail that was claimed.</param>
    /// <param name="outcome">How its attempt ended.</param>
    /// <param name="next">The mail to be tried at once; null for none.</param>
    /// <param name="cancellationToken">Stops it; nothing stays.</param>
    /// <returns>Whether the next mail has been claimed.</returns>
    public Task<bool> SettleAsync(Delivery delivery, MailOutcome outcome, Delivery? next = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(outcome);
        return _database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "UPDATE delivery SET state = @state, finished_at = @finished, detail = @Detail WHERE id = @Id AND state = 'Sending'",
                    new { state = outcome.State.ToString(), finished = outcome.State == DeliveryState.Decided ? (long?)null : _time.Now(), outcome.Detail, delivery.Id },
                    cancellationToken);
                if (outcome.Shown is { } shown)
                {
                    await ListBook.ShownAsync(_database, transaction, _time, delivery.Actor, "digest", shown, cancellationToken);
                }

                if (outcome.Blocked is { } address)
                {
                    await transaction.ExecuteAsync(Block, Blocking(address, outcome.Detail ?? ""), cancellationToken);
                }

                return next is not null && await transaction.ExecuteAsync(Claim, new { now = _time.Now(), next.Id }, cancellationToken) == 1;
            },
            cancellationToken);
    }

    /// <summary>Flags attempts that a dead worker left half done. Only whoever holds the job may call it.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> FlagUnknownAsync(CancellationToken cancellationToken = default) => _database.ExecuteAsync(
        "UPDATE delivery SET state = 'Unknown', finished_at = @now, detail = 'the process ended while the mail was being handed over' WHERE state = 'Sending'",
        new { now = _time.Now() },
        cancellationToken);

    /// <summary>Notes a bounce or complaint about a mail that went out, by its message id.</summary>
    /// <returns>To whom it had gone; null where no such mail is known.</returns>
    public async Task<ActorId?> ReturnedAsync(string messageId, DeliveryState state, string detail, CancellationToken cancellationToken = default)
    {
        var actors = await _database.QueryAsync<string>(
            "UPDATE delivery SET state = @state, detail = @detail, finished_at = @now WHERE message_id = @messageId RETURNING actor",
            new { state = state.ToString(), detail, now = _time.Now(), messageId },
            cancellationToken);
        return actors is [var actor] ? new ActorId(actor) : null;
    }

    /// <summary>No mail goes to this address any more.</summary>
    public Task BlockAsync(string address, string why, CancellationToken cancellationToken = default) => _database.ExecuteAsync(Block, Blocking(address, why), cancellationToken);

    /// <summary>Of some addresses, those to which no mail may go.</summary>
    public async Task<IReadOnlySet<string>> BlockedAsync(IReadOnlyCollection<string> addresses, CancellationToken cancellationToken = default)
    {
        var hashes = addresses.Select(Hash).ToArray();
        var blocked = (await _database.QueryAsync<string>($"SELECT address_hash FROM blocked_address WHERE {_database.OneOf("address_hash", "hashes")}", new { hashes }, cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        return addresses.Where(address => blocked.Contains(Hash(address))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether no mail may go to this address.</summary>
    public async Task<bool> IsBlockedAsync(string address, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<long>("SELECT count(*) FROM blocked_address WHERE address_hash = @hash", new { hash = Hash(address) }, cancellationToken)).Single() > 0;

    private object Blocking(string address, string why) => new { hash = Hash(address), why, now = _time.Now() };

    private static string[] Ids(IReadOnlyCollection<ActorId> actors) => [.. actors.Select(actor => actor.Value)];

    // An address that must not be written to need not be readable either.
    private static string Hash(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));

    private async Task<List<Delivery>> ReadAsync(string where, object parameters, CancellationToken cancellationToken) =>
        [.. (await _database.QueryAsync<Row>($"SELECT {Columns} FROM delivery {where}", parameters, cancellationToken)).Select(row => row.ToDelivery())];

    private sealed class Row
    {
        public long Id { get; init; }

        public string Actor { get; init; } = "";

        public string Week { get; init; } = "";

        public string MessageId { get; init; } = "";

        public long Run { get; init; }

        public string State { get; init; } = "";

        public long Attempts { get; init; }

        public long DecidedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? Detail { get; init; }

        public string Shown { get; init; } = "";

        public Delivery ToDelivery() => new(
            Id, new(Actor), Week, MessageId, Run, Enum.Parse<DeliveryState>(State), (int)Attempts, Instant.From(DecidedAt), Instant.From(FinishedAt), Detail,
            [.. Shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => new ActorId(id))]);
    }
}
