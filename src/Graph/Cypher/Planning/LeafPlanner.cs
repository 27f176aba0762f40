using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Finds the cheapest way to a pattern's first node: an id, an index, a label, or all nodes.</summary>
internal sealed class LeafPlanner(GraphState graph, CompiledExpression[] predicates, Func<int, bool> isKnown)
{
    /// <summary>Part of an index that a range or a prefix is taken to keep.</summary>
    private const double RangeSelectivity = 0.3;

    /// <summary>Number of nodes that <see cref="Plan"/> would give for one row, about.</summary>
    public double Estimate(int slot) => Choose(slot).Rows;

    /// <summary>The cheapest way, and the predicates that every node found by it satisfies already.</summary>
    public (Plan Plan, IReadOnlyCollection<CompiledExpression> Solved) Plan(Plan source, int slot)
    {
        var leaf = Choose(slot);
        return (leaf.Create(source), leaf.Solved);
    }

    private Leaf Choose(int slot)
    {
        var labels = RequiredLabels(slot);
        var scans = labels.Select(label => new Leaf(CountNodes(label), source => new LabelScanPlan(source, slot, label)) { Solved = Checks(slot, label) });
        var all = new Leaf(graph.NodeCount, source => new AllNodesPlan(source, slot));
        return predicates.SelectMany(predicate => Seeks(predicate, slot, labels)).Concat(scans).Append(all).MinBy(leaf => leaf.Rows)!;
    }

    /// <summary>The predicates that ask of a slot's node no more than one label.</summary>
    private CompiledExpression[] Checks(int slot, string label) => [.. predicates
        .OfType<LabelCheckValueExpression>()
        .Where(check => check.Operand is SlotExpression operand && operand.Slot == slot && check.Predicate is NamedLabelPredicate named && named.Name == label)];

    private string[] RequiredLabels(int slot) => [.. predicates
        .OfType<LabelCheckValueExpression>()
        .Where(check => check.Operand is SlotExpression operand && operand.Slot == slot)
        .SelectMany(check => check.Predicate.RequiredNames)
        .Distinct()];

    private long CountNodes(string label) => graph.Labels.Find(label) is >= 0 and var token ? graph.CountNodes(token) : 0;

    private IEnumerable<Leaf> Seeks(CompiledExpression predicate, int slot, string[] labels) => predicate switch
    {
        CompareExpression { Operator: ComparisonOperator.Equal } equal => EqualitySeeks(equal.Left, equal.Right, slot, labels, equal)
            .Concat(EqualitySeeks(equal.Right, equal.Left, slot, labels, equal)),
        InExpression { Item: var item, List: var list } => EqualitySeeks(item, list, slot, labels, equality: null),
        CompareExpression { Operator: not ComparisonOperator.NotEqual } range => RangeSeeks(range, slot, labels),
        StartsWithExpression { Subject: var subject, Prefix: var prefix } when CanEvaluate(prefix) => Indexes(subject, slot, labels)
            .Select(index => new Leaf(CountNodes(graph.Labels[index.Label]) * RangeSelectivity, source => new IndexPrefixPlan(source, slot, index.Name, prefix))),
        _ => [],
    };

    /// <summary>Look-ups of one value, or, where there is no <paramref name="equality"/>, of a list's values.</summary>
    private IEnumerable<Leaf> EqualitySeeks(CompiledExpression looked, CompiledExpression value, int slot, string[] labels, CompiledExpression? equality)
    {
        var isList = equality is null;
        if (!CanEvaluate(value))
        {
            return [];
        }

        if (looked is FunctionCallExpression { Function.Name: "id", Arguments: [SlotExpression argument] } && argument.Slot == slot)
        {
            return [new(isList ? 2 : 1, source => new NodeByIdPlan(source, slot, value, isList))];
        }

        return Indexes(looked, slot, labels).Select(index =>
        {
            var rows = CountNodes(graph.Labels[index.Label]) / (double)Math.Max(1, graph.EstimateDistinct(index));
            return new Leaf(rows * (isList ? 2 : 1), source => new IndexSeekPlan(source, slot, index.Name, value, isList))
            {
                Solved = [.. Checks(slot, graph.Labels[index.Label]), .. equality is null ? [] : new[] { equality }],
            };
        });
    }

    private IEnumerable<Leaf> RangeSeeks(CompareExpression range, int slot, string[] labels)
    {
        var flipped = range.Left is not PropertyValueExpression;
        var (looked, value) = flipped ? (range.Right, range.Left) : (range.Left, range.Right);
        if (!CanEvaluate(value))
        {
            return [];
        }

        var isUpper = range.Operator is ComparisonOperator.Less or ComparisonOperator.LessOrEqual != flipped;
        var bound = new RangeBound(value, range.Operator is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual);
        return Indexes(looked, slot, labels).Select(index => new Leaf(
            CountNodes(graph.Labels[index.Label]) * RangeSelectivity,
            source => new IndexRangePlan(source, slot, index.Name, isUpper ? null : bound, isUpper ? bound : null)));
    }

    /// <summary>Single-key indexes over a property of the slot's node.</summary>
    private IEnumerable<IndexDefinition> Indexes(CompiledExpression expression, int slot, string[] labels)
    {
        if (expression is not PropertyValueExpression { Subject: SlotExpression subject } property || subject.Slot != slot)
        {
            return [];
        }

        var key = graph.PropertyKeys.Find(property.Key);
        return key < 0 ? [] : labels
            .Select(graph.Labels.Find)
            .Where(label => label >= 0)
            .Select(label => graph.FindIndex(label, key))
            .OfType<IndexDefinition>();
    }

    private bool CanEvaluate(CompiledExpression value) => value.FreeSlots().All(isKnown);

    private sealed record Leaf(double Rows, Func<Plan, Plan> Create)
    {
        public CompiledExpression[] Solved { get; init; } = [];
    }
}
