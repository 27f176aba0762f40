using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Who is let in, what they see, and who is cut off.</summary>
public sealed class ServerTests
{
    private static readonly GraphView View = new()
    {
        NodeProperties = [new(null, "email")],
        Nodes = [new("Actor", "consent", Value.True, Unless: true)],
        Relationships = [new("NEEDS", "private", Value.True)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task For_an_analyst_hidden_things_do_not_exist()
    {
        await using var served = Served.Start(new() { AnalystView = View });
        served.Users.Set("ana", "analyst-1", BoltRole.Analyst);
        await served.Graph.RowsAsync("CREATE INDEX FOR (a:Actor) ON (a.email)");
        await served.Graph.RowsAsync("CREATE (a:Actor {id: 'a', email: 'a@x.id', consent: true})-[:NEEDS {private: true}]->(r:Resource {code: 'r'}), (a)-[:NEEDS]->(:Resource {code: 's'}), "
            + "(:Actor {id: 'b', email: 'b@x.id', consent: false})-[:NEEDS]->(r), (:Actor {id: 'c'})");
        await using var graph = served.Client(credentials: BoltCredentials.Basic("ana", "analyst-1"));
        Assert.Equal("a", (await graph.ValueAsync("MATCH (a:Actor) RETURN a.id")).AsString());
        Assert.Equal(["consent", "id"], (await graph.ValueAsync("MATCH (a:Actor) RETURN keys(a)")).AsList().Select(key => key.AsString()).Order());
        Assert.Equal(0, (await graph.ValueAsync("MATCH (a:Actor) WHERE a.email = 'a@x.id' RETURN count(*)")).AsInteger());
        Assert.Equal(0, (await graph.ValueAsync("MATCH (a) WHERE a.email IS NOT NULL RETURN count(*)")).AsInteger());
        Assert.Equal("s", (await graph.ValueAsync("MATCH (:Actor)-[:NEEDS]->(r) RETURN r.code")).AsString());
        Assert.Equal(1, (await graph.ValueAsync("MATCH ()-[r]->() RETURN count(r)")).AsInteger());
        Assert.Equal("Neo.ClientError.Security.Forbidden", await graph.CodeAsync("MATCH (a:Actor) SET a.x = 1"));
        Assert.Equal(3, (await served.Client().ValueAsync("MATCH (a:Actor) RETURN count(a)")).AsInteger());
    }

    [Fact]
    public async Task An_analyst_sees_each_commit_and_nothing_hidden_of_it()
    {
        await using var served = Served.Start(new() { AnalystView = View });
        served.Users.Set("ana", "analyst-1", BoltRole.Analyst);
        await using var graph = served.Client(credentials: BoltCredentials.Basic("ana", "analyst-1"));
        for (var i = 1; i <= 3; i++)
        {
            await served.Graph.RowsAsync("CREATE (:Actor {consent: true, email: 'x'}), (:Actor {consent: false})");
            Assert.Equal(i, (await graph.ValueAsync("MATCH (a:Actor) RETURN count(a) + count(a.email)")).AsInteger());
        }
    }

    [Fact]
    public async Task After_three_wrong_passwords_the_right_one_is_refused_until_the_lock_is_over()
    {
        var clock = new ManualClock();
        var users = BoltUsers.InMemory(clock);
        users.EnsureFirstUser(Served.Password);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(LoginOutcome.Refused, await users.LogOnAsync("neo4j", "wrong", Token));
        }

        Assert.Equal(LoginOutcome.Locked, await users.LogOnAsync("neo4j", Served.Password, Token));
        clock.Advance(BoltUsers.LockTime);
        Assert.Equal(LoginOutcome.Welcome, await users.LogOnAsync("neo4j", Served.Password, Token));
        Assert.Equal(LoginOutcome.Refused, await users.LogOnAsync("nobody", Served.Password, Token));
    }

    [Fact]
    public async Task Wrong_credentials_get_one_answer_whatever_is_wrong()
    {
        await using var served = Served.Start();
        foreach (var credentials in new[] { BoltCredentials.Basic("neo4j", "no"), BoltCredentials.Basic("nobody", "no"), BoltCredentials.Bearer("token"), BoltCredentials.None })
        {
            await using var graph = served.Client(credentials: credentials);
            Assert.Equal("Neo.ClientError.Security.Unauthorized", await graph.CodeAsync("RETURN 1"));
        }
    }

    [Fact]
    public async Task A_password_that_must_be_changed_lets_its_user_do_nothing_else()
    {
        await using var served = Served.Start();
        await using (var admin = served.Client())
        {
            await admin.RowsAsync("CREATE USER tmp SET PASSWORD 'first-one' CHANGE REQUIRED");
        }

        await using (var before = served.Client(credentials: BoltCredentials.Basic("tmp", "first-one")))
        {
            Assert.Equal("Neo.ClientError.Security.CredentialsExpired", await before.CodeAsync("RETURN 1"));
            Assert.Equal("Neo.ClientError.Statement.ArgumentError", await before.CodeAsync("ALTER CURRENT USER SET PASSWORD FROM 'other' TO 'second-one'"));
            await before.RowsAsync("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", ("old", Value.Of("first-one")), ("new", Value.Of("second-one")));
        }

        await using var after = served.Client(credentials: BoltCredentials.Basic("tmp", "second-one"));
        Assert.Equal(1, (await after.ValueAsync("RETURN 1")).AsInteger());
        Assert.Equal("Neo.ClientError.Security.Forbidden", await after.CodeAsync("CREATE USER x SET PASSWORD 'long-enough'"));
    }

    [Fact]
    public void Users_are_kept_without_their_passwords()
    {
        var path = Path.Combine(Path.GetTempPath(), $"coevolve-users-{Environment.ProcessId}.json");
        try
        {
            var made = BoltUsers.Open(path).EnsureFirstUser(null);
            Assert.Equal(20, made!.Length);
            Assert.DoesNotContain(made, File.ReadAllText(path), StringComparison.Ordinal);
            var again = BoltUsers.Open(path);
            Assert.Null(again.EnsureFirstUser("something"));
            Assert.Equal([("neo4j", BoltRole.Admin)], again.All);
            File.WriteAllText(path, "{}");
            Assert.Throws<InvalidDataException>(() => BoltUsers.Open(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Tls_is_spoken_on_the_same_port_and_its_certificate_checked_unless_waived()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var served = Served.Start(new() { Certificate = certificate });
        foreach (var scheme in new[] { "bolt+ssc", "neo4j+ssc", "bolt" })
        {
            await using var graph = served.Client(scheme);
            Assert.Equal(2, (await graph.ValueAsync("RETURN 2")).AsInteger());
            Assert.Equal(100_000, (await graph.ValueAsync("RETURN $s", ("s", Value.Of(new string('x', 100_000))))).AsString().Length);
        }

        await using var strict = served.Client("bolt+s");
        await Assert.ThrowsAsync<GraphUnavailableException>(() => strict.RunAsync("RETURN 1", cancellationToken: Token).AsTask());
    }

    [Fact]
    public async Task Beyond_this_machine_it_listens_only_in_tls_or_when_told_so_by_name()
    {
        await using var graph = EmbeddedGraph.InMemory();
        var users = BoltUsers.InMemory();
        var open = new BoltServerOptions { Address = IPAddress.Any, Port = 0 };
        Assert.Throws<ArgumentException>(() => BoltServer.Start(graph, users, open));
        Assert.Throws<ArgumentException>(() => BoltServer.Start(graph, users, open with { AllowPlainText = true, RequireLogin = false }));
        await using var asked = BoltServer.Start(graph, users, open with { AllowPlainText = true });
        Assert.NotEqual(0, asked.EndPoint.Port);
    }

    [Fact]
    public async Task Clients_that_say_nothing_or_too_little_are_cut_off()
    {
        var clock = new ManualClock();
        await using var served = Served.Start(clock: clock);
        foreach (var start in new byte[][] { [], [0x60], [0x60, 0x60, 0xB0, 0x17, 0, 0], [.. Conversation.Handshake(5, 8)], "GET / HT"u8.ToArray() })
        {
            await using var stream = await served.ConnectAsync();
            await stream.WriteAsync(start, Token);
            var reading = Conversation.ReadToEndAsync(stream);
            await clock.AdvanceUntilAsync(reading, TimeSpan.FromSeconds(1));
            Assert.True(await reading <= 4);
        }

        await using var loggedOn = await Conversation.LogOnAsync(served);
        await loggedOn.WriteAsync(new byte[] { 0, 9, 0xB3 }, Token);
        var cut = Conversation.ReadToEndAsync(loggedOn);
        await clock.AdvanceUntilAsync(cut, TimeSpan.FromSeconds(1));
        Assert.Equal(0, await cut);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_refused_before_it_is_kept()
    {
        await using var served = Served.Start(new() { MaxMessageBytes = 100_000 });
        await using var graph = served.Client();
        Assert.Equal("Neo.ClientError.Request.Invalid", (await Assert.ThrowsAsync<CypherException>(() => graph.ValueAsync("RETURN $x", ("x", Value.Of(new string('x', 100_000)))))).Code);
        Assert.Equal(3, (await graph.ValueAsync("RETURN 3")).AsInteger());
    }

    [Fact]
    public async Task Garbage_is_closed_without_a_word_and_hurts_nobody()
    {
        await using var served = Served.Start();
        foreach (var garbage in new[] { "SSH-2.0-x\r\n"u8.ToArray(), [0x16, 3, 1, 0, 5, 1], new byte[40], [.. Enumerable.Repeat((byte)0xFF, 5_000)] })
        {
            await using var stream = await served.ConnectAsync();
            await stream.WriteAsync(garbage, Token);
            Assert.Equal(0, await Conversation.ReadToEndAsync(stream));
        }

        await using var graph = served.Client();
        Assert.Equal(1, (await graph.ValueAsync("RETURN 1")).AsInteger());
    }

    [Fact]
    public async Task The_discovery_document_is_served_on_the_same_port()
    {
        await using var served = Served.Start();
        using var http = new HttpClient();
        var document = await http.GetStringAsync(new Uri($"http://localhost:{served.Server.EndPoint.Port}/"), Token);
        Assert.Contains($"\"bolt_direct\":\"bolt://localhost:{served.Server.EndPoint.Port}\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_hundred_connections_are_served_at_once()
    {
        await using var served = Served.Start();
        await using var graph = served.Client(change: options => options with { MaxConnections = 500, ConnectTime = TimeSpan.FromSeconds(60) });
        var transactions = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => graph.BeginTransactionAsync(AccessMode.Read, Token).AsTask()));
        Assert.Equal(500, served.Server.ConnectionCount);
        var sums = await Task.WhenAll(transactions.Select(async (transaction, i) => (await transaction.RowsAsync($"RETURN {i} * 2"))[0][0].AsInteger()));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i * 2L), sums);
        foreach (var transaction in transactions)
        {
            await transaction.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_no_writer_behind()
    {
        await using var served = Served.Start();
        await using (var stream = await Conversation.LogOnAsync(served))
        {
            await stream.WriteAsync((byte[])[.. Conversation.Messages("B111A0"), .. Conversation.Run("CREATE (:Left)")], Token);
            await Conversation.ReadMessageAsync(stream);
            await Conversation.ReadMessageAsync(stream);
        }

        await using var graph = served.Client();
        await graph.RowsAsync("CREATE (:Right)");
        Assert.Equal(0, (await graph.ValueAsync("MATCH (n:Left) RETURN count(n)")).AsInteger());
    }
}
