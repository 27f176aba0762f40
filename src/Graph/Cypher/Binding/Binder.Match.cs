using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
    private BoundMatch BindMatch(MatchClause match, Scope scope)
    {
        var bound = BindPattern(match.Pattern.Paths, match.Where, scope, match.Optional);
        foreach (var variable in match.Hints.SelectMany(hint => hint.Variables))
        {
            Resolve(variable, scope);
        }

        HintRules.Check(match);
        return bound;
    }

    /// <summary>Declares a pattern's variables, then binds all that is said of them: a property may be compared with another variable of the same pattern.</summary>
    private BoundMatch BindPattern(IReadOnlyList<PathPattern> paths, Expression? where, Scope scope, bool optional)
    {
        var live = scope.Slots();
        var firstNew = _slots;
        var pattern = new PatternDraft(scope.Copy());
        PathRules.Check(paths, pattern.Before);
        foreach (var path in paths)
        {
            DeclarePath(path, scope, pattern);
        }

        var introduced = Enumerable.Range(firstNew, _slots - firstNew).ToArray();
        var predicates = new List<CompiledExpression>();
        foreach (var (node, slot) in pattern.NodePatterns)
        {
            BindNodeConditions(node, slot, scope, predicates);
        }

        var relationships = pattern.RelationshipPatterns.Select(draft => BindRelationship(draft, scope, predicates)).ToArray();
        foreach (var conjunct in paths.Where(path => path.Where is not null).SelectMany(path => SyntaxWalk.Conjuncts(path.Where!)))
        {
            predicates.Add(BindPredicate(conjunct, scope));
        }

        if (pattern.IsImpossible)
        {
            predicates.Add(new ConstantExpression(Values.Value.False));
        }

        // A selector selects among matches of the path and its own predicates; the clause's WHERE sees only what it selected.
        CompiledExpression[] before = [];
        if (pattern.Paths is [{ IsSelective: true }])
        {
            before = [.. predicates];
            predicates.Clear();
        }

        foreach (var conjunct in where is null ? [] : SyntaxWalk.Conjuncts(where))
        {
            if (SyntaxWalk.FindAggregate(conjunct) is { } aggregate)
            {
                throw Error("WHERE cannot aggregate: aggregate in WITH first, then filter its result.", aggregate);
            }

            predicates.Add(BindPredicate(conjunct, scope));
        }

        var bound = new BoundPattern([.. pattern.Nodes.Values], relationships, [.. pattern.Paths.Select(path => path with { Predicates = before })]);
        return new(optional, bound, [.. predicates], introduced, live);
    }

    private void DeclarePath(PathPattern path, Scope scope, PatternDraft pattern)
    {
        if (path.Variable is { } variable)
        {
            if (scope.TryResolve(variable.Name, out _))
            {
                throw Error($"Variable '{variable.Name}' is already there and cannot name a path: give the path another name.", variable);
            }

            RefuseOwnName(path, variable);
        }

        var nodes = path.Nodes.Select(node => DeclareNode(node, scope, pattern)).ToArray();
        var relationships = path.Relationships
            .Select((relationship, i) => DeclareRelationship(relationship, nodes[i], nodes[i + 1], scope, pattern))
            .ToArray();
        if (path.Variable is not null || path.Selector != PathSelector.All)
        {
            var slot = NewSlot();
            pattern.Paths.Add(new(slot, nodes, relationships, path.Selector) { Count = path.Count });
            if (path.Variable is not null)
            {
                scope.Declare(new(path.Variable.Name, slot, StaticType.Path));
            }
        }
    }

    private static void RefuseOwnName(PathPattern path, VariableExpression variable)
    {
        var inside = path.Nodes.Select(node => node.Variable).Concat(path.Relationships.Select(relationship => relationship.Variable));
        if (inside.Any(other => other?.Name == variable.Name))
        {
            throw Error($"'{variable.Name}' cannot name both a path and a part of it.", variable);
        }
    }

    private int DeclareNode(NodePattern node, Scope scope, PatternDraft pattern)
    {
        int slot;
        if (node.Variable is { } variable && scope.TryResolve(variable.Name, out var symbol))
        {
            if (!symbol.Type.MayBe(CypherTypes.Node))
            {
                throw Error($"'{variable.Name}' is of type {symbol.Type} and cannot be a node.", variable);
            }

            slot = symbol.Slot;
            pattern.Nodes.TryAdd(slot, new(slot, Bound: true));
        }
        else
        {
            slot = NewSlot();
            pattern.Nodes.Add(slot, new(slot, Bound: false));
            if (node.Variable is not null)
            {
                scope.Declare(new(node.Variable.Name, slot, StaticType.Node));
            }
        }

        pattern.NodePatterns.Add((node, slot));
        return slot;
    }

    private int DeclareRelationship(RelationshipPattern relationship, int from, int to, Scope scope, PatternDraft pattern)
    {
        if (relationship.Group is { } group)
        {
            return DeclareGroup(relationship, group, from, to, scope, pattern);
        }

        var isList = relationship.Length is not null;
        var bound = false;
        int slot;
        if (relationship.Variable is { } variable && scope.TryResolve(variable.Name, out var symbol))
        {
            if (!symbol.Type.MayBe(isList ? CypherTypes.List : CypherTypes.Relationship))
            {
                throw Error($"'{variable.Name}' is of type {symbol.Type} and cannot be {(isList ? "a list of relationships" : "a relationship")}.", variable);
            }

            slot = symbol.Slot;
            bound = true;
            if (pattern.RelationshipPatterns.Any(draft => draft.Slot == slot))
            {
                // A pattern never walks a relationship twice, so that one which stands for two has no match; Neo4j does not call it an error.
                pattern.IsImpossible = true;
                slot = NewSlot();
                bound = false;
            }
        }
        else
        {
            slot = NewSlot();
            if (relationship.Variable is not null)
            {
                scope.Declare(new(relationship.Variable.Name, slot, isList ? StaticType.RelationshipList : StaticType.Relationship));
            }
        }

        pattern.RelationshipPatterns.Add(new(relationship, slot, from, to, bound));
        return slot;
    }

    private void BindNodeConditions(NodePattern node, int slot, Scope scope, List<CompiledExpression> predicates)
    {
        if (node.Labels is not null)
        {
            predicates.Add(BindLabels(new SlotExpression(slot), node.Labels, scope));
        }

        foreach (var (key, value) in PropertyConditions(node.Properties, scope))
        {
            predicates.Add(PropertyEquals(slot, key, value));
        }

        if (node.Where is not null)
        {
            predicates.AddRange(SyntaxWalk.Conjuncts(node.Where).Select(conjunct => BindPredicate(conjunct, scope)));
        }
    }

    private BoundRelationship BindRelationship(RelationshipDraft draft, Scope scope, List<CompiledExpression> predicates)
    {
        var relationship = draft.Pattern;
        if (relationship.Group is { } group)
        {
            return BindGroup(draft, group);
        }

        var conditions = PropertyConditions(relationship.Properties, scope).ToArray();
        var hops = relationship.Length is { } length ? (length.Minimum ?? 1, length.Maximum ?? int.MaxValue) : ((int, int)?)null;
        if (hops is null)
        {
            predicates.AddRange(conditions.Select(condition => PropertyEquals(draft.Slot, condition.Key, condition.Value)));
        }

        if (relationship.Where is not null)
        {
            if (hops is not null)
            {
                throw Error("A relationship of variable length cannot have a WHERE inside its brackets: filter its list in the clause's WHERE, for example with all(r IN rs WHERE …).", relationship.Where);
            }

            predicates.AddRange(SyntaxWalk.Conjuncts(relationship.Where).Select(conjunct => BindPredicate(conjunct, scope)));
        }

        var dynamic = LabelPredicates.IsDynamic(relationship.Types);
        if (dynamic)
        {
            predicates.Add(hops is null
                ? BindLabels(new SlotExpression(draft.Slot), relationship.Types!, scope)
                : throw Error("A relationship of variable length has its types written out: write a quantified relationship to compute them.", relationship));
        }

        var predicate = relationship.Types is null || dynamic ? null : LabelPredicates.From(relationship.Types);
        var names = predicate?.AlternativeNames;
        return new(
            draft.Slot,
            draft.From,
            draft.To,
            names is null ? [] : [.. names.Distinct()],
            names is null ? predicate : null,
            relationship.Direction,
            hops,
            hops is null ? [] : conditions,
            draft.Bound);
    }

    /// <summary>What <c>{key: value}</c> demands in a pattern that is looked for.</summary>
    private IEnumerable<(string Key, CompiledExpression Value)> PropertyConditions(Expression? properties, Scope scope) => properties switch
    {
        null => [],
        MapExpression map => map.Entries.Select(entry => (entry.Key, BindExpression(entry.Value, scope).Expression)),
        _ => throw Error("A pattern that is looked for names its properties one by one, as in {key: $value}: a whole map cannot be matched.", properties),
    };

    private static CompareExpression PropertyEquals(int slot, string key, CompiledExpression value) =>
        new(ComparisonOperator.Equal, new PropertyValueExpression(new SlotExpression(slot), key), value);

    private BoundExpression BindPatternPredicate(PatternExpression pattern, Scope scope, bool isPredicate)
    {
        if (pattern.Pattern.Selector != PathSelector.All)
        {
            return BindShortestPathValue(pattern.Pattern, scope);
        }

        if (!isPredicate)
        {
            throw Error("A pattern can stand here only as a predicate: write EXISTS { … }, COUNT { … } or a pattern comprehension.", pattern);
        }

        foreach (var variable in PatternVariables(pattern.Pattern))
        {
            Resolve(variable, scope);
        }

        var imports = new HashSet<int>();
        var match = BindPattern([pattern.Pattern], null, new Scope(scope, imports), optional: false);
        return AddSubquery(new([new([match], [])], false, [], imports), (index, query) => new ExistsSubqueryExpression(index, query), StaticType.Boolean);
    }

    /// <summary>In the order of the text, so that the first unknown one is reported.</summary>
    private static IEnumerable<VariableExpression> PatternVariables(PathPattern pattern) => pattern.Nodes
        .SelectMany((node, i) => new[] { node.Variable, i < pattern.Relationships.Count ? pattern.Relationships[i].Variable : null })
        .OfType<VariableExpression>();

    /// <summary><c>shortestPath((a)-[*]-(b))</c> as a value: a path between two known nodes or null; <c>allShortestPaths</c> gives a list.</summary>
    private BoundExpression BindShortestPathValue(PathPattern path, Scope scope)
    {
        if (path.Nodes.Any(node => node.Variable is null))
        {
            throw Error("A shortest path that stands for a value leads from one known node to another: give both a name.", path);
        }

        foreach (var variable in path.Nodes.Select(node => node.Variable).OfType<VariableExpression>())
        {
            Resolve(variable, scope);
        }

        var imports = new HashSet<int>();
        var outer = _projection;
        _projection = null;
        var match = BindPattern([path], null, new Scope(scope, imports), optional: false);
        _projection = outer;
        var query = ValuesOf(match, new SlotExpression(match.Pattern.Paths[0].Slot), StaticType.Path, imports);
        return path.Selector == PathSelector.AllShortestPaths
            ? AddSubquery(query, (index, bound) => new CollectSubqueryExpression(index, bound), StaticType.ListOf(StaticType.Path))
            : AddSubquery(query, (index, bound) => new FirstSubqueryExpression(index, bound), StaticType.Path);
    }

    /// <summary>The query that gives a value for each match.</summary>
    private BoundQuery ValuesOf(BoundMatch match, CompiledExpression value, StaticType type, HashSet<int> imports)
    {
        var slot = NewSlot();
        var projection = new BoundProjection(null, [(value, slot)], false, [slot], [], null, null, null, []);
        return new BoundQuery([new([match, projection], [slot])], false, [new("value", slot, type)], imports);
    }

    private BoundExpression BindPatternComprehension(PatternComprehensionExpression comprehension, Scope scope)
    {
        var imports = new HashSet<int>();
        var inner = new Scope(scope, imports);
        var outer = _projection;
        _projection = null;
        var match = BindPattern([comprehension.Pattern], comprehension.Where, inner, optional: false);
        var value = BindExpression(comprehension.Projection, inner);
        _projection = outer;
        return AddSubquery(ValuesOf(match, value.Expression, value.Type, imports), (index, bound) => new CollectSubqueryExpression(index, bound), StaticType.ListOf(value.Type));
    }

    private BoundExpression BindSubquery(Query query, Scope scope, Expression expression)
    {
        if (ClauseOrder.Updates(query))
        {
            throw Error("A subquery inside an expression can only read: move the update into a clause of its own.", expression);
        }

        var imports = new HashSet<int>();
        var outer = _projection;
        _projection = null;
        var bound = BindQuery(query, new Scope(scope, imports), importable: null, QueryPlace.Expression, imports);
        _projection = outer;
        switch (expression)
        {
            case ExistsExpression:
                return AddSubquery(bound, (index, inner) => new ExistsSubqueryExpression(index, inner), StaticType.Boolean);
            case CountExpression:
                return AddSubquery(bound, (index, inner) => new CountSubqueryExpression(index, inner), StaticType.Integer);
            default:
                return bound.Columns.Length == 1
                    ? AddSubquery(bound, (index, inner) => new CollectSubqueryExpression(index, inner), StaticType.ListOf(bound.Columns[0].Type))
                    : throw Error("COLLECT { … } needs a RETURN with exactly one column.", expression);
        }
    }

    private BoundExpression AddSubquery(BoundQuery query, Func<int, BoundQuery, SubqueryExpression> create, StaticType type)
    {
        var expression = create(_subqueries.Count, query);
        _subqueries.Add(expression);
        return new(expression, type);
    }

    /// <param name="Pattern">The syntax tree.</param>
    /// <param name="Slot">Slot of the relationship, or of the list of them.</param>
    /// <param name="From">Slot of the node on the left.</param>
    /// <param name="To">Slot of the node on the right.</param>
    /// <param name="Bound">Whether the slot has its value before the clause.</param>
    private sealed record RelationshipDraft(RelationshipPattern Pattern, int Slot, int From, int To, bool Bound)
    {
        /// <summary>What is repeated, where this is a quantified part.</summary>
        public GroupDraft? Group { get; init; }
    }

    /// <param name="before">The variables that are there before the clause, which alone can be seen inside a quantified part.</param>
    private sealed class PatternDraft(Scope before)
    {
        public Scope Before => before;

        /// <summary>Whether the pattern cannot have a match.</summary>
        public bool IsImpossible { get; set; }

        public Dictionary<int, BoundNode> Nodes { get; } = [];

        public List<(NodePattern Pattern, int Slot)> NodePatterns { get; } = [];

        public List<RelationshipDraft> RelationshipPatterns { get; } = [];

        public List<BoundPath> Paths { get; } = [];
    }
}
