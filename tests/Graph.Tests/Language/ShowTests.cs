using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>SHOW and TERMINATE, and the procedures that tools call.</summary>
public class ShowTests
{
    [Fact]
    public async Task Indexes_are_shown_with_what_they_cover_and_the_statement_that_makes_them()
    {
        await using var graph = await GraphOf("CREATE (:Boat {name: 'Sri'})");
        await Rows(graph, "CREATE TEXT INDEX boat_name FOR (b:Boat) ON (b.name)");
        await Rows(graph, "CREATE CONSTRAINT crew FOR ()-[c:CREW]-() REQUIRE (c.since, c.role) IS UNIQUE");

        Assert.Equal(
            [
                "'boat_name' | 'TEXT' | 'NODE' | ['Boat'] | ['name'] | null | 'CREATE TEXT INDEX `boat_name` FOR (n:`Boat`) ON (n.`name`)'",
                "'crew' | 'RANGE' | 'RELATIONSHIP' | ['CREW'] | ['since', 'role'] | 'crew' | 'CREATE CONSTRAINT `crew` FOR ()-[r:`CREW`]-() REQUIRE (r.`since`, r.`role`) IS UNIQUE'",
            ],
            await Rows(graph, """
                SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint, createStatement
                WHERE type <> 'LOOKUP' RETURN *
                """));
        Assert.Equal(["'crew' | 'RELATIONSHIP_UNIQUENESS'"], await Rows(graph, "SHOW REL UNIQUE CONSTRAINTS YIELD name, type"));
        Assert.Empty(await Rows(graph, "SHOW NODE KEY CONSTRAINTS YIELD name"));
    }

    [Fact]
    public async Task Without_YIELD_the_first_columns_are_shown()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var result = await graph.RunAsync("SHOW PROCEDURES WHERE name = 'db.ping'", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["name", "description", "mode", "worksOnSystem"], result.Columns);
        Assert.True(await result.ReadAsync(TestContext.Current.CancellationToken));
        Assert.False(await result.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task YIELD_may_order_page_and_filter_and_RETURN_may_count() =>
        Assert.Equal(["1"], await Rows("", "SHOW FUNCTIONS YIELD name AS f ORDER BY f SKIP 1 LIMIT 3 WHERE f = 'all' RETURN count(*)"));

    [Theory]
    [InlineData("SHOW INDEXES YIELD shape", "ClientError.Statement.SyntaxError")]
    [InlineData("SHOW ROLES", "ClientError.Statement.UnsupportedAdministrationCommand")]
    [InlineData("STOP DATABASE neo4j", "ClientError.Statement.UnsupportedAdministrationCommand")]
    [InlineData("CREATE USER ani SET PASSWORD 'kurang'", "ClientError.Statement.ArgumentError")]
    [InlineData("CREATE TEXT INDEX t FOR (b:Boat) ON (b.name, b.age)", "ClientError.Statement.SyntaxError")]
    [InlineData("CREATE CONSTRAINT FOR (b:Boat) REQUIRE b.name IS NOT NULL", "DatabaseError.Schema.ConstraintCreationFailed")]
    public async Task What_cannot_be_is_refused_by_its_code(string statement, string code)
    {
        await using var graph = EmbeddedGraph.InMemory();

        Assert.Equal("Neo." + code, (await Assert.ThrowsAsync<CypherException>(() => Rows(graph, statement))).Code);
    }

    [Fact]
    public async Task A_transaction_is_seen_and_terminated_from_another()
    {
        await using var graph = await GraphOf("CREATE (:Boat)");
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, TestContext.Current.CancellationToken);
        await using (await transaction.RunAsync("CREATE (:Ship)", cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        var id = Assert.Single(await Rows(graph, "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery = 'CREATE (:Ship)' RETURN transactionId"));
        Assert.Equal(["'Transaction terminated.'"], await Rows(graph, $"TERMINATE TRANSACTION {id} YIELD message"));

        var error = await Assert.ThrowsAsync<CypherException>(async () => await transaction.CommitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Neo.ClientError.Transaction.Terminated", error.Code);
        Assert.Equal(["0"], await Rows(graph, "MATCH (s:Ship) RETURN count(s)"));
    }

    [Fact]
    public async Task An_index_that_is_there_already_is_told_of_and_left_alone()
    {
        await using var graph = await GraphOf("CREATE (:Boat)");
        await Rows(graph, "CREATE INDEX boats FOR (b:Boat) ON (b.name)");

        await using var result = await graph.RunAsync("CREATE INDEX boats IF NOT EXISTS FOR (b:Boat) ON (b.age)", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Neo.ClientNotification.Schema.IndexOrConstraintAlreadyExists", Assert.Single(result.Notifications).Code);
        Assert.False(result.Counters.ContainsUpdates);
    }
}
