using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;

namespace CoEvolve.Matching.Tests.Ingest;

public sealed class NetworkExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-export-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_an_export_writes_an_import_reads_back_the_same()
    {
        var sample = Path.Combine(_folder, "sample");
        NetworkGenerator.Run(new(60, 7), Seeds.Folder, sample, cancellationToken: Token);
        await using var first = EmbeddedGraph.InMemory();
        await using var second = EmbeddedGraph.InMemory();
        await ImportAsync(first, Seeds.Folder);
        await ImportAsync(first, sample);

        var once = await ExportAsync(first, "once");
        await ImportAsync(second, Path.Combine(_folder, "once"));
        await ExportAsync(second, "twice");

        Assert.Empty(once.LeftOut);
        Assert.Equal(await CountsAsync(first), await CountsAsync(second));
        foreach (var file in once.Files)
        {
            Assert.Equal(await ReadAsync("once", file.File), await ReadAsync("twice", file.File));
        }
    }

    [Fact]
    public async Task The_export_of_the_seeds_has_their_rows_and_their_further_columns()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await ImportAsync(graph, Seeds.Folder);

        var report = await ExportAsync(graph, "seeds");

        foreach (var file in new[] { "localities.csv", "neighbours.csv", "sectors.csv", "resources.csv", "actors.csv", "offers.csv", "needs.csv", "targets.csv" })
        {
            var original = await File.ReadAllLinesAsync(Path.Combine(Seeds.Folder, file), Token);
            Assert.Equal(original.Length - 1, report.Files.Single(exported => exported.File == file).Rows);
        }

        Assert.Contains("11,Aceh,province,id-sumatera,4.2257,96.9119,5623479,,\n", await ReadAsync("seeds", "localities.csv"), StringComparison.Ordinal);
        Assert.Contains("digital-transformation,Transformasi digital,Digital transformation,sdg-09,true\n", await ReadAsync("seeds", "sectors.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_that_reached_the_graph_by_another_way_is_made_harmless()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using (await graph.RunAsync("CREATE (:Actor {id: 'a', name: '=cmd()', kind: 'cso', balance: '-1.5', `odd name`: 1})", cancellationToken: Token))
        {
        }

        var report = await ExportAsync(graph, "unsafe");

        Assert.Contains("a,'=cmd(),cso,", await ReadAsync("unsafe", "actors.csv"), StringComparison.Ordinal);
        Assert.EndsWith(",-1.5\n", await ReadAsync("unsafe", "actors.csv"), StringComparison.Ordinal);
        Assert.Equal(["actors.csv: odd name"], report.LeftOut);
    }

    private static async Task ImportAsync(EmbeddedGraph graph, string folder)
    {
        var report = await NetworkImport.RunAsync(graph, folder, cancellationToken: Token);
        Assert.Empty(report.Problems);
        Assert.Equal(ImportOutcome.Written, report.Outcome);
    }

    private static async Task<(long Nodes, long Relationships)> CountsAsync(EmbeddedGraph graph)
    {
        await using var result = await graph.RunAsync("RETURN COUNT { (n) } AS nodes, COUNT { ()-[r]->() } AS relationships", cancellationToken: Token);
        Assert.True(await result.ReadAsync(Token));
        return (result.Current[0].AsInteger(), result.Current[1].AsInteger());
    }

    private Task<ExportReport> ExportAsync(EmbeddedGraph graph, string folder) => NetworkExport.RunAsync(graph, Path.Combine(_folder, folder), cancellationToken: Token);

    private Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(_folder, folder, file), Token);
}
