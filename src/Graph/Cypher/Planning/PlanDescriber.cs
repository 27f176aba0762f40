using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Describes a plan step by step. Where a scan or an optional part has rows before it, Neo4j's plan has a join of the two; so has the description.</summary>
internal sealed partial class PlanDescriber(BoundStatement statement, GraphState graph)
{
    private readonly ExpressionText _text = new(statement);
    private readonly RowEstimate _estimate = new(graph);
    private IReadOnlyList<string> _outer = [];
    private bool _isInner;

    public static PlanDescription Describe(Plan plan, BoundStatement statement, GraphState graph)
    {
        var describer = new PlanDescriber(statement, graph);
        var root = describer.Describe(plan, 1);
        var columns = statement.Query.Columns;
        if (columns.Length == 0 && statement.Query.Writes)
        {
            root = new("EmptyResult", "", root.EstimatedRows, [root]) { Identifiers = root.Identifiers };
        }

        return new("ProduceResults", string.Join(", ", columns.Select(column => ExpressionText.Quoted(column.Name))), root.EstimatedRows, [root]) { Identifiers = root.Identifiers };
    }

    /// <param name="plan">The step.</param>
    /// <param name="rows">How many rows the plan's <see cref="ArgumentPlan"/> stands for.</param>
    private PlanDescription Describe(Plan plan, double rows)
    {
        var described = DescribeStep(plan, rows);
        if (described.Step is not null)
        {
            return described;
        }

        described = described with { Step = plan, Work = [plan, .. described.Work], Children = Shown(described.Children) };
        return described.Identifiers.Count > 0 ? described : described with { Identifiers = Identifiers(plan, described.Children) };
    }

    /// <summary>The one row with which a statement begins is not worth telling of; the row that an inner plan is run for is.</summary>
    private PlanDescription[] Shown(IReadOnlyList<PlanDescription> children) => [.. children.Where(child => child.Step is not ArgumentPlan || _isInner)];

    private PlanDescription DescribeStep(Plan plan, double rows) => plan switch
    {
        ArgumentPlan => new("Argument", "", rows, []),
        AllNodesPlan scan => Leaf(scan, scan.Source, rows, "AllNodesScan", _text.Name(scan.Slot), graph.NodeCount),
        LabelScanPlan scan => Leaf(scan, scan.Source, rows, "NodeByLabelScan", $"{_text.Name(scan.Slot)}:{scan.Label}", _estimate.Nodes(scan.Label)),
        IndexSeekPlan seek => Leaf(seek, seek.Source, rows, _estimate.Index(seek.IndexName)?.Unique == true ? "NodeUniqueIndexSeek" : "NodeIndexSeek", Index(seek.Slot, seek.IndexName, seek.In ? "IN" : "=", seek.Value), _estimate.Seek(seek)),
        IndexRangePlan seek => Leaf(seek, seek.Source, rows, seek is { From: null, To: null } ? "NodeIndexScan" : "NodeIndexSeekByRange", Range(seek), _estimate.Range(seek)),
        IndexPrefixPlan seek => Leaf(seek, seek.Source, rows, "NodeIndexSeekByRange", Index(seek.Slot, seek.IndexName, "STARTS WITH", seek.Prefix), _estimate.Range(seek.IndexName)),
        NodeByIdPlan seek => Leaf(seek, seek.Source, rows, "NodeByIdSeek", $"{_text.Name(seek.Slot)} WHERE id({_text.Name(seek.Slot)}) {(seek.In ? "IN" : "=")} {_text.Of(seek.Id)}", seek.In ? 2 : 1),
        IndexSearchPlan search => Leaf(search, search.Source, rows, SearchName(search.Search, "Node"), Searched(search.Slot, search.Search), _estimate.Search(search.Search)),
        NodeUnionPlan union => NodeUnion(union, rows),
        KnownRelationshipPlan { Source: RelationshipSearchPlan search } known => RelationshipSearch(known, search, rows),
        RequireNodePlan require => Describe(require.Source, rows),
        ExpandPlan expand => Step(expand.Source, rows, expand.Into ? "Expand(Into)" : "Expand(All)", _text.Pattern(expand.Step), _estimate.Degree(expand.Step, expand.Into)),
        VariableExpandPlan expand => Step(expand.Source, rows, expand.Into ? "VarLengthExpand(Into)" : "VarLengthExpand(All)", _text.Pattern(expand.Step, ExpressionText.Hops(expand.Minimum, expand.Maximum)), _estimate.Degree(expand.Step, expand.Into, expand.Maximum)),
        QuantifiedExpandPlan expand => Step(expand.Source, rows, "Repeat(Trail)", _text.Pattern(expand.Step, ExpressionText.Hops(expand.Minimum, expand.Maximum)), _estimate.Degree(expand.Step, expand.Into, expand.Maximum)),
        KnownRelationshipPlan known => Step(known.Source, rows, "ProjectEndpoints", _text.Pattern(known.Step), 1),
        ShortestPathPlan shortest => Step(shortest.Source, rows, "ShortestPath", _text.Pattern(shortest.Step, ExpressionText.Hops(shortest.Minimum, shortest.Maximum)), 1),
        ShortestWalkPlan shortest => Step(shortest.Source, rows, shortest.Into ? "StatefulShortestPath(Into)" : "StatefulShortestPath(All)", _text.Names(shortest.Path.Nodes), shortest.Count),
        BuildPathPlan path => Step(path.Source, rows, "Projection", _text.Name(path.Path.Slot), 1),
        FilterPlan filter => Step(filter.Source, rows, "Filter", _text.Of(filter.Predicates, " AND "), _estimate.Selectivity(filter.Predicates), filter.Predicates),
        SemiApplyPlan semi => SemiApply(semi, Describe(semi.Source, rows)),
        ProjectPlan project => Step(project.Source, rows, "Projection", string.Join(", ", project.Items.Select(item => $"{_text.Of(item.Expression)} AS {_text.Name(item.Slot)}")), 1, project.Items.Select(item => item.Expression)),
        UnwindPlan unwind => Step(unwind.Source, rows, "Unwind", $"{_text.Of(unwind.List)} AS {_text.Name(unwind.Slot)}", RowEstimate.UnwoundItems, [unwind.List]),
        _ => DescribeHolding(plan, rows),
    };

    /// <summary>Steps that change the number of rows by other rules than a factor, and those that join or write.</summary>
    private PlanDescription DescribeHolding(Plan plan, double rows) => plan switch
    {
        AggregatePlan aggregate => Aggregate(aggregate, Describe(aggregate.Source, rows)),
        DistinctPlan distinct => Step(distinct.Source, rows, "Distinct", _text.Names(distinct.Slots), RowEstimate.DistinctPart),
        SortPlan sort => Step(sort.Source, rows, "Sort", Order(sort.Keys), 1),
        LimitPlan { Source: TopPlan { Skip: null } top } => Bounded(Describe(top.Source, rows), "Top", $"{Order(top.Keys)} LIMIT {_text.Of(top.Limit)}", top.Limit) with { Work = [top] },
        TopPlan top => Step(top.Source, rows, "PartialTop", Order(top.Keys), 1),
        SkipPlan skip => Step(skip.Source, rows, "Skip", _text.Of(skip.Count), 1),
        LimitPlan limit => Bounded(Describe(limit.Source, rows), "Limit", _text.Of(limit.Count), limit.Count),
        EagerPlan eager => Step(eager.Source, rows, "Eager", "", 1),
        OptionalPlan optional => Join(Describe(optional.Source, rows), source => Optional(optional, source)),
        ApplyPlan apply => Join(Describe(apply.Source, rows), source => Inner(apply.Inner, source)),
        BatchesPlan batches => Run("TransactionForeach", Describe(batches.Source, rows), batches.Inner, ""),
        LoadCsvPlan load => Step(load.Source, rows, "LoadCSV", "", RowEstimate.UnwoundItems),
        RunForEachRowPlan run => Run("SubqueryForeach", Describe(run.Source, rows), run.Inner, ""),
        ForeachPlan each => Run("Foreach", Describe(each.Source, rows), each.Updates, $"{_text.Name(each.Slot)} IN {_text.Of(each.List)}"),
        UnionPlan union => Union([.. union.Branches.Select(branch => Describe(branch.Plan, rows))]),
        ProcedureCallPlan call => Step(call.Source, rows, "ProcedureCall", $"{call.Procedure.Name}({_text.Of(call.Arguments)})", RowEstimate.UnwoundItems),
        CreatePlan create => Step(create.Source, rows, "Create", Created(create.Actions), 1),
        MergePlan merge => Run("Merge", Describe(merge.Source, rows), merge.Match, Created(merge.Actions)),
        SetPlan set => Step(set.Source, rows, SetName(set.Actions), "", 1),
        DeletePlan delete => Step(delete.Source, rows, delete.Detach ? "DetachDelete" : "Delete", _text.Of(delete.Expressions), 1),
        _ => throw new InvalidOperationException($"No description of {plan.GetType().Name}."),
    };

    private PlanDescription Step(Plan source, double rows, string name, string details, double factor, params IEnumerable<CompiledExpression> computed)
    {
        var before = WithSubqueries(Describe(source, rows), computed);
        return new(name, details, before.EstimatedRows * factor, [before]);
    }

    private PlanDescription Leaf(Plan plan, Plan source, double rows, string name, string details, double found)
    {
        if (source is ArgumentPlan)
        {
            return new(name, details, rows * found, []);
        }

        var before = Describe(source, rows);
        var after = before.EstimatedRows * found;
        var leaf = new PlanDescription(name, details, after, []) { Step = plan, Work = [plan], Identifiers = [.. Introduced(plan)] };
        return new(name is "AllNodesScan" or "NodeByLabelScan" ? "CartesianProduct" : "Apply", "", after, [before, leaf]) { Step = plan, Identifiers = Identifiers(plan, [before]) };
    }

    /// <summary>A plan that is run for each row of another.</summary>
    private PlanDescription Inner(Plan inner, PlanDescription source)
    {
        var (outer, wasInner) = (_outer, _isInner);
        (_outer, _isInner) = (source.Identifiers, true);
        var described = Describe(inner, source.EstimatedRows);
        (_outer, _isInner) = (outer, wasInner);
        return described;
    }

    private static PlanDescription Join(PlanDescription source, Func<PlanDescription, PlanDescription> inner)
    {
        var right = inner(source);
        return new("Apply", "", right.EstimatedRows, [source, right]);
    }

    private PlanDescription Optional(OptionalPlan optional, PlanDescription source)
    {
        var inner = Inner(optional.Inner, source);
        var names = _text.Names(optional.Introduced.Where(statement.SlotNames.ContainsKey));
        return new("Optional", names, Math.Max(source.EstimatedRows, inner.EstimatedRows), [inner]) { Step = optional, Identifiers = inner.Identifiers };
    }

    private PlanDescription Run(string name, PlanDescription source, Plan inner, string details) =>
        new(name, details, source.EstimatedRows, [source, Inner(inner, source)]);

    private static PlanDescription Union(PlanDescription[] branches) => new("Union", "", branches.Sum(branch => branch.EstimatedRows), branches);

    private PlanDescription Aggregate(AggregatePlan plan, PlanDescription source)
    {
        var keys = plan.Aggregation.Keys.Select(key => $"{_text.Of(key.Expression)} AS {_text.Name(key.Slot)}");
        var aggregates = plan.Aggregation.Aggregates.Select(aggregate =>
            $"{aggregate.Definition.Name}({(aggregate.Distinct ? "DISTINCT " : "")}{_text.Of(aggregate.Argument)}) AS {_text.Name(aggregate.Slot)}");
        var rows = plan.Aggregation.Keys.Length == 0 ? 1 : Math.Sqrt(source.EstimatedRows);
        var computed = plan.Aggregation.Keys.Select(key => key.Expression).Concat(plan.Aggregation.Aggregates.Select(aggregate => aggregate.Argument).OfType<CompiledExpression>());
        return new("EagerAggregation", string.Join(", ", keys.Concat(aggregates)), rows, [WithSubqueries(source, computed)]);
    }

    private static PlanDescription Bounded(PlanDescription source, string name, string details, CompiledExpression count)
    {
        var most = count is ConstantExpression { Value: { IsInteger: true } number } ? number.AsInteger() : RowEstimate.UnwoundItems;
        return new(name, details, Math.Min(source.EstimatedRows, most), [source]);
    }

    private string Order((CompiledExpression Expression, bool Descending)[] keys) => string.Join(", ", keys.Select(key => $"{_text.Of(key.Expression)} {(key.Descending ? "DESC" : "ASC")}"));

    private string Created(CreateAction[] actions) => string.Join(", ", actions.Select(action => action switch
    {
        CreateNodeAction node => $"({_text.Name(node.Slot)}{string.Concat(node.Labels.Names.Select(label => ":" + label))})",
        CreateRelationshipAction relationship => $"({_text.Name(relationship.Start)})-[{_text.Name(relationship.Slot)}:{string.Join("|", relationship.Type.Names)}]->({_text.Name(relationship.End)})",
        _ => _text.Name(action.Slot),
    }));

    private static string SetName(SetAction[] actions) => actions switch
    {
        [SetLabelsAction { Remove: true }] => "RemoveLabels",
        [SetLabelsAction] => "SetLabels",
        [SetPropertiesAction] => "SetPropertiesFromMap",
        [_] => "SetProperty",
        _ => "SetProperties",
    };
}
