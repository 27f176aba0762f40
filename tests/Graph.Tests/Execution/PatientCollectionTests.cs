using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Execution;

/// <summary>Lists, tables and sorting that can be stopped in the middle do what those do that cannot.</summary>
public sealed class PatientCollectionTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(5, 3)]
    [InlineData(4_096, 0)]
    [InlineData(4_097, 4_097)]
    [InlineData(20_000, 7)]
    public void A_growing_list_holds_its_items_in_order(int count, int expected)
    {
        var list = new GrowingList<int>(expected);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < count; i++)
            {
                list.Add(i);
                list[i] *= 3;
            }

            Assert.Equal(count, list.Count);
            Assert.Equal(Enumerable.Range(0, count).Select(i => 3 * i), list.ToArray(CancellationToken.None));
            Assert.Throws<ArgumentOutOfRangeException>(() => list[count]);
            list.Clear();
        }
    }

    [Fact]
    public void A_growing_list_stops_making_an_array_when_it_is_cancelled()
    {
        var list = new GrowingList<int>();
        list.Add(1);
        Assert.Throws<OperationCanceledException>(() => list.ToArray(Cancelled));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_073)]
    [InlineData(300_001)]
    public void Parts_sorted_and_merged_are_sorted(int count)
    {
        var random = new Random(count);
        var numbers = Enumerable.Range(0, count).Select(_ => (double)random.Next(count / 2)).ToArray();
        var expected = numbers.Order().ToArray();

        PatientSort.Ascending<double>(numbers, CancellationToken.None);

        Assert.Equal(expected, numbers);
    }

    [Fact]
    public void Sorting_stops_when_it_is_cancelled()
    {
        Assert.Throws<OperationCanceledException>(() => PatientSort.Ascending<int>(new int[10], Cancelled));
        Assert.Throws<OperationCanceledException>(() => PatientSort.Sort<int>(new int[10], (a, b) => a.CompareTo(b), Cancelled));
    }

    [Fact]
    public void A_table_of_many_groups_finds_each_again()
    {
        const int many = 700_000;
        var groups = new GroupTable(1, CancellationToken.None);
        for (var i = 0; i < many; i++)
        {
            Assert.Equal((i, true), groups.FindOrAdd([Value.Of(i * 7L)]));
        }

        for (var i = 0; i < many; i++)
        {
            Assert.Equal((i, false), groups.FindOrAdd([Value.Of(i * 7L)]));
        }

        Assert.True(groups.FindOrAdd([Value.Of(1L)]).Added);
    }

    [Fact]
    public void A_table_stops_growing_when_it_is_cancelled()
    {
        var groups = new GroupTable(1, Cancelled);
        Assert.Throws<OperationCanceledException>(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                groups.FindOrAdd([Value.Of((long)i)]);
            }
        });
    }

    [Fact]
    public async Task Long_lists_and_texts_that_differ_in_the_middle_are_distinct()
    {
        await using var graph = EmbeddedGraph.InMemory();
        const string lists = "[x IN range(1, 20000) | x], [x IN range(1, 20000) | x * 1.0], [x IN range(1, 20000) | CASE x WHEN 10000 THEN 0 ELSE x END]";
        Assert.Equal(["2"], await graph.Rows($"UNWIND [{lists}] AS l RETURN count(DISTINCT l)"));
        Assert.Equal(["[1, 1, 2]"], await graph.Rows($"UNWIND [{lists}] AS l WITH size(l) AS s, collect(DISTINCT l) AS ls RETURN [1, 1, size(ls)]"));
        Assert.Equal(["true | false | false"], await graph.Rows($"WITH [{lists}] AS ls RETURN ls[0] = ls[1], ls[0] = ls[2], ls[0] < ls[2]"));
        const string text = "reduce(s = 'ab', i IN range(1, 16) | s + s)";
        Assert.Equal(["2"], await graph.Rows($"WITH {text} AS s UNWIND [s + 'x' + s, {text} + 'x' + s, s + 'y' + s] AS t WITH DISTINCT t RETURN count(*)"));
    }

    [Fact]
    public async Task Distinct_values_of_many_groups_are_kept_apart()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(
            ["1000 | 5 | 5 | 5000"],
            await graph.Rows("UNWIND range(0, 19999) AS x WITH x % 1000 AS k, count(DISTINCT x / 4000) AS n, collect(DISTINCT x / 4000) AS l RETURN count(k), min(n), max(size(l)), sum(n)"));
    }
}
