using System.Text;
using System.Text.Json;
using CoEvolve.Api.Serialization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Api.Tests;

public sealed class CypherJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("42")]
    [InlineData("-9223372036854775808")]
    [InlineData("2.0")]
    [InlineData("0.1")]
    [InlineData("\"Aceh ’n\"")]
    [InlineData("[1,2.5,[\"a\",null]]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":[]}}")]
    public void What_is_read_is_written_back_as_it_was(string json) => Assert.Equal(json, Write(Read(json)));

    [Theory]
    [InlineData("2", ValueKind.Integer)]
    [InlineData("2.0", ValueKind.Float)]
    [InlineData("2e0", ValueKind.Float)]
    [InlineData("9223372036854775808", ValueKind.Float)]
    [InlineData("\"2026-03-02\"", ValueKind.String)]
    public void A_number_is_an_integer_only_if_it_is_written_as_one(string json, ValueKind kind) => Assert.Equal(kind, Read(json).Kind);

    [Theory]
    [InlineData("1.0 / 4", "0.25")]
    [InlineData("1e30", "1E+30")]
    [InlineData("0.0 / 0.0", "\"NaN\"")]
    [InlineData("date('2026-03-02')", "\"2026-03-02\"")]
    [InlineData("duration('P1DT2H')", "\"P1DT2H\"")]
    [InlineData("localdatetime('2026-03-02T10:15:30')", "\"2026-03-02T10:15:30\"")]
    [InlineData("datetime('2026-03-02T10:15:30+07:00')", "\"2026-03-02T10:15:30+07:00\"")]
    public async Task Values_that_JSON_lacks_are_strings(string expression, string json) => Assert.Equal(json, Write(await EvaluateAsync($"RETURN {expression}")));

    [Fact]
    public async Task A_path_is_its_nodes_and_relationships_with_labels_types_and_properties() => Assert.Equal(
        """{"nodes":[{"labels":["A"],"properties":{"x":1}},{"labels":[],"properties":{}}],"relationships":[{"type":"R","properties":{"y":2.0}}]}""",
        Write(await EvaluateAsync("CREATE p = (:A {x: 1})-[:R {y: 2.0}]->() RETURN p")));

    private static async Task<Value> EvaluateAsync(string query)
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var result = await graph.RunAsync(query, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(await result.ReadAsync(TestContext.Current.CancellationToken));
        return result.Current[0];
    }

    private static Value Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CypherJson.Read(document.RootElement);
    }

    private static string Write(Value value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            CypherJson.Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
