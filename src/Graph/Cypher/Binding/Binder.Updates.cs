using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
    private BoundCreate BindCreate(CreateClause create, Scope scope)
    {
        var live = scope.Slots();
        var actions = new List<CreateAction>();
        var created = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in create.Pattern.Paths)
        {
            BindCreatedPath(path, scope, actions, created, "CREATE");
        }

        return new([.. actions], live);
    }

    private void BindCreatedPath(PathPattern path, Scope scope, List<CreateAction> actions, HashSet<string> created, string clause)
    {
        if (path.Variable is { } variable)
        {
            RefuseRedeclaration(variable, scope);
            RefuseOwnName(path, variable);
        }

        if (path.Selector != PathSelector.All)
        {
            throw Error($"{clause} cannot create a shortest path.", path);
        }

        var nodes = path.Nodes.Select(node => BindCreatedNode(node, path, scope, actions, created, clause)).ToArray();
        var relationships = path.Relationships
            .Select((relationship, i) => BindCreatedRelationship(relationship, nodes[i], nodes[i + 1], scope, actions, clause))
            .ToArray();
        if (path.Variable is not null)
        {
            var bound = new BoundPath(NewSlot(), nodes, relationships, PathSelector.All);
            actions.Add(new BuildPathAction(bound));
            scope.Declare(new(path.Variable.Name, bound.Slot, StaticType.Path));
        }
    }

    private int BindCreatedNode(NodePattern node, PathPattern path, Scope scope, List<CreateAction> actions, HashSet<string> created, string clause)
    {
        if (node.Where is not null)
        {
            throw Error($"{clause} creates what the pattern says and cannot have a WHERE in it.", node.Where);
        }

        if (node.Variable is { } variable && scope.TryResolve(variable.Name, out var symbol))
        {
            if (!symbol.Type.MayBe(CypherTypes.Node))
            {
                throw Error($"'{variable.Name}' is of type {symbol.Type} and cannot be a node.", variable);
            }

            if (node.Labels is not null || node.Properties is not null || path.Relationships.Count == 0)
            {
                throw Error($"'{variable.Name}' is already there and cannot be created again: use it without labels and properties, or give the new node another name.", variable);
            }

            return symbol.Slot;
        }

        var properties = BindCreatedProperties(node.Properties, scope);
        var slot = NewSlot();
        actions.Add(new CreateNodeAction(slot, BindWrittenLabels(LabelPredicates.Conjunction(node.Labels), scope, node), properties));
        if (node.Variable is not null)
        {
            created.Add(node.Variable.Name);
            scope.Declare(new(node.Variable.Name, slot, StaticType.Node));
        }

        return slot;
    }

    private int BindCreatedRelationship(RelationshipPattern relationship, int left, int right, Scope scope, List<CreateAction> actions, string clause)
    {
        if (relationship.Variable is { } variable)
        {
            RefuseRedeclaration(variable, scope);
        }

        var type = CheckCreatable(relationship, clause);
        if (relationship.Direction == PatternDirection.Both && clause == "CREATE")
        {
            throw Error("CREATE needs a direction: write -[…]-> or <-[…]-.", relationship);
        }

        var properties = BindCreatedProperties(relationship.Properties, scope);
        var slot = NewSlot();
        var (start, end) = relationship.Direction == PatternDirection.Incoming ? (right, left) : (left, right);
        actions.Add(new CreateRelationshipAction(slot, start, end, BindWrittenLabels([type], scope, relationship), properties));
        if (relationship.Variable is not null)
        {
            scope.Declare(new(relationship.Variable.Name, slot, StaticType.Relationship));
        }

        return slot;
    }

    /// <summary>The one type of a relationship that is created.</summary>
    private static LabelExpression CheckCreatable(RelationshipPattern relationship, string clause)
    {
        if (relationship.Length is not null)
        {
            throw Error($"{clause} cannot create a relationship of variable length.", relationship);
        }

        if (relationship.Where is not null)
        {
            throw Error($"{clause} creates what the pattern says and cannot have a WHERE in it.", relationship.Where);
        }

        return relationship.Types is LabelName or LabelDynamic
            ? relationship.Types
            : throw Error($"{clause} needs exactly one relationship type, as in [:TYPE].", relationship);
    }

    private CompiledExpression? BindCreatedProperties(Expression? properties, Scope scope)
    {
        if (properties is null)
        {
            return null;
        }

        var bound = BindExpression(properties, scope);
        Require(bound.Type, CypherTypes.Map | CypherTypes.Entity, properties);
        return bound.Expression;
    }

    private BoundMerge BindMerge(MergeClause merge, Scope scope)
    {
        var live = scope.Slots();
        var path = merge.Path;
        CheckMergedPath(path, scope);

        // The pattern is bound twice: once as what is looked for, once as what is created; both name the same slots.
        var match = BindPattern([path], null, scope, optional: false);
        var actions = new List<CreateAction>();
        for (var i = 0; i < path.Nodes.Count; i++)
        {
            var slot = MergedNodeSlot(match, path, i);
            if (match.Pattern.Nodes.Single(node => node.Slot == slot) is { Bound: false } && !actions.Any(action => action.Slot == slot))
            {
                var labels = BindWrittenLabels(LabelPredicates.Conjunction(path.Nodes[i].Labels), scope, path.Nodes[i]);
                actions.Add(new CreateNodeAction(slot, labels, BindCreatedProperties(path.Nodes[i].Properties, scope)));
            }
        }

        for (var i = 0; i < path.Relationships.Count; i++)
        {
            var bound = match.Pattern.Relationships[i];
            var (start, end) = path.Relationships[i].Direction == PatternDirection.Incoming ? (bound.To, bound.From) : (bound.From, bound.To);
            var properties = BindCreatedProperties(path.Relationships[i].Properties, scope);
            actions.Add(new CreateRelationshipAction(bound.Slot, start, end, BindWrittenLabels([CheckCreatable(path.Relationships[i], "MERGE")], scope, path.Relationships[i]), properties));
        }

        actions.AddRange(match.Pattern.Paths.Select(named => new BuildPathAction(named)));
        return new(match, [.. actions], BindSetItems(merge.OnCreate, scope), BindSetItems(merge.OnMatch, scope), live);
    }

    private static int MergedNodeSlot(BoundMatch match, PathPattern path, int index) => path.Relationships.Count == 0
        ? match.Pattern.Nodes[0].Slot
        : index == 0 ? match.Pattern.Relationships[0].From : match.Pattern.Relationships[index - 1].To;

    private static void CheckMergedPath(PathPattern path, Scope scope)
    {
        for (var i = 0; i < path.Nodes.Count; i++)
        {
            var node = path.Nodes[i];
            var known = node.Variable is { } variable && scope.TryResolve(variable.Name, out _);
            var again = known && (node.Labels is not null || node.Properties is not null || path.Relationships.Count == 0);
            var repeated = node.Variable is not null && !known && path.Nodes.Any(other =>
                !ReferenceEquals(other, node) && other.Variable?.Name == node.Variable.Name && (other.Labels is not null || other.Properties is not null));
            if (again || (repeated && ReferenceEquals(path.Nodes.First(n => n.Variable?.Name == node.Variable!.Name), node)))
            {
                throw Error($"'{node.Variable!.Name}' is already there and cannot be created again: use it without labels and properties, or give the new node another name.", node.Variable);
            }

            if (node.Where is not null)
            {
                throw Error("MERGE creates what the pattern says and cannot have a WHERE in it.", node.Where);
            }

            if (node.Properties is ParameterExpression parameter)
            {
                throw Error("MERGE names its properties one by one, as in {key: $value}: a whole map cannot be matched.", parameter);
            }

            if (i < path.Relationships.Count)
            {
                CheckMergedRelationship(path.Relationships[i], scope);
            }
        }
    }

    private static void CheckMergedRelationship(RelationshipPattern relationship, Scope scope)
    {
        CheckCreatable(relationship, "MERGE");
        if (relationship.Variable is { } variable)
        {
            RefuseRedeclaration(variable, scope);
        }
    }

    private SetAction[] BindSetItems(SyntaxList<SetItem> items, Scope scope) => [.. items.Select(item => item switch
    {
        SetPropertyItem set => BindSetProperty(set, scope),
        SetPropertiesItem set => BindSetProperties(set, scope),
        SetLabelsItem set => (SetAction)new SetLabelsAction(BindEntity(set.Variable, CypherTypes.Node, scope), BindWrittenLabels(set.Labels, scope, set), Remove: false),
        SetIndexedItem set => new SetIndexedAction(BindEntity(set.Target.Subject, CypherTypes.Entity, scope), BindKey(set.Target, scope), BindExpression(set.Value, scope).Expression),
        _ => throw Error("This cannot be set.", item),
    })];

    private SetPropertyAction BindSetProperty(SetPropertyItem set, Scope scope)
    {
        var subject = BindEntity(set.Property.Subject, CypherTypes.Entity, scope);
        return new(subject, set.Property.Key, BindExpression(set.Value, scope).Expression);
    }

    private SetPropertiesAction BindSetProperties(SetPropertiesItem set, Scope scope)
    {
        var subject = BindEntity(set.Variable, CypherTypes.Entity, scope);
        var value = BindExpression(set.Value, scope);
        Require(value.Type, CypherTypes.Map | CypherTypes.Entity, set.Value);
        return new(subject, value.Expression, set.Merge);
    }

    private BoundSet BindRemove(RemoveClause remove, Scope scope) => new(
        [.. remove.Items.Select(item => item switch
        {
            RemovePropertyItem property => (SetAction)new SetPropertyAction(
                BindEntity(property.Property.Subject, CypherTypes.Entity, scope),
                property.Property.Key,
                new ConstantExpression(Values.Value.Null)),
            RemoveLabelsItem labels => new SetLabelsAction(BindEntity(labels.Variable, CypherTypes.Node, scope), BindWrittenLabels(labels.Labels, scope, labels), Remove: true),
            RemoveIndexedItem removed => new SetIndexedAction(BindEntity(removed.Target.Subject, CypherTypes.Entity, scope), BindKey(removed.Target, scope), new ConstantExpression(Values.Value.Null)),
            _ => throw Error("This cannot be removed.", item),
        })],
        scope.Slots());

    /// <summary>The computed name of a property.</summary>
    private CompiledExpression BindKey(IndexExpression target, Scope scope)
    {
        var key = BindExpression(target.Index, scope);
        Require(key.Type, CypherTypes.String, target.Index);
        return key.Expression;
    }

    private CompiledExpression BindEntity(Expression expression, CypherTypes types, Scope scope)
    {
        var bound = BindExpression(expression, scope);
        Require(bound.Type, types, expression);
        return bound.Expression;
    }

    private BoundDelete BindDelete(DeleteClause delete, Scope scope) => new(
        [.. delete.Expressions.Select(expression => BindEntity(expression, CypherTypes.Entity | CypherTypes.Path, scope))],
        delete.Detach,
        scope.Slots());

    private BoundForeach BindForeach(ForeachClause each, Scope scope)
    {
        var list = BindExpression(each.List, scope);
        Require(list.Type, CypherTypes.List, each.List);
        RefuseRedeclaration(each.Variable, scope);
        var inner = scope.Copy();
        var slot = NewSlot();
        inner.Declare(new(each.Variable.Name, slot, list.Type.Item));
        var updates = each.Updates.Select(update => ClauseOrder.IsUpdate(update)
            ? BindClause(update, inner)
            : throw Error("FOREACH takes updating clauses only: use UNWIND to read for each item.", update));
        return new(slot, list.Expression, [.. updates], scope.Slots());
    }
}
