using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>What users are told of each other's work, and of names that only hidden things have.</summary>
public sealed class OthersTransactionsTests
{
    private const string Listing = "SHOW TRANSACTIONS YIELD transactionId, username, currentQuery, protocol, connectionId, metaData";

    private static readonly GraphView View = new()
    {
        NodeProperties = [new(null, "email")],
        Nodes = [new("Actor", "consent", Value.True, Unless: true)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_analyst_neither_sees_nor_ends_what_others_run_and_an_admin_does()
    {
        await using var served = StartWithAnalyst();
        await using var admin = served.Client();
        await using var analyst = Analyst(served);
        await using var work = await admin.BeginTransactionAsync(AccessMode.Write, Token);
        await work.RowsAsync("CREATE (:Actor {email: 'rahasia@x.id'})");
        await using var own = await analyst.BeginTransactionAsync(AccessMode.Read, Token);
        await own.RowsAsync("RETURN 'analisis'");

        var seen = await analyst.RowsAsync(Listing);
        Assert.All(seen, row => Assert.Equal(("ana", "bolt"), (row[1].AsString(), row[3].AsString())));
        Assert.Equal([Listing, "RETURN 'analisis'"], seen.Select(row => row[2].AsString()).Order(StringComparer.Ordinal).Reverse());
        var all = await admin.RowsAsync(Listing);
        Assert.Contains(all, row => row[1].AsString() == "ana" && row[2].AsString() == "RETURN 'analisis'");
        var writing = Assert.Single(all, row => row[2].AsString().Contains("rahasia", StringComparison.Ordinal))[0].AsString();

        Assert.Equal("Transaction not found.", (await analyst.RowsAsync($"TERMINATE TRANSACTIONS '{writing}'"))[0][2].AsString());
        Assert.Equal("Transaction terminated.", (await admin.RowsAsync($"TERMINATE TRANSACTIONS '{writing}'"))[0][2].AsString());
        Assert.Equal("Neo.ClientError.Transaction.Terminated", (await Assert.ThrowsAsync<CypherException>(() => work.CommitAsync(Token).AsTask())).Code);
        Assert.Equal(0, (await admin.ValueAsync("MATCH (a:Actor) RETURN count(a)")).AsInteger());
    }

    [Fact]
    public async Task Names_that_only_hidden_things_have_are_not_told_to_an_analyst()
    {
        await using var served = StartWithAnalyst();
        await using var admin = served.Client();
        await using var analyst = Analyst(served);
        await admin.RowsAsync("CREATE INDEX surat FOR (a:Actor) ON (a.email)");
        await admin.RowsAsync("CREATE CONSTRAINT nama FOR (a:Actor) REQUIRE a.id IS UNIQUE");
        await admin.RowsAsync("CREATE (:Actor {id: 'a', email: 'a@x.id', consent: true}), (:Actor:Tersembunyi {id: 'b', nik: '1', consent: false})");

        Assert.Equal(["consent", "email", "id", "nik"], await NamesAsync(admin, "CALL db.propertyKeys() YIELD propertyKey AS name"));
        Assert.Equal(["consent", "id"], await NamesAsync(analyst, "CALL db.propertyKeys() YIELD propertyKey AS name"));
        Assert.Equal(["Actor"], await NamesAsync(analyst, "CALL db.labels() YIELD label AS name"));
        Assert.Equal(["nama"], await NamesAsync(analyst, "SHOW INDEXES YIELD name, properties WHERE properties IS NOT NULL"));
        Assert.Equal(["consent", "id"], await NamesAsync(analyst, "CALL db.schema.nodeTypeProperties() YIELD propertyName AS name"));
        Assert.Equal(1, (await admin.ValueAsync("MATCH (a:Actor) WHERE a.email = 'a@x.id' RETURN count(a)")).AsInteger());
        Assert.Equal(0, (await analyst.ValueAsync("MATCH (a:Actor) WHERE a.email = 'a@x.id' RETURN count(a)")).AsInteger());
        Assert.Equal(1, (await admin.ValueAsync("MATCH (a:Actor) WHERE a.email = 'a@x.id' RETURN count(a)")).AsInteger());
    }

    [Fact]
    public async Task An_analyst_is_warned_of_a_hidden_property_as_of_one_that_never_was()
    {
        await using var served = StartWithAnalyst();
        await served.Graph.RowsAsync("CREATE (:Actor {email: 'a@x.id', consent: true}), (:Tersembunyi:Actor {consent: false})");
        var seen = served.Graph.SeenThrough(View);
        foreach (var statement in new[] { "MATCH (a:Actor) RETURN a.email AS x", "MATCH (a:Tersembunyi) RETURN 1 AS x" })
        {
            await using var whole = await served.Graph.RunAsync(statement, cancellationToken: Token);
            Assert.Empty(whole.Notifications);
            await using var part = await seen.RunAsync(statement, cancellationToken: Token);
            Assert.StartsWith("01N5", Assert.Single(part.Notifications).GqlStatus, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_others_projected_is_not_there_for_an_analyst()
    {
        await using var served = StartWithAnalyst();
        await using var admin = served.Client();
        await using var analyst = Analyst(served);
        await admin.RowsAsync("CREATE (:Actor {id: 'a', consent: true})-[:KNOWS]->(:Actor {id: 'b', consent: false})");
        await admin.RowsAsync("CALL gds.graph.project('semua', '*', '*') YIELD nodeCount RETURN nodeCount");
        Assert.Equal(["semua"], await NamesAsync(admin, "CALL gds.graph.list() YIELD graphName AS name"));
        Assert.Empty(await NamesAsync(analyst, "CALL gds.graph.list() YIELD graphName AS name"));
    }

    private static Served StartWithAnalyst()
    {
        var served = Served.Start(new() { AnalystView = View });
        served.Users.Set("ana", "analyst-1", BoltRole.Analyst);
        return served;
    }

    private static Neo4jGraph Analyst(Served served) => served.Client(credentials: BoltCredentials.Basic("ana", "analyst-1"));

    private static async Task<IEnumerable<string>> NamesAsync(IGraph graph, string cypher) =>
        (await graph.RowsAsync(cypher + (cypher.StartsWith("CALL", StringComparison.Ordinal) ? " RETURN name" : ""))).Select(row => row[0].AsString()).Order(StringComparer.Ordinal);
}
