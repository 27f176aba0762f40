namespace CoEvolve.Graph.Tests.Execution;

/// <summary>UNWIND range(…) counts and makes no list.</summary>
public sealed class UnwindRangeTests
{
    [Theory]
    [InlineData("UNWIND range(1, 2000000000000) AS i WITH i LIMIT 3 RETURN collect(i)", "1 2 3")]
    [InlineData("UNWIND range(10, 1, -4) AS i RETURN collect(i)", "10 6 2")]
    [InlineData("UNWIND range(5, 1) AS i RETURN collect(i)", "")]
    [InlineData("UNWIND range(0, 1, -123) AS i RETURN collect(i)", "0")]
    [InlineData("UNWIND [2, 0, 1] AS n UNWIND range(1, n) AS i RETURN collect(n * 10 + i)", "21 22 11")]
    [InlineData("UNWIND range(9223372036854775806, 9223372036854775807) AS i RETURN collect(i)", "9223372036854775806 9223372036854775807")]
    public async Task Items_come_as_from_the_list(string query, string expected)
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var result = await graph.RunAsync(query, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(await result.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(expected, string.Join(' ', result.Current[0].AsList().Select(item => item.AsInteger())));
    }
}
