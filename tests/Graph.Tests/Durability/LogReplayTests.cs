using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Log;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Tests.Storage;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Durability;

/// <summary>Changes that go into the log and come out of it, below Cypher.</summary>
public sealed class LogReplayTests : GraphFolderTests
{
    private static readonly Action<Microsoft.Win32.SafeHandles.SafeFileHandle> s_unflushed = static _ => { };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_transactions_come_back_as_they_were(int seed)
    {
        var random = new Random(seed);
        var writer = new RandomWriter(random);
        var model = new GraphModel();
        var state = Start();
        using (var log = Open(state))
        {
            for (var transaction = 0; transaction < 60; transaction++)
            {
                var fork = Recording(state);
                for (var write = random.Next(1, 30); write > 0; write--)
                {
                    writer.Write(fork, model);
                }

                if (transaction % 20 == 10)
                {
                    fork.CreateIndex(new IndexDefinition($"index {transaction}", random.Next(4), [random.Next(4)], Unique: false));
                }

                state = Commit(log, state, fork);
            }
        }

        var read = Recovery.Read(new GraphFiles(Folder));

        Assert.Equal((60, 60), ((int)read.Position.Sequence, LastTransactionOf(read)));
        Assert.Equal((state.NextNode, state.NextRelationship), (read.State.NextNode, read.State.NextRelationship));
        Assert.Equal(state.Indexes.Select(index => index.Name), read.State.Indexes.Select(index => index.Name));
        ModelComparison.AssertSame(model, read.State);
        Assert.Empty(StateCheck.Run(read.State, Cancellation));
    }

    [Fact]
    public void A_savepoint_that_was_given_up_is_not_in_the_log_and_one_that_was_kept_is()
    {
        var state = Start();
        using (var log = Open(state))
        {
            var transaction = Recording(state);
            transaction.CreateNode([0]);
            var givenUp = transaction.Fork();
            givenUp.CreateNode([1]);
            transaction.CreateNode([2]);
            var kept = transaction.Fork();
            kept.CreateNode([3], [0], [Value.Of(new string('x', 3_000_000))]);
            var keptToo = kept.Fork();
            keptToo.DeleteNode(0);
            Commit(log, state, keptToo);
        }

        var read = Recovery.Read(new GraphFiles(Folder)).State;

        Assert.Equal([1, 2], Walks.All(read.AllNodes()));
        Assert.Equal((2, 3), (read.LabelsOf(1)[0], read.LabelsOf(2)[0]));
        Assert.Equal(3_000_000, read.NodeProperty(2, 0).AsString().Length);
    }

    [Fact]
    public void Replaced_properties_and_removed_ones_come_back()
    {
        var state = Start();
        using (var log = Open(state))
        {
            var transaction = Recording(state);
            var node = transaction.CreateNode([0], [0, 1], [Value.Of(1L), Value.Of("one")]);
            var relationship = transaction.CreateRelationship(node, 0, node, [2], [Value.Of(2.5)]);
            transaction.ReplaceNodeProperties(node, [1, 2], [Value.Null, Value.Of("two")]);
            transaction.SetRelationshipProperty(relationship, 3, Value.True);
            transaction.SetRelationshipProperty(relationship, 2, Value.Null);
            Commit(log, state, transaction);
        }

        var read = Recovery.Read(new GraphFiles(Folder)).State;

        Assert.Equal([2], read.NodeProperties(0).Keys.ToArray());
        Assert.Equal(Value.Of("two"), read.NodeProperty(0, 2));
        Assert.Equal([3], read.RelationshipProperties(0).Keys.ToArray());
    }

    [Fact]
    public void An_index_that_was_dropped_stays_away()
    {
        var state = Start();
        using (var log = Open(state))
        {
            var transaction = Recording(state);
            transaction.CreateIndex(new IndexDefinition("first", 0, [0], Unique: true));
            transaction.CreateIndex(new IndexDefinition("second", 1, [1, 2], Unique: false));
            state = Commit(log, state, transaction);
            transaction = Recording(state);
            transaction.DropIndex("first");
            Commit(log, state, transaction);
        }

        var index = Assert.Single(Recovery.Read(new GraphFiles(Folder)).State.Indexes);

        Assert.Equal(("second", 1, false), (index.Name, index.Label, index.Unique));
        Assert.Equal([1, 2], index.Keys);
    }

    [Fact]
    public async Task A_snapshot_that_is_written_while_names_are_added_can_be_read()
    {
        var state = Start();
        using var stop = new CancellationTokenSource();
        var adding = Task.Run(
            () =>
            {
                var fork = state.Fork();
                for (var i = 0; !stop.IsCancellationRequested && i < 100_000; i++)
                {
                    fork.CreateNode([fork.Labels.GetOrAdd($"new {i}")], [fork.PropertyKeys.GetOrAdd($"new {i}")], [Value.True]);
                }
            },
            Cancellation);
        var path = Path.Combine(Folder, "graph.snapshot");
        for (var i = 0; i < 20; i++)
        {
            SnapshotFile.Write(state, default, path, Cancellation);
            Assert.Equal(0, SnapshotFile.Read(path).State.NodeCount);
        }

        await stop.CancelAsync();
        await adding;
    }

    /// <summary>The empty graph with the names of the random writer, in its snapshot.</summary>
    private GraphState Start()
    {
        Directory.CreateDirectory(Folder);
        var state = RandomWriter.NewState();
        state.Freeze();
        SnapshotFile.Write(state, default, new GraphFiles(Folder).Snapshot, Cancellation);
        return state;
    }

    private TransactionLog Open(GraphState state) =>
        new(Folder, LogSegment.Create(new GraphFiles(Folder).Segment(1), default, s_unflushed), default, state.Vocabulary, s_unflushed);

    private static GraphState Recording(GraphState state)
    {
        var fork = state.Fork();
        fork.RecordChanges();
        return fork;
    }

    private static GraphState Commit(TransactionLog log, GraphState before, GraphState fork)
    {
        log.Append(before, fork.TakeChanges()!);
        fork.Freeze();
        return fork;
    }

    private static int LastTransactionOf(Recovery read) => (int)(read.Position.Sequence - read.SnapshotSequence);
}
