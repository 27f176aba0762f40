using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Execution;

/// <summary>Operators that hold rows: groups, distinct rows, the first of a sorted list.</summary>
public class HoldingTests
{
    [Fact]
    public async Task The_first_rows_come_in_order_and_equal_ones_as_they_came()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(
            ["1 | 'd'", "1 | 'f'", "2 | 'b'"],
            await graph.Rows("UNWIND [[3, 'a'], [2, 'b'], [3, 'c'], [1, 'd'], [2, 'e'], [1, 'f']] AS x WITH x ORDER BY x[0] LIMIT 3 RETURN x[0], x[1]"));
    }

    [Fact]
    public async Task Rows_that_are_skipped_count_among_the_first()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(["8", "7"], await graph.Rows("UNWIND range(1, 10) AS x RETURN x ORDER BY x DESC SKIP $skip LIMIT $limit", ("skip", Value.Of(2L)), ("limit", Value.Of(2L))));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(9_000_000_000_000_000_000, 5)]
    public async Task Any_number_of_first_rows_may_be_asked_for(long limit, int rows)
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(rows, (await graph.Rows("UNWIND [5, 3, 1, 4, 2] AS x RETURN x ORDER BY x SKIP 0 LIMIT $limit", ("limit", Value.Of(limit)))).Length);
    }

    [Fact]
    public async Task The_first_rows_of_many_are_those_of_the_sorted_list()
    {
        // 7919 is prime to 5000, so that x * 7919 % 5000 takes every value below 5000 once.
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(
            Enumerable.Range(4900, 100).Reverse().Select(x => $"{x}"),
            await graph.Rows("UNWIND range(0, 4999) AS x WITH x * 7919 % 5000 AS y RETURN y ORDER BY y DESC LIMIT 100"));
    }

    [Fact]
    public async Task A_negative_limit_is_refused_in_front_of_a_sort_too()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(CypherErrors.ArgumentCode, (await graph.Fails("UNWIND [1] AS x RETURN x ORDER BY x LIMIT $n", ("n", Value.Of(-1L)))).Code);
    }

    [Fact]
    public void Groups_keep_their_numbers_and_keys_while_the_table_grows()
    {
        var groups = new GroupTable(2, TestContext.Current.CancellationToken);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 5_000; i++)
            {
                Assert.Equal((i, round == 0), groups.FindOrAdd([Value.Of((long)i), Value.Of($"{i % 7}")]));
            }
        }

        Assert.Equal(5_000, groups.Count);
        Assert.Equal([Value.Of(4_321L), Value.Of("2")], groups.KeyOf(4_321).ToArray());
    }

    [Fact]
    public void Keys_that_are_equivalent_are_one_group()
    {
        var groups = new GroupTable(1, TestContext.Current.CancellationToken);
        Assert.Equal((0, true), groups.FindOrAdd([Value.Of(1L)]));
        Assert.Equal((0, false), groups.FindOrAdd([Value.Of(1.0)]));
        Assert.Equal((1, true), groups.FindOrAdd([Value.Null]));
        Assert.Equal((1, false), groups.FindOrAdd([Value.Null]));
        Assert.Equal((2, true), groups.FindOrAdd([Value.Of(double.NaN)]));
        Assert.Equal((2, false), groups.FindOrAdd([Value.Of(double.NaN)]));
    }

    [Fact]
    public async Task Distinct_values_are_counted_in_each_group_by_itself()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(
            ["'a' | 3 | 6", "'b' | 1 | 2"],
            await graph.Rows("UNWIND [['a', 1], ['b', 2], ['a', 2], ['a', 1], ['a', 3], ['a', 3], ['b', 2], ['a', null]] AS x RETURN x[0] AS k, count(DISTINCT x[1]), sum(DISTINCT x[1])"));
    }

    [Fact]
    public async Task Relationships_between_two_known_nodes_are_found_from_either_side()
    {
        // The hub has 40 followers; the walk into the pair starts at the other end, which has two or three relationships.
        await using var graph = await QueryRows.GraphOf(
            "CREATE (h:Hub) WITH h UNWIND range(1, 40) AS i CREATE (h)<-[:FOLLOWS {n: i}]-(:Person {id: i})",
            "MATCH (h:Hub), (p:Person {id: 7}) CREATE (p)-[:FOLLOWS {n: 99}]->(h), (h)-[:FOLLOWS {n: 100}]->(p)");
        Assert.Equal(["[7, 99]"], await graph.Rows("MATCH (h:Hub), (p:Person {id: 7}) MATCH (h)<-[r:FOLLOWS]-(p) WITH r.n AS n ORDER BY n RETURN collect(n)"));
        Assert.Equal(["[100]"], await graph.Rows("MATCH (h:Hub), (p:Person {id: 7}) MATCH (h)-[r:FOLLOWS]->(p) RETURN collect(r.n)"));
        Assert.Equal(["[7, 99, 100]"], await graph.Rows("MATCH (h:Hub), (p:Person {id: 7}) MATCH (h)-[r]-(p) WITH r.n AS n ORDER BY n RETURN collect(n)"));
        Assert.Equal(["40"], await graph.Rows("MATCH (h:Hub)<-[r:FOLLOWS]-(p:Person) WHERE r.n < 50 RETURN count(*)"));
    }
}
