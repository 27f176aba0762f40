using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>LOAD CSV, and the folder that it never leaves.</summary>
public sealed class LoadCsvTests : IDisposable
{
    private const string Refused = "Neo.ClientError.Statement.ExternalResourceFailed";

    private readonly string _top = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public LoadCsvTests()
    {
        Directory.CreateDirectory(Path.Combine(_top, "csv", "deep"));
        Directory.CreateDirectory(Path.Combine(_top, "csv-beside"));
        File.WriteAllText(Path.Combine(_top, "secret.csv"), "x");
        File.WriteAllText(Path.Combine(_top, "csv-beside", "secret.csv"), "x");
        File.WriteAllText(Path.Combine(_top, "csv", "boats.csv"), "name;length\nSri;12\n\n\"Dewi \"\"tua\"\"\nkedua\";\n");
        File.WriteAllText(Path.Combine(_top, "csv", "deep", "a b.csv"), "1,,\"\"\r\n2\r\n");
        File.CreateSymbolicLink(Path.Combine(_top, "csv", "link.csv"), Path.Combine(_top, "secret.csv"));
        Directory.CreateSymbolicLink(Path.Combine(_top, "csv", "out"), _top);
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public async Task Lines_are_maps_with_headers_and_a_quoted_field_may_hold_quotes_and_line_ends()
    {
        await using var graph = Open();

        Assert.Equal(
            ["'Sri' | 12 | 2", "'Dewi \"tua\"\nkedua' | null | 4"],
            await Rows(graph, "LOAD CSV WITH HEADERS FROM 'file:///boats.csv' AS b FIELDTERMINATOR ';' RETURN b.name, toInteger(b.length), linenumber()"));
    }

    [Fact]
    public async Task Lines_are_lists_without_headers_and_an_empty_field_is_null()
    {
        await using var graph = Open();

        Assert.Equal(["['1', null, ''] | true", "['2'] | true"], await Rows(graph, "LOAD CSV FROM 'file:///deep/a%20b.csv' AS line RETURN line, file() ENDS WITH 'a b.csv'"));
    }

    [Theory]
    [InlineData("file:///../secret.csv")]
    [InlineData("file:///%2e%2e/secret.csv")]
    [InlineData("file:///../csv-beside/secret.csv")]
    [InlineData("file:///link.csv")]
    [InlineData("file:///out/secret.csv")]
    [InlineData("file:///deep")]
    [InlineData("file:///missing.csv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://example.org/boats.csv")]
    [InlineData("/boats.csv")]
    [InlineData("file:///")]
    public async Task What_is_outside_the_folder_is_not_read(string address)
    {
        await using var graph = Open();

        var error = await Assert.ThrowsAsync<CypherException>(() => Rows(graph, $"LOAD CSV FROM '{address}' AS line RETURN line"));

        Assert.Equal(Refused, error.Code);
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_read() =>
        Assert.Equal(Refused, (await Error("LOAD CSV FROM 'file:///boats.csv' AS line RETURN line")).Code);

    private EmbeddedGraph Open() => EmbeddedGraph.Open(Path.Combine(_top, "graph"), new EmbeddedGraphOptions { CsvFolder = Path.Combine(_top, "csv") });
}
