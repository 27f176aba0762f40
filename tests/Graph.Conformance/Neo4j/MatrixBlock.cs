using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>
/// One query asked of every pair of two lists of values. Each cell of the table is a case; the block's graph and lists, which no query
/// of a matrix changes, are made once.
/// </summary>
internal sealed class MatrixBlock
{
    private readonly JsonElement _json;
    private readonly Lazy<Task<(EmbeddedGraph Graph, Value A, Value B)>> _ground;

    public MatrixBlock(JsonElement json)
    {
        _json = json;
        _ground = new(() => PrepareAsync(CancellationToken.None));
    }

    private string Name => _json.GetProperty("name").GetString()!;

    private string Query => _json.GetProperty("query").GetString()!;

    /// <summary>The cells that the file gives; a row that is null is left out of it.</summary>
    public IEnumerable<ConformanceCase> Cases(string table)
    {
        var category = Name[..Math.Max(0, Name.IndexOf('/', StringComparison.Ordinal))];
        return
            from row in _json.GetProperty("results").EnumerateArray().Index()
            where row.Item.ValueKind != JsonValueKind.Null
            from cell in row.Item.EnumerateArray().Index()
            select new ConformanceCase(table, category, $"{Name} [{row.Index},{cell.Index}]", Query, token => RunAsync(row.Index, cell.Index, cell.Item, token));
    }

    private static string? Objection(EngineAnswer answer, JsonElement expected)
    {
        if (Tag(expected, "Error") is { } code)
        {
            return answer.Error is null ? "no error" : answer.Error.Code == code.GetString() ? null : "another error";
        }

        if (answer.Error is not null)
        {
            return "an error where none is due";
        }

        if (Tag(expected, "NoRow") is not null)
        {
            return answer.Rows.Count == 0 ? null : "a row where none is due";
        }

        return RowComparison.Match([[TaggedValueReader.Read(expected)]], answer.Rows, ordered: true, new AnswerComparison()) ? null : "another value";
    }

    private static JsonElement? Tag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var content) ? content : null;

    private static string Show(JsonElement expected) =>
        Tag(expected, "Error")?.GetString() ?? (Tag(expected, "NoRow") is not null ? "no row" : TaggedValueReader.Read(expected).ToString());

    private async Task<CaseOutcome> RunAsync(int i, int j, JsonElement expected, CancellationToken cancellationToken)
    {
        var (graph, a, b) = await _ground.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal) { ["a"] = a, ["b"] = b, ["i"] = Value.Of(i), ["j"] = Value.Of(j) };
        var answer = await EngineAnswer.AskAsync(graph, Query, parameters, cancellationToken).ConfigureAwait(false);
        return Objection(answer, expected) is { } objection
            ? CaseOutcome.Failed($"{Query}\n$a[{i}] = {Text("a", i)}{(Texts("b").Count > 0 ? $", $b[{j}] = {Text("b", j)}" : "")}", Show(expected), $"{objection}\n{answer}")
            : CaseOutcome.Passed;
    }

    /// <summary>The list of a query that uses one value only may be missing.</summary>
    private IReadOnlyList<string> Texts(string list) =>
        _json.GetProperty(list) is { ValueKind: JsonValueKind.Array } texts ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];

    private string Text(string list, int place)
    {
        var texts = Texts(list);
        return place < texts.Count ? texts[place] : "(the graph's node, relationship or path)";
    }

    private async Task<(EmbeddedGraph Graph, Value A, Value B)> PrepareAsync(CancellationToken cancellationToken)
    {
        var graph = EmbeddedGraph.InMemory();
        foreach (var statement in _json.GetProperty("setup").EnumerateArray())
        {
            await EngineAnswer.PrepareAsync(graph, statement.GetString()!, cancellationToken).ConfigureAwait(false);
        }

        return (graph, await ListAsync("a", cancellationToken).ConfigureAwait(false), await ListAsync("b", cancellationToken).ConfigureAwait(false));
    }

    private async Task<Value> ListAsync(string name, CancellationToken cancellationToken)
    {
        var items = new List<Value>();
        foreach (var text in Texts(name))
        {
            items.Add(await ParameterText.ReadAsync(text, cancellationToken).ConfigureAwait(false));
        }

        return Value.Of([.. items]);
    }
}
