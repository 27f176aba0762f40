using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>The answer that a case states: rows, no rows, or an error.</summary>
internal abstract record TckExpectation
{
    /// <summary>Why the answer is not the expected one; null where it is.</summary>
    public abstract string? Objection(EngineAnswer answer);

    /// <exception cref="FormatException">The kind of expectation is unknown.</exception>
    public static TckExpectation Read(JsonElement json) => json.GetProperty("kind").GetString() switch
    {
        "empty" => new TckNoRows(),
        "error" => new TckError(json.GetProperty("type").GetString()!, json.GetProperty("phase").GetString()!),
        "rows" => new TckRows(
            Texts(json.GetProperty("columns")),
            [.. json.GetProperty("rows").EnumerateArray().Select(Texts)],
            json.GetProperty("ordered").GetBoolean(),
            json.GetProperty("ignoreListOrder").GetBoolean()),
        var other => throw new FormatException($"An expectation of kind {other} is unknown."),
    };

    private static string[] Texts(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString()!)];
}

/// <summary>Success without rows; columns do not count.</summary>
internal sealed record TckNoRows : TckExpectation
{
    public override string? Objection(EngineAnswer answer) =>
        answer.Error is not null ? "an error where none is due" : answer.Rows.Count > 0 ? "rows where none are due" : null;

    public override string ToString() => "no rows";
}

/// <summary>Success; what the rows hold is not stated.</summary>
internal sealed record TckSuccess : TckExpectation
{
    public override string? Objection(EngineAnswer answer) => answer.Error is null ? null : "an error where none is due";

    public override string ToString() => "no error";
}

/// <summary>Rows of Cypher literals, under these columns in whatever order: the TCK does not say in which order <c>RETURN *</c> gives them.</summary>
internal sealed record TckRows(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, bool Ordered, bool IgnoreListOrder) : TckExpectation
{
    public override string? Objection(EngineAnswer answer)
    {
        if (answer.Error is not null)
        {
            return "an error where rows are due";
        }

        if (Columns.Count != answer.Columns.Count || Columns.Any(column => !answer.Columns.Contains(column)))
        {
            return "other columns";
        }

        var places = Columns.Select(column => answer.Columns.ToList().IndexOf(column)).ToArray();
        var given = answer.Rows.Select(row => places.Select(place => row[place]).ToArray()).ToList();
        var expected = Rows.Select(row => row.Select(TckValueReader.Read).ToArray()).ToList();
        var comparison = new AnswerComparison(ListsAreBags: IgnoreListOrder, TextStandsForTemporal: true);
        return RowComparison.Match(expected, given, Ordered, comparison) ? null : "other rows";
    }

    public override string ToString() =>
        string.Join('\n', Rows.Select(row => $"| {string.Join(" | ", row)} |").Prepend($"| {string.Join(" | ", Columns)} |  {(Ordered ? "(in order)" : "(as a bag)")}"));
}
