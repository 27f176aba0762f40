using CoEvolve.Graph.CrashWriter;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Durability;

/// <summary>Compares a graph with what the numbers of its writers say that it must hold.</summary>
internal static class OrderBookCheck
{
    /// <param name="graph">The graph after the crash.</param>
    /// <param name="acknowledged">The last number that each writer was told of.</param>
    public static async Task AssertWholeAsync(EmbeddedGraph graph, IReadOnlyList<long> acknowledged)
    {
        var (orders, open, parts) = (0L, 0L, 0L);
        for (var writer = 0; writer < acknowledged.Count; writer++)
        {
            var last = await OrderBook.LastNumberAsync(graph, writer);

            // A transaction may have become lasting just before its writer was told.
            Assert.InRange(last, acknowledged[writer], acknowledged[writer] + 1);
            await AssertOrdersAsync(graph, writer, last);
            orders += last;
            open += Math.Min(last, OrderBook.OpenOrders);
            parts += PartsAfter(last);
        }

        Assert.Equal(orders, await CountAsync(graph, "MATCH (o:Order) RETURN count(o)"));
        if (orders > 0)
        {
            Assert.Equal(open, await CountAsync(graph, "CALL db.index.fulltext.queryNodes('words', 'open') YIELD node RETURN count(node)"));
        }

        Assert.Equal(parts, await CountAsync(graph, "MATCH (p:Part) RETURN count(p)"));
        Assert.Equal(parts, await CountAsync(graph, "MATCH (:Order)-[h:HAS]->(:Part) RETURN count(h)"));
        Assert.Equal(0, await CountAsync(graph, "MATCH (n:Abandoned) RETURN count(n)"));
    }

    private static async Task AssertOrdersAsync(EmbeddedGraph graph, int writer, long last)
    {
        const string Statement =
            "MATCH (o:Order {writer: $writer}) OPTIONAL MATCH (o)-[h:HAS]->(p:Part {writer: $writer}) "
            + "RETURN o.number, o:Open, o.state, o.at IS NULL, o.parts, count(p), sum(p.weight) ORDER BY o.number";
        await using var result = await graph.RunAsync(Statement, new Dictionary<string, Value> { ["writer"] = Value.Of((long)writer) });
        for (var number = 1L; number <= last; number++)
        {
            Assert.True(await result.ReadAsync());
            var open = number > last - OrderBook.OpenOrders;
            var parts = open ? OrderBook.PartsOf(number) : 0;
            Assert.Equal(number, result.Current[0].AsInteger());
            Assert.Equal(open, result.Current[1].AsBoolean());
            Assert.Equal(open ? "open" : "closed", result.Current[2].AsString());
            Assert.Equal(!open, result.Current[3].AsBoolean());
            Assert.Equal((OrderBook.PartsOf(number), parts), (result.Current[4].AsInteger(), result.Current[5].AsInteger()));
            Assert.Equal(1.5 * parts * (parts + 1) / 2, result.Current[6].AsDouble());
        }

        Assert.False(await result.ReadAsync());
    }

    private static long PartsAfter(long last)
    {
        var parts = 0L;
        for (var number = Math.Max(1, last - OrderBook.OpenOrders + 1); number <= last; number++)
        {
            parts += OrderBook.PartsOf(number);
        }

        return parts;
    }

    private static async Task<long> CountAsync(EmbeddedGraph graph, string statement)
    {
        await using var result = await graph.RunAsync(statement);
        Assert.True(await result.ReadAsync());
        return result.Current[0].AsInteger();
    }
}
