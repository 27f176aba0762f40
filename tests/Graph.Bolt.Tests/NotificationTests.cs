using System.Text.RegularExpressions;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>What a statement is told about, in both forms and through a client's filter.</summary>
public sealed class NotificationTests
{
    private const string Statement = "MATCH (a:NoSuchLabel), (b) RETURN a.nosuchkey";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "", "02000 01N50 01N52 03N90")]
    [InlineData("INFORMATION", "", "02000 01N50 01N52 03N90")]
    [InlineData("WARNING", "", "02000 01N50 01N52")]
    [InlineData("OFF", "", "02000")]
    [InlineData(null, "UNRECOGNIZED", "02000 03N90")]
    [InlineData(null, "UNRECOGNIZED,PERFORMANCE,UNHEARD_OF", "02000")]
    public async Task The_outcome_comes_before_or_behind_what_is_told_as_gql_orders_them(string? severity, string disabled, string expected)
    {
        await using var result = await EndedAsync();
        var statuses = Notifications.Statuses(result, new(severity, disabled.Split(',')));
        Assert.Equal(expected, string.Join(' ', statuses.Select(status => status.AsMap()["gql_status"].AsString())));
    }

    [Fact]
    public async Task Older_clients_get_codes_severities_categories_and_places()
    {
        await using var result = await EndedAsync();
        var told = Notifications.Old(result.Notifications, null).Select(one => one.AsMap()).ToList();
        Assert.Equal(["UnknownPropertyKeyWarning", "UnknownLabelWarning", "CartesianProduct"],
            told.Select(one => Regex.Replace(one["code"].AsString(), ".*\\.", "")).OrderByDescending(code => code, StringComparer.Ordinal).ToList());
        var label = told.Single(one => one["code"].AsString().EndsWith("UnknownLabelWarning", StringComparison.Ordinal));
        Assert.Equal(("WARNING", "UNRECOGNIZED", 9L, 1L, 10L), (
            label["severity"].AsString(), label["category"].AsString(),
            label["position"].AsMap()["offset"].AsInteger(), label["position"].AsMap()["line"].AsInteger(), label["position"].AsMap()["column"].AsInteger()));
    }

    [Theory]
    [InlineData("RETURN 1 AS x", "00000")]
    [InlineData("CREATE (:X)", "00001")]
    [InlineData("EXPLAIN RETURN 1 AS x", "00001")]
    [InlineData("UNWIND [] AS x RETURN x", "02000")]
    public async Task The_outcome_says_whether_there_were_columns_and_rows(string statement, string expected)
    {
        await using var result = await EndedAsync(statement);
        Assert.Equal(Value.Of(expected), Assert.Single(Notifications.Statuses(result, null)).AsMap()["gql_status"]);
    }

    private static async Task<OpenResult> EndedAsync(string statement = Statement)
    {
        var graph = EmbeddedGraph.InMemory();
        var rows = await graph.RunAsync(statement, cancellationToken: Token);
        var result = new OpenResult(rows, rows.Columns, null, 0);
        while (await result.ReadAsync(Token))
        {
            // To the end.
        }

        return result;
    }
}
