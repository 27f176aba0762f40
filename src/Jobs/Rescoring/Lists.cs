using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Ledger.Lists;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Jobs.Rescoring;

/// <summary>What the graph says of everyone, as hashes; and lists as the ledger keeps them.</summary>
internal static class Lists
{
    /// <summary>Days for which declined and postponed pairs rest, as candidates count them: the day on which a rest ends changes a list without an edit.</summary>
    private static readonly (int Declined, int Postponed) RestDays = (new MatchingOptions().Candidates.DeclineRestDays, new MatchingOptions().Candidates.NotNowRestDays);

    /// <summary>Hash by actor of everything that a list can depend on; only who takes part on the day is in it.</summary>
    public static async Task<SortedDictionary<string, string>> FingerprintsAsync(IGraph graph, DateOnly asOf, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, Value>
        {
            ["asOf"] = Value.Of(asOf),
            ["restedBefore"] = Value.Of(asOf.AddDays(-RestDays.Declined)),
            ["postponedBefore"] = Value.Of(asOf.AddDays(-RestDays.Postponed)),
        };
        var rows = await graph.ReadAsync("Rescoring/facts", parameters, row => (row[0].AsString(), Hash(row)), cancellationToken);
        return new(rows.ToDictionary(row => row.Item1, row => row.Item2), StringComparer.Ordinal);
    }

    /// <summary>Makes the list of one actor; empty where it takes part no longer.</summary>
    public static async Task<ActorList> MakeAsync(Recommender recommender, ActorId actor, string fingerprint, DateOnly asOf, int length, CancellationToken cancellationToken) =>
        await recommender.RecommendAsync(actor, new() { AsOf = asOf, Limit = length }, cancellationToken) is { } list
            ? new(actor, fingerprint, [.. list.Items.Select(item => Keep(item, list.Policy))])
            : new(actor, "", []);

    /// <summary>A partner of a list as the ledger keeps it.</summary>
    public static ListedPartner Keep(Recommendation item, string policy) => new()
    {
        Rank = item.Rank,
        Candidate = item.Candidate,
        Score = item.Score,
        Forward = item.Forward,
        Backward = item.Backward,
        Tier = item.Tier,
        Propensity = item.Propensity,
        Placement = item.Placement,
        Policy = policy,
        Reason = item.Reasons,
        Rules = item.Rules,
        Cypher = item.Cypher.Query,
        Parameters = Json(item.Cypher.Parameters),
    };

    /// <summary>The parameters of a reason's query, which are strings, booleans and lists of strings (see <see cref="CypherQuery"/>), as an object of JSON.</summary>
    private static string Json(IReadOnlyDictionary<string, Value> parameters)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in parameters)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                json.WriteNullValue();
                break;
            case ValueKind.Boolean:
                json.WriteBooleanValue(value.AsBoolean());
                break;
            case ValueKind.List:
                json.WriteStartArray();
                foreach (var item in value.AsList())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.AsString());
                break;
        }
    }

    // Lists come in no order of their own.
    private static string Hash(Value[] row)
    {
        var text = new StringBuilder();
        foreach (var value in row)
        {
            IEnumerable<string> parts = value.Kind == ValueKind.List ? value.AsList().Select(item => item.ToString()).Order(StringComparer.Ordinal) : [value.ToString()];
            text.AppendJoin('\u001f', parts).Append('\u001e');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
