using System.Globalization;
using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>A request of a recorded client, the rows that came for it, and what it was answered with at last.</summary>
internal sealed class RecordedRequest(string name, JsonElement fields)
{
    public string Name => name;

    public JsonElement Fields => fields;

    /// <summary>The rows; where the recording left some out, the one before stands for them.</summary>
    public List<JsonElement> Rows { get; } = [];

    /// <summary>SUCCESS, FAILURE or IGNORED; null where the connection ended before.</summary>
    public string? Answer { get; set; }

    /// <summary>What the answer says.</summary>
    public JsonElement Told { get; set; }

    /// <summary>For a RUN: the requests for its rows.</summary>
    public List<RecordedRequest> Fetches { get; } = [];

    /// <summary>Whether it was done or refused, and not ignored or left without an answer.</summary>
    public bool IsAnswered => Answer is "SUCCESS" or "FAILURE";

    /// <summary>Whether this was the end of a result.</summary>
    public bool IsEnd => Answer == "FAILURE" || (Answer == "SUCCESS" && Entry(Told, "has_more") is null);

    /// <summary>The error code of the answer; null where it was none.</summary>
    public string? Code => Answer == "FAILURE" ? Text(Told, "neo4j_code") ?? Text(Told, "code") : null;

    /// <summary>For a RUN: the query and its parameters as one text, so that two can be compared.</summary>
    public string Question => QuestionOf(fields);

    /// <summary>Whether two messages of the kind ask for the same, as far as our client can say it.</summary>
    public static string QuestionOf(JsonElement fields) => $"{Canonical.Text(fields[0])} {Canonical.Text(fields[1])}";

    /// <summary>An entry of a map.</summary>
    public static JsonElement? Entry(JsonElement map, string key) =>
        map.ValueKind == JsonValueKind.Object && map.TryGetProperty("Map", out var entries) && entries.TryGetProperty(key, out var value) ? value : null;

    public static string? Text(JsonElement map, string key) => Entry(map, key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(JsonElement map, string key) =>
        Entry(map, key) is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("Integer", out var digits) ? long.Parse(digits.GetString()!, CultureInfo.InvariantCulture) : null;
}
