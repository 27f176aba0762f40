using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Functions;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>Looks into expressions before they are bound.</summary>
internal static class SyntaxWalk
{
    private const int MaximumComparedDepth = 300;

    /// <summary>The expressions that an expression is made of, those of inner queries and patterns left out.</summary>
    public static IEnumerable<Expression> Children(Expression expression)
    {
        IEnumerable<Expression?> children = expression switch
        {
            ListExpression list => list.Items,
            MapExpression map => map.Entries.Select(entry => entry.Value),
            MapProjectionExpression projection => projection.Items.OfType<EntryItem>().Select(item => item.Value).Prepend(projection.Subject),
            PropertyExpression property => [property.Subject],
            IndexExpression index => [index.Subject, index.Index],
            SliceExpression slice => [slice.Subject, slice.From, slice.To],
            UnaryExpression unary => [unary.Operand],
            BinaryExpression binary => [binary.Left, binary.Right],
            ComparisonExpression comparison => comparison.Operands,
            NullCheckExpression check => [check.Operand],
            TypeCheckExpression check => [check.Operand],
            LabelCheckExpression check => [check.Operand],
            FunctionExpression function => function.Arguments,
            CaseExpression choice => choice.Alternatives.SelectMany(a => new[] { a.When, a.Then }).Append(choice.Subject).Append(choice.Default),
            CaseTestExpression test => [test.Predicate],
            ListComprehensionExpression comprehension => [comprehension.List, comprehension.Where, comprehension.Projection],
            QuantifierExpression quantifier => [quantifier.List, quantifier.Where],
            ReduceExpression reduce => [reduce.Initial, reduce.List, reduce.Body],
            PatternComprehensionExpression comprehension => [comprehension.Where, comprehension.Projection],
            _ => [],
        };
        return children.OfType<Expression>();
    }

    /// <summary>Whether an expression, or one inside it, sums up rows.</summary>
    public static bool ContainsAggregate(Expression expression) => FindAggregate(expression) is not null;

    /// <summary>The first aggregate in an expression, or null.</summary>
    public static Expression? FindAggregate(Expression expression)
    {
        // A chain of ten thousand operators is deep on its left side; a stack of our own does not run out.
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var current))
        {
            if (IsAggregate(current))
            {
                return current;
            }

            foreach (var child in Children(current))
            {
                pending.Push(child);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether an expression is at most a few hundred levels deep. Only such ones are compared with each other: comparing walks down
    /// the levels on the thread's stack, and a chain of operators may have fifty thousand.
    /// </summary>
    public static bool IsShallow(Expression expression)
    {
        var pending = new Stack<(Expression Expression, int Depth)>([(expression, 0)]);
        while (pending.TryPop(out var current))
        {
            if (current.Depth > MaximumComparedDepth)
            {
                return false;
            }

            foreach (var child in Children(current.Expression))
            {
                pending.Push((child, current.Depth + 1));
            }
        }

        return true;
    }

    public static bool IsAggregate(Expression expression) => expression switch
    {
        CountStarExpression => true,
        FunctionExpression function => AggregateLibrary.Find(function.Name) is not null,
        _ => false,
    };

    /// <summary>A variable, or a property of one: the only grouping keys that may be used again beside an aggregate.</summary>
    public static bool IsSimpleKey(Expression expression) => expression switch
    {
        VariableExpression => true,
        PropertyExpression property => IsSimpleKey(property.Subject),
        _ => false,
    };

    /// <summary>The conjuncts of a predicate, from left to right.</summary>
    public static IEnumerable<Expression> Conjuncts(Expression predicate)
    {
        var pending = new Stack<Expression>([predicate]);
        while (pending.TryPop(out var current))
        {
            if (current is BinaryExpression { Operator: BinaryOperator.And } and)
            {
                pending.Push(and.Right);
                pending.Push(and.Left);
            }
            else
            {
                yield return current;
            }
        }
    }
}
