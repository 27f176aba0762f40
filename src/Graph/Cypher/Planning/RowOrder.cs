using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Tells whether rows come in the order that is asked for already, because they come from an index by the property that is sorted by.</summary>
internal static class RowOrder
{
    public static bool IsGiven(Plan plan, (CompiledExpression Expression, bool Descending)[] keys, GraphState graph) =>
        keys is [(var key, false)] && IsOrderedBy(plan, key, graph);

    private static bool IsOrderedBy(Plan plan, CompiledExpression key, GraphState graph) => plan switch
    {
        ProjectPlan project => IsOrderedBy(project.Source, BeforeProjection(project, key), graph),
        FilterPlan filter => IsOrderedBy(filter.Source, key, graph),
        SemiApplyPlan semi => IsOrderedBy(semi.Source, key, graph),
        RequireNodePlan require => IsOrderedBy(require.Source, key, graph),
        BuildPathPlan path => IsOrderedBy(path.Source, key, graph),
        ExpandPlan expand => IsOrderedBy(expand.Source, key, graph),
        VariableExpandPlan expand => IsOrderedBy(expand.Source, key, graph),
        OptionalPlan optional => IsOrderedBy(optional.Source, key, graph),
        ApplyPlan apply => IsOrderedBy(apply.Source, key, graph),
        UnwindPlan unwind => IsOrderedBy(unwind.Source, key, graph),
        IndexRangePlan { Source: ArgumentPlan } range => IsOfIndex(key, range.Slot, range.IndexName, graph),
        IndexPrefixPlan { Source: ArgumentPlan } prefix => IsOfIndex(key, prefix.Slot, prefix.IndexName, graph),
        _ => false,
    };

    /// <summary>A column is sorted by what it was computed from.</summary>
    private static CompiledExpression BeforeProjection(ProjectPlan project, CompiledExpression key) => key switch
    {
        SlotExpression column => Array.Find(project.Items, item => item.Slot == column.Slot).Expression ?? key,
        PropertyValueExpression { Subject: SlotExpression subject } property when Array.Find(project.Items, item => item.Slot == subject.Slot).Expression is SlotExpression moved =>
            new PropertyValueExpression(moved, property.Key),
        _ => key,
    };

    private static bool IsOfIndex(CompiledExpression key, int slot, string indexName, GraphState graph) =>
        key is PropertyValueExpression { Subject: SlotExpression subject } property && subject.Slot == slot
        && graph.Indexes.FirstOrDefault(index => index.Name == indexName) is { Keys: [var first] } && graph.PropertyKeys[first] == property.Key;
}
