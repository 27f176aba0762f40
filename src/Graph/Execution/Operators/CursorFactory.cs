using CoEvolve.Graph.Cypher.Planning;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Makes the running form of a plan.</summary>
internal static class CursorFactory
{
    public static Cursor Create(Plan plan, ExecutionContext context) => context.Profile is { } profile
        ? new ProfiledCursor(context, CreateBare(plan, context), profile, plan)
        : CreateBare(plan, context);

    private static Cursor CreateBare(Plan plan, ExecutionContext context)
    {
        Cursor Make(Plan source) => Create(source, context);
        return plan switch
        {
            ArgumentPlan => new ArgumentCursor(context),
            AllNodesPlan scan => new NodeScanCursor(context, Make(scan.Source), scan.Slot, new AllNodesAccess()),
            LabelScanPlan scan => new NodeScanCursor(context, Make(scan.Source), scan.Slot, new LabelAccess(scan.Label)),
            IndexSeekPlan { In: false } seek => new NodeScanCursor(context, Make(seek.Source), seek.Slot, new IndexSeekAccess(seek.IndexName, seek.Value)),
            IndexSeekPlan seek => new NodeScanCursor(context, Make(seek.Source), seek.Slot, new IndexInAccess(seek.IndexName, seek.Value)),
            IndexRangePlan range => new NodeScanCursor(context, Make(range.Source), range.Slot, new IndexRangeAccess(range)),
            IndexPrefixPlan prefix => new NodeScanCursor(context, Make(prefix.Source), prefix.Slot, new IndexPrefixAccess(prefix.IndexName, prefix.Prefix)),
            IndexSearchPlan search => new IndexSearchCursor(context, Make(search.Source), search.Slot, search.Search),
            RelationshipSearchPlan search => new IndexSearchCursor(context, Make(search.Source), search.Slot, search.Search),
            NodeUnionPlan union => new NodeUnionCursor(context, Make(union.Source), union.Slot, [.. union.Branches.Select(Make)]),
            NodeByIdPlan byId => new NodeByIdCursor(context, Make(byId.Source), byId),
            RequireNodePlan require => new RequireNodeCursor(context, Make(require.Source), require.Slot),
            ExpandPlan expand => new ExpandCursor(context, Make(expand.Source), expand.Step, expand.Into, []),
            FilterPlan { Source: ExpandPlan expand } filter when context.Profile is null => new ExpandCursor(context, Make(expand.Source), expand.Step, expand.Into, filter.Predicates),
            VariableExpandPlan expand => new VariableExpandCursor(context, Make(expand.Source), expand),
            QuantifiedExpandPlan expand => new QuantifiedExpandCursor(context, Make(expand.Source), expand),
            KnownRelationshipPlan known => new KnownRelationshipCursor(context, Make(known.Source), known),
            ShortestPathPlan shortest => new ShortestPathCursor(context, Make(shortest.Source), shortest),
            ShortestWalkPlan shortest => new ShortestWalkCursor(context, Make(shortest.Source), shortest),
            BuildPathPlan path => new BuildPathCursor(context, Make(path.Source), path.Path),
            FilterPlan filter => new FilterCursor(context, Make(filter.Source), filter.Predicates),
            SemiApplyPlan semi => new SemiApplyCursor(context, Make(semi.Source), Make(semi.Inner), semi.Anti),
            OptionalPlan optional => new OptionalCursor(context, Make(optional.Source), Make(optional.Inner), optional.Introduced),
            ApplyPlan apply => new ApplyCursor(context, Make(apply.Source), Make(apply.Inner)),
            RunForEachRowPlan run => new RunForEachRowCursor(context, Make(run.Source), Make(run.Inner)),
            BatchesPlan batches => new BatchesCursor(context, Make(batches.Source), Make(batches.Inner), batches.Call),
            LoadCsvPlan load => new LoadCsvCursor(context, Make(load.Source), load.Load),
            UnwindPlan unwind => new UnwindCursor(context, Make(unwind.Source), unwind.List, unwind.Slot),
            ProjectPlan project => new ProjectCursor(context, Make(project.Source), project.Items),
            AggregatePlan aggregate => new AggregateCursor(context, Make(aggregate.Source), aggregate.Aggregation),
            DistinctPlan distinct => new DistinctCursor(context, Make(distinct.Source), distinct.Slots),
            TopPlan top => new TopCursor(context, Make(top.Source), top.Keys, top.Saved, top.Limit, top.Skip),
            SortPlan sort => new SortCursor(context, Make(sort.Source), sort.Keys, sort.Saved),
            SkipPlan skip => new SkipCursor(context, Make(skip.Source), skip.Count),
            LimitPlan limit => new LimitCursor(context, Make(limit.Source), limit.Count, limit.Exhaust),
            EagerPlan eager => new EagerCursor(context, Make(eager.Source), eager.Saved),
            UnionPlan union => Union(union, context),
            ProcedureCallPlan call => new ProcedureCallCursor(context, Make(call.Source), call),
            CreatePlan create => new CreateCursor(context, Make(create.Source), create.Actions),
            MergePlan merge => new MergeCursor(context, Make(merge.Source), Make(merge.Match), merge),
            SetPlan set => new SetCursor(context, Make(set.Source), set.Actions),
            DeletePlan delete => new DeleteCursor(context, Make(delete.Source), delete),
            ForeachPlan each => new ForeachCursor(context, Make(each.Source), each.List, each.Slot, Make(each.Updates)),
            _ => throw new InvalidOperationException($"No cursor for {plan.GetType().Name}."),
        };
    }

    private static UnionCursor Union(UnionPlan union, ExecutionContext context) =>
        new(context, [.. union.Branches.Select(branch => (Create(branch.Plan, context), branch.Slots))], union.Slots);
}
