using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Tests.Execution;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoEvolve.Graph.Tests.Model;

/// <summary>Random queries on random graphs have the rows that a naive evaluator gives, however they are planned.</summary>
public class PlanModelTests
{
    private const int QueriesPerGraph = 60;

    private static readonly (string Name, PlannerRules Rules)[] OtherRules =
    [
        ("none", PlannerRules.None), ("without indexes", PlannerRules.All with { UseIndexes = false }),
        ("in the order of the text", PlannerRules.All with { UseCosts = false }), ("not rewritten", PlannerRules.All with { Rewrite = false }),
    ];

    [Property(MaxTest = 40)]
    public Property Every_plan_gives_the_rows_of_the_naive_evaluator() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Check(new Random(seed)).GetAwaiter().GetResult());

    private static async Task Check(Random random)
    {
        var model = ModelGraph.Random(random);
        var statements = model.Statements();
        await using var graph = await QueryRows.GraphOf([.. random.Next(3) > 0 ? statements.Concat(ModelGraph.Indexes()) : statements]);
        var planned = Array.ConvertAll(OtherRules, rules => (rules.Name, Graph: graph.PlannedBy(rules.Rules)));
        for (var i = 0; i < QueriesPerGraph; i++)
        {
            var query = RandomQueries.Make(random);
            var expected = NaiveEvaluator.Run(model, query).Select(row => string.Join(" | ", row.Select(value => value ?? "null"))).ToArray();
            foreach (var (name, one) in new[] { ("all rules", graph), ModelGraph.Pick(random, planned) })
            {
                var rows = await one.Rows(query.ToString());
                var isSame = Ordered(rows, query).SequenceEqual(Ordered(expected, query));
                Assert.True(isSame, $"{name}\n{string.Join(";\n", model.Statements())};\n{query}\nexpected\n{string.Join('\n', expected)}\ngot\n{string.Join('\n', rows)}");
            }
        }
    }

    private static IEnumerable<string> Ordered(string[] rows, ModelQuery query) => query.Sorts ? rows : rows.Order(StringComparer.Ordinal);
}
