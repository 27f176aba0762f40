using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.CrashWriter;

/// <summary>
/// The transactions of one writer, numbered from 1 without gaps. Number n opens an order with its parts, which touches nodes, relationships, labels,
/// properties and indexes in several statements, and closes order n - <see cref="OpenOrders"/>, whose parts are deleted. So what a graph must hold after number n is known from n alone.
/// </summary>
public static class OrderBook
{
    /// <summary>How many of a writer's latest orders still have their parts.</summary>
    public const int OpenOrders = 8;

    private static readonly string[] s_schema =
    [
        "CREATE CONSTRAINT order_key IF NOT EXISTS FOR (o:Order) REQUIRE o.key IS UNIQUE",
        "CREATE CONSTRAINT part_key IF NOT EXISTS FOR (p:Part) REQUIRE p.key IS UNIQUE",
        "CREATE INDEX part_writer IF NOT EXISTS FOR (p:Part) ON (p.writer)",
        "CREATE INDEX order_state IF NOT EXISTS FOR (o:Order) ON (o.state)",
        "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:Order|Part) ON EACH [n.key, n.state]",
    ];

    private static readonly string[] s_statements =
    [
        "MERGE (c:Counter {writer: $writer}) SET c.value = $number",
        "CREATE (o:Order:Open {key: $key, writer: $writer, number: $number, parts: $parts, state: 'open', at: datetime()})",
        "MATCH (o:Order {key: $key}) UNWIND range(1, $parts) AS place CREATE (o)-[:HAS {place: place}]->(:Part {key: $key + '/' + toString(place), writer: $writer, weight: place * 1.5})",
        "MATCH (o:Order {key: $closed}) SET o:Closed, o.state = 'closed' REMOVE o:Open, o.at",
        "MATCH (:Order {key: $closed})-[:HAS]->(p:Part) DETACH DELETE p",
    ];

    /// <summary>How many parts an order has.</summary>
    public static long PartsOf(long number) => 1 + (number % 4);

    public static async Task CreateSchemaAsync(IGraph graph)
    {
        foreach (var statement in s_schema)
        {
            await RunAsync(graph, statement, []).ConfigureAwait(false);
        }
    }

    /// <summary>The last number that a writer committed, 0 before the first.</summary>
    public static async Task<long> LastNumberAsync(IGraph graph, long writer)
    {
        var result = await graph.RunAsync("MATCH (c:Counter {writer: $writer}) RETURN c.value", new Dictionary<string, Value> { ["writer"] = Value.Of(writer) }).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            return await result.ReadAsync().ConfigureAwait(false) ? result.Current[0].AsInteger() : 0;
        }
    }

    /// <summary>Commits transaction n of a writer; when this returns it is acknowledged. Before some of them one is rolled back.</summary>
    public static async Task CommitAsync(IGraph graph, long writer, long number)
    {
        if (number % 5 == 0)
        {
            await AbandonAsync(graph, number).ConfigureAwait(false);
        }

        var parameters = new Dictionary<string, Value>
        {
            ["writer"] = Value.Of(writer),
            ["number"] = Value.Of(number),
            ["parts"] = Value.Of(PartsOf(number)),
            ["key"] = Value.Of($"{writer}-{number}"),
            ["closed"] = Value.Of($"{writer}-{number - OpenOrders}"),
        };
        var transaction = await graph.BeginTransactionAsync(AccessMode.Write).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var statement in s_statements)
            {
                await transaction.RunAsync(statement, parameters).ConfigureAwait(false);
            }

            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    private static async Task AbandonAsync(IGraph graph, long number)
    {
        var transaction = await graph.BeginTransactionAsync(AccessMode.Write).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var parameters = new Dictionary<string, Value> { ["number"] = Value.Of(number) };
            await transaction.RunAsync("CREATE (:Abandoned {abandoned: $number})-[:ABANDONED]->(:Order {key: 'abandoned'})", parameters).ConfigureAwait(false);
            await transaction.RollbackAsync().ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(IGraph graph, string statement, Dictionary<string, Value> parameters)
    {
        var result = await graph.RunAsync(statement, parameters).ConfigureAwait(false);
        await result.DisposeAsync().ConfigureAwait(false);
    }
}
