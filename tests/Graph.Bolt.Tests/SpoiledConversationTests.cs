using System.Collections.Concurrent;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>The client against a server that fails at every byte of a conversation.</summary>
public sealed class SpoiledConversationTests
{
    private const string Statement = "UNWIND range(1, 5) AS i RETURN i, 'text ' + toString(i) AS t";

    /// <summary>Far beyond what anything here takes: who waits so long hangs.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Cut")]
    [InlineData("Garbage")]
    [InlineData("WrongState")]
    [InlineData("Silence")]
    public async Task Each_failure_is_told_and_leaves_a_healthy_pool(string spoiling)
    {
        await using var served = Served.Start();
        var transcript = await TakeAsync(served);
        Assert.InRange(transcript.Length, 300, 2_000);
        var outcomes = new ConcurrentDictionary<string, int>();
        await Parallel.ForAsync(0, transcript.Length, Token, async (at, _) =>
        {
            var clock = new ManualClock();
            await using var script = new ScriptedServer(served.Server.EndPoint.Port, transcript, Enum.Parse<Spoiling>(spoiling), at);
            await using var graph = Through(script.Port, clock);
            var failing = FailAsync(graph, at, isWhole: spoiling == nameof(Spoiling.WrongState) && at == transcript.Length - 1);
            if (spoiling == nameof(Spoiling.Silence))
            {
                await Task.WhenAny(script.Spoilt, failing);
                await clock.AdvanceUntilAsync(failing, TimeSpan.FromMinutes(3));
            }

            outcomes.AddOrUpdate(await failing.WaitAsync(Hanging, Token), 1, (_, count) => count + 1);
            Assert.Equal(0, graph.BusyConnections);
            Assert.Equal(5, (await graph.RowsAsync(Statement).WaitAsync(Hanging, Token)).Count);
            Assert.Equal(0, graph.BusyConnections);
        });
        Assert.Equal(transcript.Length, outcomes.Values.Sum());
        Assert.InRange(outcomes[nameof(GraphUnavailableException)], transcript.Length * 9 / 10, transcript.Length);
    }

    [Fact]
    public async Task What_comes_behind_the_last_answer_is_not_taken_for_the_next_one()
    {
        await using var served = Served.Start();
        var transcript = await TakeAsync(served);
        var longer = transcript with { Steps = [.. transcript.Steps.SkipLast(1), (true, [.. transcript.Steps[^1].Bytes, .. Conversation.Messages("B17191C0", "B170A0")])] };
        await using var script = new ScriptedServer(served.Server.EndPoint.Port, longer, Spoiling.Silence, longer.Length);
        await using var graph = Through(script.Port, TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["text 1", "text 2", "text 3", "text 4", "text 5"], (await graph.RowsAsync(Statement).WaitAsync(Hanging, Token)).Select(row => row[1].AsString()));
        }
    }

    [Fact]
    public async Task Managed_work_is_done_again_when_the_server_goes_away_under_it()
    {
        await using var served = Served.Start();
        var transcript = await TakeAsync(served, WorkAsync);
        foreach (var at in new[] { 0, 3, 100, 200, transcript.Length - 1 })
        {
            await using var script = new ScriptedServer(served.Server.EndPoint.Port, transcript, Spoiling.Cut, at, connections: 2);
            await using var graph = Through(script.Port, TimeProvider.System);
            await WorkAsync(graph).WaitAsync(Hanging, Token);
        }

        static async Task WorkAsync(Neo4jGraph graph) =>
            Assert.Equal(5, await graph.InTransactionAsync(AccessMode.Read, async (transaction, _) => (await transaction.RowsAsync(Statement)).Count, Token));
    }

    private static Neo4jGraph Through(int port, TimeProvider clock) => new(
        new()
        {
            Address = new($"bolt://localhost:{port}"),
            Credentials = BoltCredentials.Basic(BoltUsers.FirstUser, Served.Password),
            RetryPause = TimeSpan.FromMilliseconds(1),
        },
        clock);

    private static Task<Transcript> TakeAsync(Served served) => TakeAsync(served, async graph => Assert.Equal(5, (await graph.RowsAsync(Statement)).Count));

    /// <summary>The conversation, without the goodbye at its end.</summary>
    private static async Task<Transcript> TakeAsync(Served served, Func<Neo4jGraph, Task> converse)
    {
        var transcript = await Transcript.TakeAsync(served.Server.EndPoint.Port, async port =>
        {
            await using var graph = Through(port, TimeProvider.System);
            await converse(graph);
        });
        var last = transcript.Steps.ToList().FindLastIndex(step => step.IsServers);
        return new([.. transcript.Steps.Take(last + 1)]);
    }

    /// <param name="graph">The graph behind the script.</param>
    /// <param name="at">Where the conversation is spoilt.</param>
    /// <param name="isWhole">Whether the first wrong byte is, by chance, the last right one, so that all was said.</param>
    /// <returns>What was thrown.</returns>
    private static async Task<string> FailAsync(Neo4jGraph graph, int at, bool isWhole)
    {
        try
        {
            var rows = await graph.RowsAsync(Statement);
            Assert.True(isWhole, $"At byte {at} the statement ended as if nothing had happened.");
            Assert.Equal(5, rows.Count);
            return nameof(Spoiling.WrongState);
        }
        catch (GraphUnavailableException told)
        {
            Assert.Contains("localhost", told.Message, StringComparison.Ordinal);
            return nameof(GraphUnavailableException);
        }
        catch (CypherException told) when (told.Code == "Neo.ClientError.Request.Invalid")
        {
            return nameof(CypherException); // a server that ignores what it was asked without having failed
        }
        catch (Exception other) when (other is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"At byte {at} something else was thrown.", other);
        }
    }
}
