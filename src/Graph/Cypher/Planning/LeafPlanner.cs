using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Finds the cheapest way to a pattern's first node, or relationship: an id, an index, a label, several of these together, or all nodes.</summary>
internal sealed class LeafPlanner(GraphState graph, CompiledExpression[] predicates, Func<int, bool> isKnown, PlannerRules rules)
{
    /// <summary>Number of nodes that <see cref="Plan"/> would give for one row, about.</summary>
    public double Estimate(int slot) => Choose(slot).Rows;

    /// <summary>The cheapest way, and the predicates that every node found by it satisfies already.</summary>
    public (Plan Plan, IReadOnlyCollection<CompiledExpression> Solved) Plan(Plan source, int slot)
    {
        var leaf = Choose(slot);
        return (leaf.Create(source), leaf.Solved);
    }

    /// <summary>The cheapest search in an index that finds a relationship of a pattern; null where there is none.</summary>
    public IndexChoice? ChooseRelationship(BoundRelationship relationship) =>
        rules.UseIndexes && relationship is { Hops: null, Types: [var type], TypePredicate: null } && graph.RelationshipTypes.Find(type) is >= 0 and var token
            ? IndexChoice.Of(graph, EntityKind.Relationship, [token], Terms(relationship.Slot)).MinBy(choice => choice.Rows)
            : null;

    /// <summary>The labels that a slot's node must bear.</summary>
    public string[] RequiredLabels(int slot) => [.. LabelChecks(slot).SelectMany(check => check.Predicate.RequiredNames).Distinct()];

    private Leaf Choose(int slot)
    {
        var all = new Leaf(graph.NodeCount, source => new AllNodesPlan(source, slot));
        if (!rules.UseIndexes)
        {
            return all;
        }

        var labels = RequiredLabels(slot);
        var scans = labels.Select(label => new Leaf(CountNodes(label), source => new LabelScanPlan(source, slot, label)) { Solved = Checks(slot, label) });
        return predicates.SelectMany(predicate => IdSeeks(predicate, slot))
            .Concat(IndexLeaves(slot, labels))
            .Concat(scans)
            .Append(all)
            .Concat(predicates.Select(predicate => Union(predicate, slot)).OfType<Leaf>())
            .MinBy(leaf => leaf.Rows)!;
    }

    private IEnumerable<LabelCheckValueExpression> LabelChecks(int slot) => predicates
        .OfType<LabelCheckValueExpression>()
        .Where(check => check.Operand is SlotExpression operand && operand.Slot == slot);

    /// <summary>The predicates that ask of a slot's node no more than one label.</summary>
    private CompiledExpression[] Checks(int slot, string label) => [.. LabelChecks(slot).Where(check => check.Predicate is NamedLabelPredicate named && named.Name == label)];

    private long CountNodes(string label) => graph.Labels.Find(label) is >= 0 and var token ? graph.CountNodes(token) : 0;

    private IndexTerm[] Terms(int slot) => [.. predicates.SelectMany(predicate => IndexTerm.Of(predicate, slot, CanEvaluate))];

    private IEnumerable<Leaf> IdSeeks(CompiledExpression predicate, int slot)
    {
        var (value, isList) = predicate switch
        {
            CompareExpression { Operator: ComparisonOperator.Equal } equal when IsId(equal.Left, slot) => (equal.Right, false),
            CompareExpression { Operator: ComparisonOperator.Equal } equal when IsId(equal.Right, slot) => (equal.Left, false),
            InExpression { Item: var item, List: var list } when IsId(item, slot) => (list, true),
            _ => (null, false),
        };
        return value is not null && CanEvaluate(value) ? [new(isList ? 2 : 1, source => new NodeByIdPlan(source, slot, value, isList))] : [];
    }

    private static bool IsId(CompiledExpression expression, int slot) =>
        expression is FunctionCallExpression { Function.Name: "id", Arguments: [SlotExpression argument] } && argument.Slot == slot;

    private IEnumerable<Leaf> IndexLeaves(int slot, string[] labels)
    {
        int[] tokens = [.. labels.Select(graph.Labels.Find).Where(label => label >= 0)];
        return tokens.Length == 0 ? [] : IndexChoice.Of(graph, EntityKind.Node, tokens, Terms(slot)).Select(choice => new Leaf(choice.Rows, source => Seek(source, slot, choice))
        {
            Solved = [.. Checks(slot, graph.Labels[choice.Index.Label]), .. choice.Solved],
        });
    }

    /// <summary>The usual searches over one key have steps of their own, which are faster.</summary>
    private static Plan Seek(Plan source, int slot, IndexChoice choice) => (choice.Index.Kind, choice.Search) switch
    {
        (IndexKind.Range, EqualSearch { Values: [var value] }) when choice.Index.Keys.Length == 1 => new IndexSeekPlan(source, slot, choice.Index.Name, value, In: false),
        (IndexKind.Range, ListSearch { List: var list }) => new IndexSeekPlan(source, slot, choice.Index.Name, list, In: true),
        (IndexKind.Range, RangeSearch range) => new IndexRangePlan(source, slot, choice.Index.Name, range.From, range.To),
        (IndexKind.Range, PrefixSearch { Prefix: var prefix }) => new IndexPrefixPlan(source, slot, choice.Index.Name, prefix),
        _ => new IndexSearchPlan(source, slot, choice.Search),
    };

    /// <summary>Where each alternative of a predicate has a way of its own, all of these ways together.</summary>
    private Leaf? Union(CompiledExpression predicate, int slot)
    {
        Leaf[]? branches = predicate switch
        {
            LabelCheckValueExpression { Operand: SlotExpression operand, Predicate.AlternativeNames: { Count: > 1 } names } when operand.Slot == slot =>
                [.. names.Distinct().Select(label => new Leaf(CountNodes(label), source => new LabelScanPlan(source, slot, label)))],
            OrExpression either when either.FreeSlots().Contains(slot) => [.. Alternatives(either).Select(alternative => Alone(alternative, slot))],
            _ => null,
        };
        if (branches is null || branches.Length < 2 || branches.Any(branch => branch.Create(new ArgumentPlan()) is AllNodesPlan))
        {
            return null;
        }

        return new(branches.Sum(branch => branch.Rows), source => new NodeUnionPlan(source, slot, [.. branches.Select(branch => branch.Create(new ArgumentPlan()))]));
    }

    /// <summary>The way to the nodes that satisfy one alternative, with the labels that are asked for in any case.</summary>
    private Leaf Alone(CompiledExpression alternative, int slot) =>
        new LeafPlanner(graph, [.. FilterSteps.Conjuncts(alternative), .. LabelChecks(slot)], isKnown, rules).Choose(slot);

    private static IEnumerable<CompiledExpression> Alternatives(OrExpression either)
    {
        var pending = new Stack<CompiledExpression>([either]);
        while (pending.TryPop(out var current))
        {
            if (current is OrExpression inner)
            {
                pending.Push(inner.Right);
                pending.Push(inner.Left);
            }
            else
            {
                yield return current;
            }
        }
    }

    private bool CanEvaluate(CompiledExpression value) => value.FreeSlots().All(isKnown);

    private sealed record Leaf(double Rows, Func<Plan, Plan> Create)
    {
        public CompiledExpression[] Solved { get; init; } = [];
    }
}
