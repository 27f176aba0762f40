namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>One step of a plan for people, in Neo4j's terms.</summary>
/// <param name="Name">The operator, as Neo4j calls it.</param>
/// <param name="Details">What it works on.</param>
/// <param name="EstimatedRows">How many rows it is expected to give in all.</param>
/// <param name="Children">Where its rows come from: the source first, then what is run for each of them.</param>
internal sealed record PlanDescription(string Name, string Details, double EstimatedRows, IReadOnlyList<PlanDescription> Children);
