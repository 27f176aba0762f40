using System.Text.RegularExpressions;
using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Tests.Network;

/// <summary>The questions in <c>docs/analysts/queries.md</c>, asked of the seeds and the sample network.</summary>
public sealed partial class AnalystQueriesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "analysts", "queries.md")).ReplaceLineEndings("\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_question_has_an_answer_for_an_administrator_and_runs_for_an_analyst()
    {
        await using var graph = await SampleAsync();
        var analyst = graph.SeenThrough(AnalystView.Create());
        var questions = Question().Matches(Page);
        Assert.InRange(questions.Count, 25, 100);
        foreach (Match question in questions)
        {
            Assert.Equal(2, new[] { question.Groups["id"].Value, question.Groups["en"].Value }.Count(text => text.EndsWith('?')));
            Assert.True(await LargestAsync(graph, question.Groups["query"].Value) > 0, $"{question.Groups["en"].Value} No row.");
            await LargestAsync(analyst, question.Groups["query"].Value);
        }
    }

    private static async Task<EmbeddedGraph> SampleAsync()
    {
        var graph = EmbeddedGraph.InMemory();
        await NetworkImport.PrepareAsync(graph, Token);
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token);
        foreach (var package in new[] { "seeds", "sample" })
        {
            var report = await NetworkImport.RunAsync(transaction, Path.Combine(Repository.Root, "data", package), new(), null, Token);
            Assert.Equal(ImportOutcome.Written, report.Outcome);
        }

        await (await transaction.RunAsync(
            "MATCH (a:Cso), (b:Business) WHERE EXISTS { (a)-[:WORKS_IN]->(:Sector)<-[:WORKS_IN]-(b) } WITH a, b ORDER BY a.id, b.id LIMIT 30 "
            + "CREATE (a)-[:RECOMMENDED {run: 'r1', rank: 1, score: 0.5, tier: 'local', reason: 'contoh'}]->(b)", cancellationToken: Token)).DisposeAsync();
        await transaction.CommitAsync(Token);
        return graph;
    }

    /// <summary>Runs the statements one after another; the most rows that one of those in the middle gave, or the only one.</summary>
    private static async Task<int> LargestAsync(IGraph graph, string query)
    {
        var statements = query.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var largest = 0;
        for (var i = 0; i < statements.Length; i++)
        {
            await using var result = await graph.RunAsync(statements[i], cancellationToken: Token);
            var rows = 0;
            while (await result.ReadAsync(Token))
            {
                rows++;
            }

            largest = statements.Length == 1 || (i > 0 && i < statements.Length - 1) ? Math.Max(largest, rows) : largest;
        }

        return largest;
    }

    [GeneratedRegex(@"## \d+\. (?<id>[^\n]+)\n\*(?<en>[^\n]+)\*\n\n```cypher\n(?<query>.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Question();
}
