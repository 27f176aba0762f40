using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Values;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Random bytes and mutated conversations: no defect, no leak, and nothing told to those who may not see it. <c>eng/bolt-fuzz MINUTES</c> runs it longer.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string MinutesVariable = "COEVOLVE_BOLT_FUZZ_MINUTES";
    private const string Hidden = "rahasia-7431";
    private const string Password = "analyst-1";
    private const int Seed = 20261124;
    private const int Rounds = 600;
    private const int AtOnce = 8;
    private const long MoreMemory = 64 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_client_sends_the_server_stays_whole_and_silent()
    {
        var log = new Defects();
        await using var served = Served.Start(new() { AnalystView = new() { NodeProperties = [new(null, "email")] } }, log: log);
        served.Users.Set("ana", Password, BoltRole.Analyst);
        await served.Graph.RowsAsync($"UNWIND range(1, 200) AS i CREATE (:Actor {{id: i, email: '{Hidden}'}})-[:KNOWS]->(:Actor {{email: '{Hidden}'}})");
        await RunAsync(served, 0, 50);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var time = double.Parse(Environment.GetEnvironmentVariable(MinutesVariable) ?? "0", CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var done = 0;
        do
        {
            await RunAsync(served, Seed + done, Rounds);
            done += Rounds;
        }
        while (watch.Elapsed.TotalMinutes < time);

        await using var graph = served.Client();
        Assert.Equal(400, (await graph.ValueAsync("MATCH (a:Actor) RETURN count(a.email)")).AsInteger());
        await EndedAsync(served);
        output.WriteLine($"{done} conversations, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024} KB more in the heap.");
        Assert.Empty(log.Texts);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MoreMemory);
    }

    private static Task RunAsync(Served served, int seed, int rounds) => Parallel.ForAsync(
        0, rounds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (i, _) =>
        {
            var random = new Random(seed + i);
            var heard = await TalkAsync(served, Mutate(random, Conversations[i % Conversations.Length]));
            Assert.False(heard.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Hidden)) >= 0, $"Seed {seed + i} heard what is hidden.");
        });

    private static byte[][] Conversations { get; } =
    [
        Talk("MATCH (a:Actor) RETURN a", "MATCH p = ()-[]->() RETURN p", "MATCH (a) WHERE a.email = 'x' RETURN count(*)"),
        [.. Talk(), .. Conversation.Messages("B111A0"), .. Run("MATCH (n) RETURN properties(n)"), .. Pull(), .. Conversation.Messages("B012", "B00F", "B013")],
        [.. Talk(), .. Run("CALL db.propertyKeys()"), .. Conversation.Messages("B00F"), .. Run("SHOW TRANSACTIONS"), .. Pull(), .. Conversation.Messages("B00F", "B02FA0", "B06B")],
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"u8.ToArray(),
        new byte[600],
    ];

    private static byte[] Run(string cypher) => Conversation.Run(cypher);

    private static byte[] Pull() => Conversation.Request(MessageTag.Pull, Conversation.Map(("n", Value.Of(-1L))));

    private static byte[] Talk(params string[] statements) =>
    [
        .. Conversation.Handshake(5, 8),
        .. Conversation.Request(MessageTag.Hello, Conversation.Map(("user_agent", Value.Of("fuzz")), ("bolt_agent", Conversation.Map(("product", Value.Of("fuzz")))))),
        .. Conversation.Request(MessageTag.Logon, Conversation.Map(("scheme", Value.Of("basic")), ("principal", Value.Of("ana")), ("credentials", Value.Of(Password)))),
        .. statements.SelectMany(statement => (byte[])[.. Run(statement), .. Pull()]),
    ];

    /// <summary>Changes some bytes; most changes lie behind the login, since what is wrong before it ends the conversation.</summary>
    private static byte[] Mutate(Random random, byte[] conversation)
    {
        var bytes = conversation.ToList();
        if (bytes.TrueForAll(one => one == 0))
        {
            random.NextBytes(conversation = new byte[random.Next(1, bytes.Count)]);
            return conversation;
        }

        for (var left = random.Next(0, 6); left > 0; left--)
        {
            var at = random.Next(random.Next(8) == 0 ? 0 : Math.Min(180, bytes.Count - 1), bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 40)).Select(_ => (byte)random.Next(256)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(0, bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(0, Math.Min(20, bytes.Count - at)));
                    break;
            }

            if (bytes.Count < 2)
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Says all, and hears what the server has to say until it closes.</summary>
    private static async Task<byte[]> TalkAsync(Served served, byte[] bytes)
    {
        await using var stream = await served.ConnectAsync();
        using var heard = new MemoryStream();
        try
        {
            await stream.WriteAsync(bytes, Token);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(250));
            await stream.CopyToAsync(heard, patience.Token);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // The server has cut the connection, or waits for more.
        }

        return heard.ToArray();
    }

    /// <summary>All connections are gone once their clients are.</summary>
    private static async Task EndedAsync(Served served)
    {
        for (var tries = 0; served.Server.ConnectionCount > 1; tries++)
        {
            Assert.True(tries < 600, $"{served.Server.ConnectionCount} connections are still there.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
        }
    }

    private sealed class Defects : ILogger
    {
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts
        {
            get
            {
                lock (_texts)
                {
                    return [.. _texts];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (_texts)
                {
                    _texts.Add($"{formatter(state, exception)}: {exception}");
                }
            }
        }
    }
}
