using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Lists;

/// <summary>What a reader answered to a recommendation. Kept as text: values are added, never renamed.</summary>
public enum Verdict
{
    /// <summary>Yes: let us get in touch.</summary>
    Accepted = 0,

    /// <summary>Not for us.</summary>
    Declined = 1,

    /// <summary>Not now: neither yes nor no.</summary>
    Later = 2,
}

/// <summary>One answer.</summary>
public sealed record Answer(long Id, DateTimeOffset At, ActorId Actor, ActorId Candidate, Verdict Verdict, string Channel);

/// <summary>What actors answered. The same answer twice is one; another answer to the same question replaces the first.</summary>
public sealed class FeedbackBook
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal FeedbackBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Keeps an answer.</summary>
    /// <param name="occurrence">Names the question, such as a week's mail about one candidate.</param>
    /// <param name="actor">Who answered.</param>
    /// <param name="candidate">About whom.</param>
    /// <param name="verdict">What.</param>
    /// <param name="channel">Where it came in.</param>
    /// <param name="cancellationToken">Stops it; nothing stays.</param>
    /// <returns>False where this very answer was there already.</returns>
    public async Task<bool> GiveAsync(string occurrence, ActorId actor, ActorId candidate, Verdict verdict, string channel, CancellationToken cancellationToken = default) =>
        await _database.ExecuteAsync(
            """
            INSERT INTO feedback (occurrence, at, actor, candidate, verdict, channel, in_graph) VALUES (@occurrence, @at, @actor, @candidate, @verdict, @channel, 0)
            ON CONFLICT (occurrence) DO UPDATE SET at = @at, verdict = @verdict, in_graph = 0 WHERE feedback.verdict <> @verdict
            """,
            new { occurrence, at = _time.Now(), actor = actor.Value, candidate = candidate.Value, verdict = verdict.ToString(), channel },
            cancellationToken) == 1;

    /// <summary>Answers that the graph does not know yet, the oldest first.</summary>
    public async Task<IReadOnlyList<Answer>> NewAsync(int limit, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>(
            "SELECT id AS Id, at AS At, actor AS Actor, candidate AS Candidate, verdict AS Verdict, channel AS Channel FROM feedback WHERE in_graph = 0 ORDER BY id LIMIT @limit",
            new { limit },
            cancellationToken)).Select(row => row.ToAnswer())];

    /// <summary>Notes that the graph knows these answers; one that has changed meanwhile stays new.</summary>
    public async Task InGraphAsync(IEnumerable<Answer> answers, CancellationToken cancellationToken = default)
    {
        foreach (var answer in answers)
        {
            await _database.ExecuteAsync(
                "UPDATE feedback SET in_graph = 1 WHERE id = @Id AND verdict = @verdict", new { answer.Id, verdict = answer.Verdict.ToString() }, cancellationToken);
        }
    }

    /// <summary>What an actor answered, the oldest first.</summary>
    public async Task<IReadOnlyList<Answer>> OfAsync(ActorId actor, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>(
            "SELECT id AS Id, at AS At, actor AS Actor, candidate AS Candidate, verdict AS Verdict, channel AS Channel FROM feedback WHERE actor = @Value ORDER BY id",
            actor,
            cancellationToken)).Select(row => row.ToAnswer())];

    /// <summary>What some actors answered, by actor, the oldest first.</summary>
    public async Task<ILookup<ActorId, Answer>> OfAllAsync(IReadOnlyCollection<ActorId> actors, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<Row>(
            $"""
            SELECT id AS Id, at AS At, actor AS Actor, candidate AS Candidate, verdict AS Verdict, channel AS Channel FROM feedback
            WHERE {_database.OneOf("actor", "ids")} ORDER BY id
            """,
            new { ids = actors.Select(actor => actor.Value).ToArray() },
            cancellationToken)).Select(row => row.ToAnswer()).ToLookup(answer => answer.Actor);

    private sealed class Row
    {
        public long Id { get; init; }

        public long At { get; init; }

        public string Actor { get; init; } = "";

        public string Candidate { get; init; } = "";

        public string Verdict { get; init; } = "";

        public string Channel { get; init; } = "";

        public Answer ToAnswer() => new(Id, Instant.From(At), new(Actor), new(Candidate), Enum.Parse<Verdict>(Verdict), Channel);
    }
}
