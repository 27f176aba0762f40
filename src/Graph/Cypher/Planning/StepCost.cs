using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>What the steps of a pattern cost: the number of rows that they give, summed up.</summary>
/// <remarks>
/// The graph counts nodes by label and relationships by type, but not which labels the ends of a type have. Relationships of a type are taken to be spread over the nodes of the
/// label from which the pattern walks them, where it names one: a pattern seldom asks of a type what it does not connect.
/// </remarks>
internal sealed class StepCost(GraphState graph, BoundMatch match, LeafPlanner leaves)
{
    /// <summary>Beyond so many nodes a pattern begins where the fewest are found, without reckoning on.</summary>
    private const int MostNodes = 12;

    private const double LeastVariableDegree = 1.5;
    private const int FarHops = 4;

    private readonly RowEstimate _estimate = new(graph);
    private readonly Dictionary<int, double> _nodes = [];

    /// <summary>The node from which all steps that can be reached from it give the fewest rows.</summary>
    public int CheapestStart(int[] open, HashSet<int> known, List<BoundRelationship> relationships) => open.Length is 1 or > MostNodes
        ? open.MinBy(leaves.Estimate)
        : open.Select(slot => (Slot: slot, Cost: CostFrom(slot, known, relationships))).MinBy(start => (start.Cost, leaves.Estimate(start.Slot))).Slot;

    /// <summary>Rows that a step makes of one row, about.</summary>
    public double Of(BoundRelationship relationship, HashSet<int> known)
    {
        var fromLeft = known.Contains(relationship.From);
        var (from, to) = fromLeft ? (relationship.From, relationship.To) : (relationship.To, relationship.From);
        var degree = _estimate.Degree(relationship.Types, relationship.Direction, relationship.Types.Length == 0 ? graph.NodeCount : NodesAt(from));
        var rows = relationship.Hops is { } hops ? Math.Pow(Math.Max(LeastVariableDegree, degree), Math.Min(hops.Maximum, FarHops)) : degree;
        return known.Contains(to)
            ? rows / Math.Max(1, NodesAt(to))
            : rows * match.Predicates.Where(predicate => IsDecided(predicate, relationship.Slot, to, known)).Aggregate(1.0, (part, predicate) => part * Selectivity(predicate, to, relationship));
    }

    private double CostFrom(int start, HashSet<int> before, List<BoundRelationship> relationships)
    {
        var known = new HashSet<int>(before) { start };
        var left = new List<BoundRelationship>(relationships);
        var rows = leaves.Estimate(start);
        var cost = rows;
        while (left.Where(relationship => known.Contains(relationship.From) || known.Contains(relationship.To)).MinBy(relationship => Of(relationship, known)) is { } next)
        {
            rows *= Of(next, known);
            cost += rows;
            known.UnionWith([next.From, next.To, next.Slot]);
            left.Remove(next);
        }

        return cost;
    }

    /// <summary>Among how many nodes one of a pattern is: those of its rarest label.</summary>
    private double NodesAt(int slot)
    {
        if (!_nodes.TryGetValue(slot, out var count))
        {
            count = leaves.RequiredLabels(slot).Select(_estimate.Nodes).Append(graph.NodeCount).Min();
            _nodes.Add(slot, count);
        }

        return count;
    }

    private bool IsDecided(CompiledExpression predicate, int relationship, int node, HashSet<int> known)
    {
        var slots = predicate.FreeSlots();
        return (slots.Contains(node) || slots.Contains(relationship)) && slots.All(slot => slot == node || slot == relationship || known.Contains(slot) || !match.Introduced.Contains(slot));
    }

    /// <summary>Behind a type, a label is taken to keep all. An equality keeps what a look-up in an index would give.</summary>
    private double Selectivity(CompiledExpression predicate, int node, BoundRelationship relationship) => predicate switch
    {
        LabelCheckValueExpression when relationship.Types.Length > 0 => 1,
        CompareExpression { Operator: ComparisonOperator.Equal } => Math.Min(_estimate.Selectivity(predicate), leaves.Estimate(node) / Math.Max(1, NodesAt(node))),
        _ => _estimate.Selectivity(predicate),
    };
}
