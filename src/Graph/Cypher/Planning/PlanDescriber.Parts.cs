using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <content>Queries inside expressions, and the variables that are there behind each step.</content>
internal sealed partial class PlanDescriber
{
    private PlanDescription SemiApply(SemiApplyPlan semi, PlanDescription source) =>
        new(semi.Anti ? "AntiSemiApply" : "SemiApply", "", source.EstimatedRows * RowEstimate.SemiPart, [source, Inner(semi.Inner, source)]) { Identifiers = source.Identifiers };

    /// <summary>A step that computes expressions runs the queries inside them for each row that it takes in, so that they are told between it and its source.</summary>
    private PlanDescription WithSubqueries(PlanDescription source, IEnumerable<CompiledExpression> computed)
    {
        foreach (var subquery in computed.SelectMany(expression => expression.SelfAndDescendants()).OfType<SubqueryExpression>())
        {
            if (subquery.Plan is null)
            {
                continue;
            }

            var inner = Inner(subquery.Plan, source);
            var (name, right) = subquery switch
            {
                ExistsSubqueryExpression => ("LetSemiApply", inner),
                CountSubqueryExpression => ("Apply", new("EagerAggregation", "count(*)", source.EstimatedRows, [inner])),
                _ => ("RollUpApply", inner),
            };
            source = new(name, "", source.EstimatedRows, [source, right]) { Step = source.Step, Identifiers = source.Identifiers };
        }

        return source;
    }

    private IReadOnlyList<string> Identifiers(Plan plan, IReadOnlyList<PlanDescription> children) => plan switch
    {
        ArgumentPlan => _outer,
        AggregatePlan or DistinctPlan or UnionPlan => [.. Introduced(plan).Distinct()],
        _ => [.. (children.Count == 0 ? _outer : children.SelectMany(child => child.Identifiers)).Concat(Introduced(plan)).Distinct()],
    };

    /// <summary>The variables to which a step gives a value.</summary>
    private IEnumerable<string> Introduced(Plan plan)
    {
        IEnumerable<int> slots = plan switch
        {
            AllNodesPlan scan => [scan.Slot],
            LabelScanPlan scan => [scan.Slot],
            IndexSeekPlan seek => [seek.Slot],
            IndexRangePlan seek => [seek.Slot],
            IndexPrefixPlan seek => [seek.Slot],
            IndexSearchPlan search => [search.Slot],
            NodeUnionPlan union => [union.Slot],
            NodeByIdPlan seek => [seek.Slot],
            ExpandPlan expand => Introduced(expand.Step),
            VariableExpandPlan expand => Introduced(expand.Step),
            QuantifiedExpandPlan expand => Introduced(expand.Step).Concat(expand.Round.Lists.Select(list => list.List)),
            KnownRelationshipPlan known => Introduced(known.Step),
            ShortestPathPlan shortest => Introduced(shortest.Step),
            ShortestWalkPlan shortest => [.. shortest.Path.Nodes, .. shortest.Path.Relationships, shortest.Path.Slot],
            BuildPathPlan path => [path.Path.Slot],
            UnwindPlan unwind => [unwind.Slot],
            LoadCsvPlan load => [load.Load.Slot],
            ProjectPlan project => project.Items.Select(item => item.Slot),
            AggregatePlan aggregate => aggregate.Aggregation.Keys.Select(key => key.Slot).Concat(aggregate.Aggregation.Aggregates.Select(value => value.Slot)),
            DistinctPlan distinct => distinct.Slots,
            UnionPlan union => union.Slots,
            ProcedureCallPlan call => call.Yields.Select(yield => yield.Slot),
            CreatePlan create => create.Actions.Select(action => action.Slot),
            MergePlan merge => merge.Actions.Select(action => action.Slot),
            _ => [],
        };
        return slots.Where(slot => slot >= 0).Select(_text.Name);
    }

    private static IEnumerable<int> Introduced(ExpandStep step) => [step.From, step.Relationship, step.To];
}
