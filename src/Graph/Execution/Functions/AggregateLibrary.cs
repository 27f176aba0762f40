using System.Collections.Frozen;
using CoEvolve.Graph.Algorithms.Procedures;
using CoEvolve.Graph.Cypher;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>All aggregating functions, by name without regard to case.</summary>
internal static class AggregateLibrary
{
    private const CypherTypes Summable = CypherTypes.Number | CypherTypes.Duration;

    public static readonly IReadOnlyList<AggregateDefinition> All =
    [
        new("count", [CypherTypes.Any], CypherTypes.Integer, () => new CountAggregator()) { Counts = true },
        new("collect", [CypherTypes.Any], CypherTypes.List, context => new CollectAggregator(context)),
        new("min", [CypherTypes.Any], CypherTypes.Any, () => new ExtremeAggregator(smallest: true)),
        new("max", [CypherTypes.Any], CypherTypes.Any, () => new ExtremeAggregator(smallest: false)),
        new("sum", [Summable], Summable, () => new SumAggregator()),
        new("avg", [Summable], Summable, () => new AverageAggregator()),
        new("stDev", [CypherTypes.Number], CypherTypes.Float, () => new DeviationAggregator("stDev", ofSample: true)),
        new("stDevP", [CypherTypes.Number], CypherTypes.Float, () => new DeviationAggregator("stDevP", ofSample: false)),
        new("percentileCont", [CypherTypes.Number, CypherTypes.Number], CypherTypes.Number, context => new PercentileAggregator("percentileCont", interpolates: true, context)),
        new("gds.graph.project", [CypherTypes.List], CypherTypes.Map, context => new CypherProjection(context)) { TakesList = true },
        new("percentileDisc", [CypherTypes.Number, CypherTypes.Number], CypherTypes.Number, context => new PercentileAggregator("percentileDisc", interpolates: false, context)),
    ];

    private static readonly FrozenDictionary<string, AggregateDefinition> ByName =
        All.ToFrozenDictionary(aggregate => aggregate.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The aggregate of a name; null where there is none.</summary>
    public static AggregateDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
