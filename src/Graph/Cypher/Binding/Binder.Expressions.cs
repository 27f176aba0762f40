using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>An expression ready to run, with what is known of its type.</summary>
internal readonly record struct BoundExpression(CompiledExpression Expression, StaticType Type);

internal sealed partial class Binder
{
    private static readonly StaticType NumberType = new(CypherTypes.Number);

    /// <summary>The subject of the innermost CASE whose WHENs are being bound.</summary>
    private BoundExpression? _caseSubject;

    /// <summary>How many comprehensions and their kin are around what is being bound.</summary>
    private int _iterations;

    /// <summary>A predicate: a pattern may stand in it, and its value must be able to be a boolean.</summary>
    private CompiledExpression BindPredicate(Expression expression, Scope scope)
    {
        var bound = BindExpression(expression, scope, isPredicate: true);
        Require(bound.Type, CypherTypes.Boolean, expression);
        return bound.Expression;
    }

    private BoundExpression BindExpression(Expression expression, Scope scope, bool isPredicate = false) =>
        FindProjected(expression) ?? expression switch
        {
            LiteralExpression literal => new(new ConstantExpression(literal.Value), StaticType.Of(literal.Value)),
            ParameterExpression parameter => new(new ParameterValueExpression(ParameterIndex(parameter.Name)), _givenParameters.GetValueOrDefault(parameter.Name, StaticType.Any)),
            VariableExpression variable => BindVariable(variable, scope),
            ListExpression list => BindList(list, scope),
            MapExpression map => new(BindMap(map, scope), StaticType.Map),
            MapProjectionExpression projection => BindMapProjection(projection, scope),
            PropertyExpression property => BindProperty(property, scope),
            IndexExpression index => BindIndex(index, scope),
            SliceExpression slice => BindSlice(slice, scope),
            UnaryExpression unary => BindUnary(unary, scope),
            BinaryExpression binary => BindBinaryChain(binary, scope),
            ComparisonExpression comparison => BindComparison(comparison, scope),
            NullCheckExpression check => new(new IsNullExpression(BindExpression(check.Operand, scope).Expression, check.Negated), StaticType.Boolean),
            TypeCheckExpression check => new(new TypeCheckValueExpression(BindExpression(check.Operand, scope).Expression, check.Type, check.Negated), StaticType.Boolean),
            LabelCheckExpression check => BindLabelCheck(check, scope),
            CaseExpression choice => BindCase(choice, scope),
            CaseSubjectExpression => _caseSubject ?? throw Error("A bare comparison stands only behind the WHEN of a CASE with a subject.", expression),
            ListComprehensionExpression comprehension => BindListComprehension(comprehension, scope),
            QuantifierExpression quantifier => BindQuantifier(quantifier, scope),
            ReduceExpression reduce => BindReduce(reduce, scope),
            CountStarExpression or FunctionExpression => BindCall(expression, scope),
            PatternExpression pattern => BindPatternPredicate(pattern, scope, isPredicate),
            PatternComprehensionExpression comprehension => BindPatternComprehension(comprehension, scope),
            ExistsExpression exists => BindSubquery(exists.Query, scope, exists),
            CountExpression count => BindSubquery(count.Query, scope, count),
            CollectExpression collect => BindSubquery(collect.Query, scope, collect),
            _ => throw Error("This expression cannot stand here.", expression),
        };

    private BoundExpression BindVariable(VariableExpression variable, Scope scope)
    {
        if (scope.TryResolve(variable.Name, out var symbol))
        {
            return new(new SlotExpression(symbol.Slot), symbol.Type);
        }

        if (_projection is { } context)
        {
            foreach (var (expression, slot, type) in context.Known)
            {
                if (expression.Equals(variable))
                {
                    return new(new SlotExpression(slot), type);
                }
            }

            if (context.Input.TryResolve(variable.Name, out _))
            {
                throw Error($"'{variable.Name}' can be used beside an aggregate, or after DISTINCT, only where it is projected by itself: add it as a column, or move it into an earlier WITH.", variable);
            }
        }

        throw Error($"Variable '{variable.Name}' is not defined here.", variable);
    }

    private BoundExpression BindList(ListExpression list, Scope scope)
    {
        var items = list.Items.Select(item => BindExpression(item, scope)).ToArray();
        var types = items.Aggregate(CypherTypes.None, (sum, item) => sum | item.Type.Types);
        return new(new ListBuildExpression([.. items.Select(item => item.Expression)]), new(CypherTypes.List, IsOneKind(types) ? types : CypherTypes.Any));
    }

    /// <summary>A list of several kinds is a list of anything: its items are judged while the query runs. Integers and floats are one kind.</summary>
    private static bool IsOneKind(CypherTypes types) => types != CypherTypes.None
        && ((types & ~CypherTypes.Number) == 0 || System.Numerics.BitOperations.IsPow2((uint)types));

    private MapBuildExpression BindMap(MapExpression map, Scope scope) =>
        new([.. map.Entries.Select(entry => (entry.Key, BindExpression(entry.Value, scope).Expression))]);

    private BoundExpression BindMapProjection(MapProjectionExpression projection, Scope scope)
    {
        var subject = BindVariable(projection.Subject, scope);
        Require(subject.Type, CypherTypes.Map | CypherTypes.Entity, projection.Subject);
        var items = projection.Items.Select(item => item switch
        {
            AllPropertiesItem => ((string?)null, (CompiledExpression?)null),
            PropertyItem property => (property.Key, new PropertyValueExpression(subject.Expression, property.Key)),
            EntryItem entry => (entry.Key, BindExpression(entry.Value, scope).Expression),
            _ => throw Error("This cannot stand in a map projection.", item),
        });
        return new(new MapProjectionValueExpression(subject.Expression, [.. items]), StaticType.Map);
    }

    private BoundExpression BindProperty(PropertyExpression property, Scope scope)
    {
        var subject = BindExpression(property.Subject, scope);
        Require(subject.Type, CypherTypes.Map | CypherTypes.Entity | CypherTypes.Temporal | CypherTypes.Duration | CypherTypes.Point, property.Subject);
        return new(new PropertyValueExpression(subject.Expression, property.Key), StaticType.Any);
    }

    private BoundExpression BindIndex(IndexExpression index, Scope scope)
    {
        var subject = BindExpression(index.Subject, scope);
        var position = BindExpression(index.Index, scope);
        Require(subject.Type, CypherTypes.List | CypherTypes.Map | CypherTypes.Entity, index.Subject);
        if (subject.Type.Types == CypherTypes.List)
        {
            Require(position.Type, CypherTypes.Integer, index.Index);
        }
        else if (!subject.Type.MayBe(CypherTypes.List))
        {
            Require(position.Type, CypherTypes.String, index.Index);
        }

        return new(new IndexValueExpression(subject.Expression, position.Expression), subject.Type.Types == CypherTypes.List ? subject.Type.Item : StaticType.Any);
    }

    private BoundExpression BindSlice(SliceExpression slice, Scope scope)
    {
        var subject = BindExpression(slice.Subject, scope);
        Require(subject.Type, CypherTypes.List, slice.Subject);
        CompiledExpression? Bound(Expression? bound)
        {
            if (bound is null)
            {
                return null;
            }

            var value = BindExpression(bound, scope);
            Require(value.Type, CypherTypes.Integer, bound);
            return value.Expression;
        }

        return new(new SliceValueExpression(subject.Expression, Bound(slice.From), Bound(slice.To)), subject.Type);
    }

    private BoundExpression BindUnary(UnaryExpression unary, Scope scope)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            return new(new NotExpression(BindPredicate(unary.Operand, scope)), StaticType.Boolean);
        }

        var operand = BindExpression(unary.Operand, scope);
        Require(operand.Type, CypherTypes.Number, unary.Operand);
        return new(new UnaryOperatorExpression(unary.Operator == UnaryOperator.Minus ? Arithmetic.Negate : Arithmetic.Plus, operand.Expression), new(operand.Type.Types & CypherTypes.Number));
    }

    private BoundExpression BindCase(CaseExpression choice, Scope scope)
    {
        var subject = choice.Subject is null ? (BoundExpression?)null : BindExpression(choice.Subject, scope);
        var outer = _caseSubject;
        _caseSubject = subject is { } bound ? new(new SlotExpression(NewSlot()), bound.Type) : null;
        var slot = (_caseSubject?.Expression as SlotExpression)?.Slot ?? -1;
        var whens = choice.Alternatives.Select(alternative => BindWhen(alternative.When, subject is null, scope)).ToArray();
        _caseSubject = outer;
        var thens = choice.Alternatives.Select(alternative => BindExpression(alternative.Then, scope)).ToArray();
        var otherwise = choice.Default is null ? (BoundExpression?)null : BindExpression(choice.Default, scope);
        var type = thens.Aggregate(otherwise?.Type ?? new(CypherTypes.None, CypherTypes.None), (sum, then) => sum.Or(then.Type));
        var branches = whens.Zip(thens, (when, then) => new CaseBranch(when.Expression, then.Expression, when.IsTest));
        return new(new CaseValueExpression(subject?.Expression, slot, [.. branches], otherwise?.Expression), type);
    }

    private (CompiledExpression Expression, bool IsTest) BindWhen(Expression when, bool isSearched, Scope scope) => when switch
    {
        CaseTestExpression test => (BindPredicate(test.Predicate, scope), true),
        _ when isSearched => (BindPredicate(when, scope), true),
        _ => (BindExpression(when, scope).Expression, false),
    };

    private BoundExpression BindComparison(ComparisonExpression comparison, Scope scope)
    {
        var operands = comparison.Operands.Select(operand => BindExpression(operand, scope)).ToArray();
        CompiledExpression all = Compare(comparison.Operators[0], operands[0], operands[1]);
        for (var i = 1; i < comparison.Operators.Count; i++)
        {
            all = new AndExpression(all, Compare(comparison.Operators[i], operands[i], operands[i + 1]));
        }

        return new(all, StaticType.Boolean);
    }

    private static CompareExpression Compare(ComparisonOperator comparison, BoundExpression left, BoundExpression right)
    {
        (left, right) = SameKindOfNumber(left, right);
        return new CompareExpression(comparison, left.Expression, right.Expression);
    }

    private BoundExpression BindLabelCheck(LabelCheckExpression check, Scope scope)
    {
        var operand = BindExpression(check.Operand, scope);
        Require(operand.Type, CypherTypes.Entity, check.Operand);
        return new(BindLabels(operand.Expression, check.Labels, scope), StaticType.Boolean);
    }

    private BoundExpression BindListComprehension(ListComprehensionExpression comprehension, Scope scope)
    {
        var (list, slot, inner) = BindIteration(comprehension.Variable, comprehension.List, scope);
        var where = comprehension.Where is null ? null : ForEachItem(() => BindPredicate(comprehension.Where, inner));
        var projection = comprehension.Projection is null ? (BoundExpression?)null : ForEachItem(() => BindExpression(comprehension.Projection, inner));
        var type = projection is { } projected ? StaticType.ListOf(projected.Type) : list.Type.MayBe(CypherTypes.List) ? list.Type : StaticType.ListOf(StaticType.Any);
        return new(new ListComprehensionValueExpression(slot, list.Expression, where, projection?.Expression), type);
    }

    private BoundExpression BindQuantifier(QuantifierExpression quantifier, Scope scope)
    {
        var (list, slot, inner) = BindIteration(quantifier.Variable, quantifier.List, scope);
        return new(new QuantifierValueExpression(quantifier.Quantifier, slot, list.Expression, ForEachItem(() => BindPredicate(quantifier.Where, inner))), StaticType.Boolean);
    }

    private BoundExpression BindReduce(ReduceExpression reduce, Scope scope)
    {
        var initial = BindExpression(reduce.Initial, scope);
        var (list, slot, inner) = BindIteration(reduce.Variable, reduce.List, scope);
        var accumulator = NewSlot();
        inner.Declare(new(reduce.Accumulator, accumulator, initial.Type));
        var body = ForEachItem(() => BindExpression(reduce.Body, inner));
        Require(body.Type, initial.Type.Types, reduce.Body);
        return new(new ReduceValueExpression(accumulator, initial.Expression, slot, list.Expression, body.Expression), initial.Type.Or(body.Type));
    }

    /// <summary>Binds what is computed for each item of a list. An aggregate cannot stand in it: rows are summed up outside.</summary>
    private T ForEachItem<T>(Func<T> bind)
    {
        _iterations++;
        var bound = bind();
        _iterations--;
        return bound;
    }

    private (BoundExpression List, int Slot, Scope Inner) BindIteration(string variable, Expression listExpression, Scope scope)
    {
        var list = BindExpression(listExpression, scope);
        Require(list.Type, CypherTypes.List, listExpression);
        var slot = NewSlot();
        var inner = new Scope(scope);
        inner.Declare(new(variable, slot, list.Type.Item));
        return (list, slot, inner);
    }

    /// <summary>Refuses a value that cannot be of any of the wanted types.</summary>
    private static void Require(StaticType type, CypherTypes wanted, Expression expression)
    {
        if (!type.MayBe(wanted))
        {
            throw new CypherException(CypherErrors.SyntaxCode, $"A value of type {new StaticType(wanted)} is needed here, but this is of type {type}.", expression.Position, compileTime: true) { GqlStatus = "22G03" };
        }
    }
}
