using System.Data.Common;
using CoEvolve.Ledger.Sql;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Ledger.Lists;

/// <summary>Lists as rows of tables, and back.</summary>
internal sealed class ListRows
{
    public const string Columns =
        """
        i.actor AS Actor, i.place AS Place, i.candidate AS Candidate, i.score AS Score, i.forward AS Forward, i.backward AS Backward, i.tier AS Tier, i.propensity AS Propensity,
        i.placement AS Placement, i.policy AS Policy,
        i.name AS Name, i.kind AS Kind, i.locality AS Locality, i.locality_name AS LocalityName, i.locality_tier AS LocalityTier, i.sample AS Sample,
        i.reason_id AS ReasonId, i.reason_en AS ReasonEn, i.rules AS Rules, c.body AS Cypher, i.parameters AS Parameters
        """;

    private static readonly string[] Written =
    [
        "run_id", "actor", "place", "candidate", "score", "forward", "backward", "tier", "propensity", "placement", "policy", "name", "kind", "locality", "locality_name", "locality_tier", "sample",
        "reason_id", "reason_en", "rules", "cypher_id", "parameters", "batch",
    ];

    public string Actor { get; init; } = "";

    public long Place { get; init; }

    public string Candidate { get; init; } = "";

    public double Score { get; init; }

    public double Forward { get; init; }

    public double Backward { get; init; }

    public long Tier { get; init; }

    public double Propensity { get; init; }

    public long Placement { get; init; }

    public string Policy { get; init; } = "";

    public string Name { get; init; } = "";

    public long Kind { get; init; }

    public string? Locality { get; init; }

    public string? LocalityName { get; init; }

    public long? LocalityTier { get; init; }

    public long Sample { get; init; }

    public string ReasonId { get; init; } = "";

    public string ReasonEn { get; init; } = "";

    public string Rules { get; init; } = "";

    public string Cypher { get; init; } = "";

    public string Parameters { get; init; } = "";

    public static async Task WriteAsync(Database database, DbTransaction transaction, long run, IReadOnlyCollection<ActorList> lists, CancellationToken cancellationToken)
    {
        var texts = await TextsAsync(transaction, lists, cancellationToken);
        var batch = (await transaction.QueryAsync<long>(
            "INSERT INTO list_batch (run_id, batch) SELECT @run, coalesce(max(batch), 0) + 1 FROM list_batch WHERE run_id = @run RETURNING batch", new { run }, cancellationToken)).Single();
        await database.BulkAsync(
            transaction, "run_list", ["run_id", "actor", "source_run", "fingerprint"],
            lists.Select(list => new object?[] { run, list.Actor.Value, run, list.Fingerprint }), cancellationToken);
        await database.BulkAsync(transaction, "list_item", Written, lists.SelectMany(list => list.Items.Select(item => Row(run, batch, list, item, texts[item.Cypher]))), cancellationToken);
    }

    public ListedPartner ToPartner() => new()
    {
        Rank = (int)Place,
        Candidate = new(
            new(Candidate),
            Name,
            (ActorKind)Kind,
            Locality is null ? null : new(new(Locality), LocalityName!, (Tier)LocalityTier!.Value),
            Sample != 0),
        Score = new(Score),
        Forward = new(Forward),
        Backward = new(Backward),
        Tier = (Tier)Tier,
        Propensity = new(Propensity),
        Placement = (Placement)Placement,
        Policy = Policy,
        Reason = new(ReasonId, ReasonEn),
        Rules = Rules.Split(';', StringSplitOptions.RemoveEmptyEntries),
        Cypher = Cypher,
        Parameters = Parameters,
    };

    private static object?[] Row(long run, long batch, ActorList list, ListedPartner item, long text) =>
    [
        run, list.Actor.Value, (long)item.Rank, item.Candidate.Id.Value, item.Score.Value, item.Forward.Value, item.Backward.Value, (long)item.Tier, item.Propensity.Value,
        (long)item.Placement, item.Policy, item.Candidate.Name, (long)item.Candidate.Kind, item.Candidate.Locality?.Code.Value, item.Candidate.Locality?.Name,
        item.Candidate.Locality is { } locality ? (long)locality.Tier : null, item.Candidate.Sample ? 1L : 0L,
        item.Reason.Indonesian, item.Reason.English, string.Join(';', item.Rules), text, item.Parameters, batch,
    ];

    // Every item carries a query, and nearly all of them the same one: the text is kept once. The very same string is not compared letter by letter.
    private static async Task<Dictionary<string, long>> TextsAsync(DbTransaction transaction, IReadOnlyCollection<ActorList> lists, CancellationToken cancellationToken)
    {
        var (ids, byText) = (new Dictionary<string, long>(ReferenceEqualityComparer.Instance), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var item in lists.SelectMany(list => list.Items).Where(item => !ids.ContainsKey(item.Cypher)))
        {
            if (!byText.TryGetValue(item.Cypher, out var id))
            {
                byText[item.Cypher] = id = await TextAsync(transaction, item.Cypher, cancellationToken);
            }

            ids[item.Cypher] = id;
        }

        return ids;
    }

    private static async Task<long> TextAsync(DbTransaction transaction, string body, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync("INSERT INTO cypher_text (body) VALUES (@body) ON CONFLICT DO NOTHING", new { body }, cancellationToken);
        return (await transaction.QueryAsync<long>("SELECT id FROM cypher_text WHERE body = @body", new { body }, cancellationToken)).Single();
    }
}
