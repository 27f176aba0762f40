using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Transactions;

/// <summary>Makes the state that a view leaves: a fork from which the hidden things are deleted. What is not there cannot be told by any operator, index or count.</summary>
internal static class RestrictedState
{
    public static GraphState Of(GraphState whole, GraphView view)
    {
        if (view.HidesNothing)
        {
            return whole;
        }

        var state = whole.Fork();
        foreach (var hidden in view.Nodes)
        {
            HideNodes(state, hidden);
        }

        foreach (var hidden in view.Relationships)
        {
            HideRelationships(state, hidden);
        }

        foreach (var hidden in view.NodeProperties)
        {
            HideNodeProperty(state, hidden);
        }

        foreach (var hidden in view.RelationshipProperties)
        {
            HideRelationshipProperty(state, hidden);
        }

        DropIndexes(state, EntityKind.Node, state.Labels, view.NodeProperties);
        DropIndexes(state, EntityKind.Relationship, state.RelationshipTypes, view.RelationshipProperties);
        state.TellUsedNamesOnly();
        state.Freeze();
        return state;
    }

    private static void HideNodes(GraphState state, HiddenEntity hidden)
    {
        var label = state.Labels.Find(hidden.Kind);
        if (label < 0)
        {
            return;
        }

        var key = hidden.Key is null ? -1 : state.PropertyKeys.Find(hidden.Key);
        foreach (var node in Nodes(state, label).Where(node => Hides(hidden, key < 0 ? Value.Null : state.NodeProperty(node, key))))
        {
            foreach (var relationship in RelationshipsOf(state, node))
            {
                state.DeleteRelationship(relationship);
            }

            state.DeleteNode(node);
        }
    }

    private static void HideRelationships(GraphState state, HiddenEntity hidden)
    {
        var type = state.RelationshipTypes.Find(hidden.Kind);
        if (type < 0)
        {
            return;
        }

        var key = hidden.Key is null ? -1 : state.PropertyKeys.Find(hidden.Key);
        foreach (var relationship in Relationships(state, type).Where(one => Hides(hidden, key < 0 ? Value.Null : state.RelationshipProperty(one, key))))
        {
            state.DeleteRelationship(relationship);
        }
    }

    private static void HideNodeProperty(GraphState state, HiddenProperty hidden)
    {
        var key = state.PropertyKeys.Find(hidden.Key);
        var label = hidden.Kind is null ? -1 : state.Labels.Find(hidden.Kind);
        if (key < 0 || (hidden.Kind is not null && label < 0))
        {
            return;
        }

        foreach (var node in Nodes(state, label))
        {
            state.SetNodeProperty(node, key, Value.Null);
        }
    }

    private static void HideRelationshipProperty(GraphState state, HiddenProperty hidden)
    {
        var key = state.PropertyKeys.Find(hidden.Key);
        var type = hidden.Kind is null ? -1 : state.RelationshipTypes.Find(hidden.Kind);
        if (key < 0 || (hidden.Kind is not null && type < 0))
        {
            return;
        }

        foreach (var relationship in Relationships(state, type))
        {
            state.SetRelationshipProperty(relationship, key, Value.Null);
        }
    }

    /// <summary>An index is named after what it holds, so that one over a hidden property tells of it.</summary>
    private static void DropIndexes(GraphState state, EntityKind entity, TokenTable kinds, IReadOnlyList<HiddenProperty> hidden)
    {
        var tells = state.Indexes.Where(index => index.Entity == entity && hidden.Any(property =>
            index.Keys.Contains(state.PropertyKeys.Find(property.Key))
            && (property.Kind is null || index.Labels.Any(label => kinds[label] == property.Kind))));
        foreach (var index in tells.ToArray())
        {
            state.DropIndex(index.Name);
        }
    }

    private static bool Hides(HiddenEntity hidden, Value value) =>
        hidden.Key is null || (!value.IsNull && value.Equals(hidden.Value)) != hidden.Unless;

    private static List<long> Nodes(GraphState state, int label)
    {
        var found = new List<long>();
        var cursor = label < 0 ? state.AllNodes() : state.NodesWithLabel(label);
        while (cursor.MoveNext())
        {
            found.Add(cursor.Current);
        }

        return found;
    }

    private static List<long> Relationships(GraphState state, int type)
    {
        var found = new List<long>();
        var cursor = type < 0 ? state.AllRelationships() : state.RelationshipsOfType(type);
        while (cursor.MoveNext())
        {
            found.Add(cursor.Current);
        }

        return found;
    }

    private static List<long> RelationshipsOf(GraphState state, long node)
    {
        var found = new List<long>();
        var cursor = state.Expand(node, Direction.Both, []);
        while (cursor.MoveNext())
        {
            found.Add(cursor.Relationship);
        }

        return found;
    }
}
