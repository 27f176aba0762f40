using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Tck;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>Neo4j's answer to a case of the TCK, which knows more than the case: status code, place, counters, the order of columns.</summary>
internal sealed class TckAnswer(JsonElement answer, TckCase question)
{
    public ConformanceCase ToCase(string table) => new(table, question.Category, question.Id, question.Query, RunAsync);

    private async Task<CaseOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var expectation = Neo4jExpectation.Read(answer, Order());
        var graph = await question.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using (graph.ConfigureAwait(false))
        {
            var given = await EngineAnswer.AskAsync(graph, question.Query, question.Parameters(), cancellationToken).ConfigureAwait(false);
            return expectation.Objection(given) is { } objection
                ? CaseOutcome.Failed(question.Query, expectation.ToString()!, $"{objection}\n{given}")
                : CaseOutcome.Passed;
        }
    }

    private RowOrder Order()
    {
        var expect = question.Expectation;
        return expect.GetProperty("kind").GetString() == "rows"
            ? new(expect.GetProperty("ordered").GetBoolean(), expect.GetProperty("ignoreListOrder").GetBoolean(), 0)
            : default;
    }
}
