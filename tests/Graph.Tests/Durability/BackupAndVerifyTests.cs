using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Durability;

public sealed class BackupAndVerifyTests : GraphFolderTests
{
    [Fact]
    public async Task A_backup_has_the_graph_of_one_moment_while_writers_go_on()
    {
        var copy = OtherFolder("copy");
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE CONSTRAINT place FOR (p:Place) REQUIRE p.name IS UNIQUE");
            using var stop = new CancellationTokenSource();
            var writer = Task.Run(
                async () =>
                {
                    for (var i = 0; !stop.IsCancellationRequested; i++)
                    {
                        await WriteAsync(graph, $"CREATE (:Place {{name: 'a{i}'}}), (:Place {{name: 'b{i}'}})");
                    }
                },
                Cancellation);
            while ((await NamesAsync(graph)).Count < 10)
            {
                await Task.Delay(1, Cancellation);
            }

            await graph.BackupAsync(copy, Cancellation);
            await stop.CancelAsync();
            await writer;
            await Assert.ThrowsAsync<IOException>(() => graph.BackupAsync(copy, Cancellation).AsTask());
            await Assert.ThrowsAsync<IOException>(() => graph.BackupAsync(Folder, Cancellation).AsTask());
        }

        Assert.True(EmbeddedGraph.Verify(copy, Cancellation).IsSound);
        await using var restored = EmbeddedGraph.Open(copy);
        var names = await NamesAsync(restored);
        Assert.InRange(names.Count, 10, int.MaxValue);
        Assert.Equal(names.Count / 2, names.Count(name => name.StartsWith('a')));
        Assert.Equal(1 + (names.Count / 2), restored.Recovery!.SnapshotTransaction);
        await WriteAsync(restored, "CREATE (:Place {name: 'new'})");
    }

    [Fact]
    public async Task A_folder_is_copied_with_all_that_was_acknowledged_while_another_has_it_open_and_snapshots_replace_its_log()
    {
        await using var graph = EmbeddedGraph.Open(Folder, new EmbeddedGraphOptions { SnapshotAfterLogBytes = 4096 });
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                await WriteAsync(graph, $"CREATE (:Place {{name: '{round}/{i}'}})");
            }

            var copy = OtherFolder($"copy{round}");
            EmbeddedGraph.Backup(Folder, copy, Cancellation);

            await using var opened = EmbeddedGraph.Open(copy);
            Assert.Equal(10 * (round + 1), (await NamesAsync(opened)).Count);
        }
    }

    [Fact]
    public async Task A_graph_in_memory_can_be_copied_to_a_folder()
    {
        await using (var graph = EmbeddedGraph.InMemory())
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
            await graph.BackupAsync(Folder, Cancellation);
        }

        await using var opened = EmbeddedGraph.Open(Folder);
        Assert.Equal(["Aceh"], await NamesAsync(opened));
    }

    [Fact]
    public async Task A_copy_is_restored_into_a_folder_without_a_graph_and_only_when_it_is_sound()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
            await graph.SaveAsync(Cancellation);
            await WriteAsync(graph, "CREATE (:Place {name: 'Bali'})");
        }

        var restored = OtherFolder("restored");
        EmbeddedGraph.Restore(Folder, restored, Cancellation);
        await using (var graph = EmbeddedGraph.Open(restored))
        {
            Assert.Equal(["Aceh", "Bali"], await NamesAsync(graph));
        }

        Assert.Throws<IOException>(() => EmbeddedGraph.Restore(Folder, restored, Cancellation));
        var log = await File.ReadAllBytesAsync(LogFiles()[0], Cancellation);
        log[^9] ^= 1;
        await File.WriteAllBytesAsync(LogFiles()[0], log, Cancellation);
        Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Restore(Folder, OtherFolder("third"), Cancellation));
        Assert.False(Directory.Exists(OtherFolder("third")));
        Assert.Throws<DirectoryNotFoundException>(() => EmbeddedGraph.Restore(OtherFolder("nowhere"), OtherFolder("third"), Cancellation));
    }

    [Fact]
    public async Task An_open_graph_can_be_checked_and_is_not_touched_by_it()
    {
        await using var graph = EmbeddedGraph.Open(Folder);
        await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})-[:NEAR]->(:Place)");
        await graph.SaveAsync(Cancellation);
        await WriteAsync(graph, "CREATE (:Place {name: 'Bali'})");
        var files = Directory.GetFiles(Folder).ToDictionary(file => file, file => new FileInfo(file).Length);

        var found = EmbeddedGraph.Verify(Folder, Cancellation);

        Assert.Equal((true, 2L, 3L, 1L), (found.IsSound, found.LastTransaction, found.Nodes, found.Relationships));
        Assert.Equal(files, Directory.GetFiles(Folder).ToDictionary(file => file, file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_a_finding_and_a_torn_tail_is_told_but_none()
    {
        await using (var graph = EmbeddedGraph.Open(Folder))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})");
            await graph.SaveAsync(Cancellation);
            await WriteAsync(graph, "CREATE (:Place {name: 'Bali'})");
        }

        var log = LogFiles()[0];
        await File.AppendAllTextAsync(log, "x", Cancellation);
        var torn = EmbeddedGraph.Verify(Folder, Cancellation);
        Assert.True(torn.IsSound);
        Assert.Equal(new GraphTornTail(log, new FileInfo(log).Length - 1, 1), torn.TornTail);

        var snapshot = Path.Combine(Folder, "graph.snapshot");
        var bytes = await File.ReadAllBytesAsync(snapshot, Cancellation);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes, Cancellation);

        Assert.Contains($"'{snapshot}' is damaged", Assert.Single(EmbeddedGraph.Verify(Folder, Cancellation).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_cannot_be_checked() =>
        Assert.Throws<DirectoryNotFoundException>(() => EmbeddedGraph.Verify(Folder, Cancellation));

    [Fact]
    public void A_state_that_contradicts_itself_is_found_out()
    {
        var state = new GraphState();
        var (place, name) = (state.Labels.GetOrAdd("Place"), state.PropertyKeys.GetOrAdd("name"));
        state.CreateIndex(new IndexDefinition("by name", place, [name], Unique: true));
        var node = state.CreateNode([place], [name], [Value.Of("Aceh")]);
        state.CreateNode([place], [name], [Value.Of("Bali")]);

        // Loading is for the reader of snapshots, which counts and indexes later: used here, it leaves both behind the records.
        state.LoadNode((int)node, state.Vocabulary.LabelSets.Of([place]), new PropertyRow { Shape = state.Vocabulary.Shapes.Of([name]).Id, Values = [Value.Of("Bali")] });
        state.LoadRelationship(0, (int)node, state.RelationshipTypes.GetOrAdd("NEAR"), 7, default);
        state.SetNextRelationship(1);
        state.Freeze();

        var findings = StateCheck.Run(state, Cancellation).Select(finding => $"{finding.Place}: {finding.Message[..finding.Message.IndexOf('.', StringComparison.Ordinal)]}");

        Assert.Equal(
            [
                "nodes: there are 2, but 3 are counted",
                "label 'Place': there are 2, but 3 are counted",
                "relationship 0: one of its ends does not exist",
                "adjacency: there are 1, but 0 are listed at their start",
                "adjacency: there are 1, but 0 are listed at their end",
                "index 'by name': the entry of node 0 is not what the node has",
            ],
            findings);
    }
}
