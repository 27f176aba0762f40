using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
    /// <summary>The projection whose items or sort keys are being bound; null elsewhere, where aggregates are forbidden.</summary>
    private ProjectionContext? _projection;

    private (BoundProjection Projection, Scope Next) BindProjection(Projection projection, Expression? where, Scope scope, Clause clause)
    {
        var items = ProjectionItems(projection, scope, clause);
        var aggregating = items.Any(item => SyntaxWalk.ContainsAggregate(item.Expression));
        var context = new ProjectionContext(scope, aggregating);
        var keys = new List<(CompiledExpression, int)>();
        var computed = new List<(CompiledExpression, int)>();
        var symbols = new Symbol?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!aggregating || !SyntaxWalk.ContainsAggregate(items[i].Expression))
            {
                symbols[i] = BindPlainItem(items[i], scope, context, aggregating ? keys : computed, aggregating);
            }
        }

        for (var i = 0; i < items.Length; i++)
        {
            symbols[i] ??= BindAggregateItem(items[i], context, computed);
        }

        var next = scope.Empty();
        foreach (var symbol in symbols.OfType<Symbol>())
        {
            next.Declare(symbol);
        }

        // After aggregation or DISTINCT the earlier variables are gone; else ORDER BY and WHERE still see them behind the new ones.
        var open = !aggregating && !projection.Distinct;
        var tail = open ? scope.Copy() : scope.Empty();
        foreach (var symbol in next.Symbols)
        {
            tail.Declare(symbol);
        }

        context.Distinct = projection.Distinct;
        if (!aggregating && projection.OrderBy.Any(sort => SyntaxWalk.ContainsAggregate(sort.Expression)))
        {
            throw Error("ORDER BY can aggregate only where a column does: add the aggregate as a column.", clause);
        }

        context.InOrderBy = true;
        var orderBy = projection.OrderBy.Select(sort => (BindInProjection(sort.Expression, tail, context).Expression, sort.Descending)).ToArray();
        context.InOrderBy = false;
        var aggregation = aggregating ? new BoundAggregation([.. keys], [.. context.Aggregates]) : null;
        var predicate = where is null ? null : BindWhere(where, tail, open ? null : context);
        return (new(
            aggregation,
            [.. computed],
            projection.Distinct,
            next.Slots(),
            orderBy,
            BindRowCount(projection.Skip, "SKIP"),
            BindRowCount(projection.Limit, "LIMIT"),
            predicate,
            scope.Slots()), next);
    }

    private static (Expression Expression, string Name, SyntaxNode Node)[] ProjectionItems(Projection projection, Scope scope, Clause clause)
    {
        var isReturn = clause is ReturnClause;
        var items = new List<(Expression, string, SyntaxNode)>();
        if (projection.IncludeExisting)
        {
            if (isReturn && scope.Symbols.Count == 0)
            {
                throw Error("RETURN * needs at least one variable in scope.", clause);
            }

            items.AddRange(scope.Symbols.OrderBy(symbol => symbol.Name, StringComparer.Ordinal)
                .Select(symbol => ((Expression)new VariableExpression(symbol.Name, projection.Position), symbol.Name, (SyntaxNode)projection)));
        }

        foreach (var item in projection.Items)
        {
            if (item.Alias is null && item.Expression is not VariableExpression && !isReturn)
            {
                throw Error("An expression in WITH needs a name: add AS and one.", item);
            }

            if (!isReturn && item.Alias is { } alias && scope.IsFromOutside(alias.Name) && (item.Expression as VariableExpression)?.Name != alias.Name)
            {
                throw Error($"'{alias.Name}' is a variable of the query around this one: give the new one another name.", alias);
            }

            var name = item.Alias?.Name ?? (item.Expression as VariableExpression)?.Name ?? item.Text;
            items.Add((item.Expression, name, item));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, name, _) in items)
        {
            if (!names.Add(name))
            {
                throw Error($"Two columns are called '{name}': give one of them another name with AS.", projection);
            }
        }

        return [.. items];
    }

    /// <summary>An item without aggregates: a grouping key where the projection aggregates, else computed row by row.</summary>
    private Symbol BindPlainItem(
        (Expression Expression, string Name, SyntaxNode Node) item,
        Scope scope,
        ProjectionContext context,
        List<(CompiledExpression, int)> target,
        bool isKey)
    {
        var bound = BindExpression(item.Expression, scope);
        var reused = bound.Expression as SlotExpression;
        var slot = reused?.Slot ?? NewSlot();
        if (reused is null || isKey)
        {
            target.Add((bound.Expression, slot));
        }

        context.AddKnown(item.Expression, slot, bound.Type);
        return new(item.Name, slot, bound.Type);
    }

    private Symbol BindAggregateItem((Expression Expression, string Name, SyntaxNode Node) item, ProjectionContext context, List<(CompiledExpression, int)> computed)
    {
        var scope = context.Input.Empty();
        foreach (var (expression, keySlot, type) in context.Known)
        {
            if (expression is VariableExpression variable)
            {
                scope.Declare(new(variable.Name, keySlot, type));
            }
        }

        var bound = BindInProjection(item.Expression, scope, context);
        var slot = (bound.Expression as SlotExpression)?.Slot ?? NewSlot();
        if (bound.Expression is not SlotExpression)
        {
            computed.Add((bound.Expression, slot));
        }

        context.AddResult(item.Expression, slot, bound.Type);
        return new(item.Name, slot, bound.Type);
    }

    private BoundExpression BindInProjection(Expression expression, Scope scope, ProjectionContext context)
    {
        var outer = _projection;
        _projection = context;
        context.Root = expression;
        var bound = BindExpression(expression, scope);
        _projection = outer;
        return bound;
    }

    private CompiledExpression BindWhere(Expression where, Scope scope, ProjectionContext? context)
    {
        if (SyntaxWalk.FindAggregate(where) is { } aggregate)
        {
            throw Error("WHERE cannot aggregate: aggregate in WITH first, then filter its result.", aggregate);
        }

        var outer = _projection;
        _projection = context;
        if (context is not null)
        {
            context.Root = where;
        }

        var predicate = BindPredicate(where, scope);
        _projection = outer;
        return predicate;
    }

    /// <summary>SKIP and LIMIT: a number that is the same for all rows.</summary>
    private CompiledExpression? BindRowCount(Expression? count, string clause)
    {
        if (count is null)
        {
            return null;
        }

        var literal = count is UnaryExpression { Operator: UnaryOperator.Minus, Operand: LiteralExpression negated } ? (Value?)Arithmetic.Negate(negated.Value)
            : (count as LiteralExpression)?.Value;
        if (literal is { } value && (value.Kind != ValueKind.Integer || value.AsInteger() < 0))
        {
            throw Error($"{clause} {CypherErrors.OutOfRange}, but this is {value}.", count);
        }

        RefuseVariables(count, clause);
        if (Descendants(count).Any(part => part is ExistsExpression or CountExpression or CollectExpression or PatternExpression or PatternComprehensionExpression))
        {
            throw Error($"{clause} is counted before the rows are there and cannot look at the graph.", count);
        }

        var bound = BindExpression(count, new Scope());
        Require(bound.Type, count is ParameterExpression ? CypherTypes.Integer : CypherTypes.Any, count);
        return bound.Expression;
    }

    private static void RefuseVariables(Expression expression, string clause)
    {
        var variable = Descendants(expression).OfType<VariableExpression>().FirstOrDefault();
        if (variable is not null)
        {
            throw Error($"{clause} is counted once for all rows and cannot use the variable '{variable.Name}'.", variable);
        }
    }

    private static IEnumerable<Expression> Descendants(Expression expression) =>
        SyntaxWalk.Children(expression).SelectMany(Descendants).Prepend(expression);

    /// <summary>
    /// Looks whether an expression is one that the projection has computed already. Beside an aggregate, a part of an expression counts as
    /// known only when it is a variable or a property of one (or an aggregate): anything longer must be projected by itself first.
    /// </summary>
    private BoundExpression? FindProjected(Expression expression)
    {
        if (_projection is not { } context)
        {
            return null;
        }

        var restricted = (context.Aggregating || context.Distinct) && !context.InOrderBy;
        if (restricted && !ReferenceEquals(expression, context.Root) && !SyntaxWalk.IsSimpleKey(expression) && !SyntaxWalk.IsAggregate(expression))
        {
            return null;
        }

        foreach (var (known, slot, type) in context.Known.Concat(context.Results))
        {
            if (known is not VariableExpression && known.Equals(expression))
            {
                return new(new SlotExpression(slot), type);
            }
        }

        return null;
    }

    private sealed class ProjectionContext(Scope input, bool aggregating)
    {
        public Scope Input => input;

        public bool Aggregating => aggregating;

        public bool Distinct { get; set; }

        /// <summary>Whether a sort key is being bound: a whole column may stand in it anywhere.</summary>
        public bool InOrderBy { get; set; }

        /// <summary>The whole expression being bound; what is inside it is a part.</summary>
        public Expression? Root { get; set; }

        /// <summary>Items without aggregates.</summary>
        public List<(Expression Expression, int Slot, StaticType Type)> Known { get; } = [];

        /// <summary>Items with aggregates.</summary>
        public List<(Expression Expression, int Slot, StaticType Type)> Results { get; } = [];

        public void AddKnown(Expression expression, int slot, StaticType type) => Add(Known, expression, slot, type);

        public void AddResult(Expression expression, int slot, StaticType type) => Add(Results, expression, slot, type);

        private static void Add(List<(Expression, int, StaticType)> list, Expression expression, int slot, StaticType type)
        {
            if (SyntaxWalk.IsShallow(expression))
            {
                list.Add((expression, slot, type));
            }
        }

        public List<BoundAggregate> Aggregates { get; } = [];

        public List<(Expression Expression, int Slot, StaticType Type)> BoundAggregates { get; } = [];
    }
}
