using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>The steps that keep rows of which predicates hold: what can be computed from the row first, then what has to be looked for in the graph.</summary>
internal static class FilterSteps
{
    public static Plan On(Plan source, IEnumerable<CompiledExpression> predicates)
    {
        var parts = predicates.SelectMany(Split).ToLookup(predicate => Sought(predicate) is not null);
        var plan = parts[false].Any() ? new FilterPlan(source, [.. parts[false]]) : source;
        foreach (var (exists, anti) in parts[true].Select(predicate => Sought(predicate)!.Value))
        {
            plan = new SemiApplyPlan(plan, exists.Plan ?? throw new InvalidOperationException("The subquery was not planned."), anti);
        }

        return plan;
    }

    /// <summary>What AND joins on the highest level: of a predicate that is kept, each of them holds.</summary>
    public static IEnumerable<CompiledExpression> Conjuncts(CompiledExpression predicate)
    {
        var pending = new Stack<CompiledExpression>([predicate]);
        while (pending.TryPop(out var current))
        {
            if (current is AndExpression and)
            {
                pending.Push(and.Right);
                pending.Push(and.Left);
            }
            else
            {
                yield return current;
            }
        }
    }

    /// <summary>A conjunction without a search in it stays as it was written.</summary>
    private static IEnumerable<CompiledExpression> Split(CompiledExpression predicate) =>
        Conjuncts(predicate).Any(conjunct => Sought(conjunct) is not null) ? Conjuncts(predicate) : [predicate];

    private static (ExistsSubqueryExpression Exists, bool Anti)? Sought(CompiledExpression predicate) => predicate switch
    {
        ExistsSubqueryExpression exists => (exists, false),
        NotExpression { Operand: ExistsSubqueryExpression exists } => (exists, true),
        _ => null,
    };
}
