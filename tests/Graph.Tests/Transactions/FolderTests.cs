using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Transactions;

public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-graph-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_saved_is_there_after_opening_again()
    {
        await using (var graph = EmbeddedGraph.Open(_folder))
        {
            await graph.Run("CREATE CONSTRAINT actor FOR (a:Actor) REQUIRE a.id IS UNIQUE");
            await graph.Run("CREATE (:Actor {id: 'a', since: date('2020-02-29')})-[:KNOWS {w: 0.5}]->(:Actor {id: 'b'})");
            await graph.SaveAsync(Cancellation);
            Assert.False(graph.HasUnsavedChanges);
        }

        await using var again = EmbeddedGraph.Open(_folder);
        Assert.Equal(["'a' | 2020 | 0.5 | 'b'"], await again.Rows("MATCH (a {id: 'a'})-[k:KNOWS]->(b) RETURN a.id, a.since.year, k.w, b.id"));
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", (await again.Fails("CREATE (:Actor {id: 'a'})")).Code);
    }

    [Fact]
    public async Task A_folder_belongs_to_one_opener_at_a_time()
    {
        await using (EmbeddedGraph.Open(_folder))
        {
            Assert.Contains(_folder, Assert.Throws<GraphInUseException>(() => EmbeddedGraph.Open(_folder)).Message, StringComparison.Ordinal);
        }

        await using var graph = EmbeddedGraph.Open(_folder);
        Assert.Equal(["0"], await graph.Rows("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_refused_and_the_folder_set_free()
    {
        await using (var graph = EmbeddedGraph.Open(_folder))
        {
            await graph.Run("CREATE (:N {text: 'some content'})");
            await graph.SaveAsync(Cancellation);
        }

        var snapshot = Path.Combine(_folder, "graph.snapshot");
        var bytes = await File.ReadAllBytesAsync(snapshot, Cancellation);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes, Cancellation);
        Assert.Contains("graph.snapshot", Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(_folder)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(_folder));
    }
}
