namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>What the planner may do. All of it, but for tests that compare its plans with plain ones.</summary>
/// <param name="UseIndexes">Whether nodes and relationships are found by ids, labels and indexes; else every pattern starts from all nodes.</param>
/// <param name="UseCosts">Whether the order of steps is chosen; else it is that of the text.</param>
/// <param name="Rewrite">Whether predicates are applied as soon as they can be, searches are steps, and sorting is left out where rows come in order.</param>
internal sealed record PlannerRules(bool UseIndexes, bool UseCosts, bool Rewrite)
{
    public static readonly PlannerRules All = new(true, true, true);

    public static readonly PlannerRules None = new(false, false, false);
}
