namespace CoEvolve.Graph.Tests.Durability;

public sealed class ReopeningTests : GraphFolderTests
{
    [Fact]
    public async Task What_was_committed_is_there_again_without_a_save()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE CONSTRAINT place FOR (p:Place) REQUIRE p.name IS UNIQUE");
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})-[:NEAR {km: 7.5}]->(:Place:Province {name: 'Riau', since: date('1957-08-09')})");
            await WriteAsync(graph, "MATCH (p:Place {name: 'Riau'}) SET p.name = 'Jambi', p:Old REMOVE p:Province");
            await WriteAsync(graph, "CREATE (:Place {name: 'Bali'}), (:Place {name: 'Gone'})");
            await WriteAsync(graph, "MATCH (p:Place {name: 'Gone'}) DELETE p");
        }

        await using var again = EmbeddedGraph.Open(Folder);

        Assert.Equal(new GraphRecovery(0, 5, null), again.Recovery);
        Assert.Equal(["Aceh", "Bali", "Jambi"], await NamesAsync(again));
        Assert.Equal("1957-08-09/7.5", (await AskAsync(again, "MATCH (:Place)-[r:NEAR]->(p:Old&!Province) RETURN toString(p.since) + '/' + toString(r.km)"))[0].AsString());
        var refusal = await Assert.ThrowsAsync<CypherException>(() => WriteAsync(again, "CREATE (:Place {name: 'Bali'})"));
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", refusal.Code);
        Assert.True(EmbeddedGraph.Verify(Folder, Cancellation).IsSound);
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_there_and_its_names_change_no_other_ones()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Cancellation))
            {
                await transaction.RunAsync("CREATE (:Abandoned {lost: 1})-[:LOST]->(:Place {name: 'Nowhere'})", cancellationToken: Cancellation);
                await transaction.RollbackAsync(Cancellation);
            }

            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})-[:NEAR]->(:Place {name: 'Bali'})");
        }

        await using var again = EmbeddedGraph.Open(Folder);

        Assert.Equal(["Aceh", "Bali"], await NamesAsync(again));
        Assert.Equal(2, (await AskAsync(again, "MATCH (n) RETURN n")).Count);
        Assert.Equal("NEAR", (await AskAsync(again, "MATCH ()-[r]->() RETURN type(r)"))[0].AsString());
    }

    [Fact]
    public async Task A_statement_that_changed_nothing_leaves_no_record()
    {
        await using var graph = EmbeddedGraph.Open(Folder);
        await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
        var length = new FileInfo(LogFiles()[0]).Length;

        await WriteAsync(graph, "MATCH (p:Place {name: 'Elsewhere'}) SET p.name = 'Here'");

        Assert.Equal(length, new FileInfo(LogFiles()[0]).Length);
    }

    [Fact]
    public async Task A_save_puts_a_snapshot_in_the_place_of_the_log()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
            Assert.True(graph.HasUnsavedChanges);
            await graph.SaveAsync(Cancellation);
            Assert.False(graph.HasUnsavedChanges);
            await WriteAsync(graph, "CREATE (:Place {name: 'Bali'})");
        }

        Assert.Equal(["graph-0000000000000000002.log"], LogFiles().Select(Path.GetFileName));
        await using var again = EmbeddedGraph.Open(Folder);
        Assert.Equal(new GraphRecovery(1, 2, null), again.Recovery);
        Assert.True(again.HasUnsavedChanges);
        Assert.Equal(["Aceh", "Bali"], await NamesAsync(again));
    }

    [Fact]
    public async Task A_log_that_has_grown_is_replaced_by_a_snapshot_while_writers_go_on()
    {
        var options = new EmbeddedGraphOptions { SnapshotAfterLogBytes = 4096 };
        var written = 0;
        await using (var graph = EmbeddedGraph.Open(Folder, options))
        {
            while (!File.Exists(Path.Combine(Folder, "graph.snapshot")) || written < 200)
            {
                await WriteAsync(graph, "CREATE (:Place {name: 'somewhere'})");
                written++;
            }

            Assert.Null(graph.SnapshotFailure);
        }

        await using var again = EmbeddedGraph.Open(Folder, options);
        Assert.InRange(again.Recovery!.SnapshotTransaction, 1, written);
        Assert.Equal(written, again.Recovery.LastTransaction);
        Assert.Equal(written, (await NamesAsync(again)).Count);
    }

    [Fact]
    public async Task Log_files_that_a_crash_left_beside_their_snapshot_are_passed_over()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
            await WriteAsync(graph, "CREATE (:Place {name: 'Bali'})");
            var left = CopyFolder("left");
            await graph.SaveAsync(Cancellation);
            await WriteAsync(graph, "CREATE (:Place {name: 'Riau'})");
            File.Copy(LogFiles(left)[0], Path.Combine(Folder, Path.GetFileName(LogFiles(left)[0])));
        }

        Assert.Equal(2, LogFiles().Length);
        await using var again = EmbeddedGraph.Open(Folder);
        Assert.Equal(["Aceh", "Bali", "Riau"], await NamesAsync(again));
        await WriteAsync(again, "CREATE (:Place {name: 'Jambi'})");
        await again.SaveAsync(Cancellation);
        Assert.Single(LogFiles());
    }

    [Fact]
    public async Task A_second_opening_is_refused_while_the_first_lasts()
    {
        await using var graph = EmbeddedGraph.Open(Folder);

        Assert.Throws<GraphInUseException>(() => EmbeddedGraph.Open(Folder));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedGraph.Open(Folder, new EmbeddedGraphOptions { SnapshotAfterLogBytes = 4095 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedGraph.Open(Folder, new EmbeddedGraphOptions { RelaxedDelay = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedGraph.Open(Folder, new EmbeddedGraphOptions { Durability = (DurabilityMode)7 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_text_index_has_its_words_again_from_the_log_or_from_a_snapshot(bool save)
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE FULLTEXT INDEX words FOR (p:Place|Note) ON EACH [p.name, p.tags] OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}");
            await WriteAsync(graph, "CREATE (:Place {name: 'Connected wells'}), (:Note {name: 'x', tags: ['dry', 'wells']}), (:Place {name: 'Gone wells'})");
            await WriteAsync(graph, "MATCH (p:Place {name: 'Gone wells'}) DETACH DELETE p");
            if (save)
            {
                await graph.SaveAsync(Cancellation);
            }
        }

        await using var again = EmbeddedGraph.Open(Folder);

        Assert.Equal(["Connected wells", "x"], (await AskAsync(again, "CALL db.index.fulltext.queryNodes('words', 'connection OR \"dry well\"') YIELD node RETURN node.name ORDER BY node.name")).Select(name => name.AsString()));
        await WriteAsync(again, "MATCH (n:Note) SET n.tags = ['wet']");
        Assert.Equal(["Connected wells"], (await AskAsync(again, "CALL db.index.fulltext.queryNodes('words', 'well') YIELD node RETURN node.name")).Select(name => name.AsString()));
        Assert.True(EmbeddedGraph.Verify(Folder, Cancellation).IsSound);
    }
}
