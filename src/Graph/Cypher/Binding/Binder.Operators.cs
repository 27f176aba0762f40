using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
    private const CypherTypes SubtractTypes = CypherTypes.Number | CypherTypes.Duration | CypherTypes.Temporal;
    private const CypherTypes ScaleTypes = CypherTypes.Number | CypherTypes.Duration;

    /// <summary>
    /// Binds a chain such as <c>a + b + c + …</c> from the innermost left operand outwards in a loop: a chain may be longer than the stack
    /// is deep.
    /// </summary>
    private BoundExpression BindBinaryChain(BinaryExpression binary, Scope scope)
    {
        var chain = new Stack<BinaryExpression>();
        Expression innermost = binary;
        BoundExpression? known = null;
        while (known is null && innermost is BinaryExpression next)
        {
            chain.Push(next);
            innermost = next.Left;
            known = FindProjected(innermost);
        }

        var left = known ?? BindOperand(innermost, chain.Peek().Operator, scope);
        while (chain.TryPop(out var current))
        {
            left = BindBinary(current, left, BindOperand(current.Right, current.Operator, scope));
        }

        return left;
    }

    private BoundExpression BindOperand(Expression operand, BinaryOperator @operator, Scope scope) =>
        BindExpression(operand, scope, isPredicate: @operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor);

    private static BoundExpression BindBinary(BinaryExpression binary, BoundExpression left, BoundExpression right) => binary.Operator switch
    {
        BinaryOperator.And => Boolean(binary, left, right, new AndExpression(left.Expression, right.Expression)),
        BinaryOperator.Or => Boolean(binary, left, right, new OrExpression(left.Expression, right.Expression)),
        BinaryOperator.Xor => Boolean(binary, left, right, new BinaryOperatorExpression(Logic.Xor, left.Expression, right.Expression)),
        BinaryOperator.In => BindIn(binary, left, right),
        BinaryOperator.StartsWith => new(new StartsWithExpression(left.Expression, right.Expression), StaticType.Boolean),
        BinaryOperator.EndsWith => new(new BinaryOperatorExpression(StringPredicates.EndsWith, left.Expression, right.Expression), StaticType.Boolean),
        BinaryOperator.Contains => new(new BinaryOperatorExpression(StringPredicates.Contains, left.Expression, right.Expression), StaticType.Boolean),
        BinaryOperator.RegexMatch => new(new BinaryOperatorExpression(StringPredicates.RegexMatch, left.Expression, right.Expression), StaticType.Boolean),
        _ => BindArithmetic(binary, left, right),
    };

    private static BoundExpression Boolean(BinaryExpression binary, BoundExpression left, BoundExpression right, CompiledExpression result)
    {
        Require(left.Type, CypherTypes.Boolean, binary.Left);
        Require(right.Type, CypherTypes.Boolean, binary.Right);
        return new(result, StaticType.Boolean);
    }

    private static BoundExpression BindIn(BinaryExpression binary, BoundExpression left, BoundExpression right)
    {
        Require(right.Type, CypherTypes.List, binary.Right);
        return new(new InExpression(left.Expression, right.Expression), StaticType.Boolean);
    }

    private static BoundExpression BindArithmetic(BinaryExpression binary, BoundExpression left, BoundExpression right)
    {
        var (function, accepted) = binary.Operator switch
        {
            BinaryOperator.Add => ((BinaryFunction)Arithmetic.Add, CypherTypes.Any),
            BinaryOperator.Concatenate => (Arithmetic.Concatenate, CypherTypes.String | CypherTypes.List),
            BinaryOperator.Subtract => (Arithmetic.Subtract, SubtractTypes),
            BinaryOperator.Multiply => (Arithmetic.Multiply, ScaleTypes),
            BinaryOperator.Divide => (Arithmetic.Divide, ScaleTypes),
            BinaryOperator.Modulo => (Arithmetic.Modulo, CypherTypes.Number),
            _ => (Arithmetic.Power, CypherTypes.Number),
        };
        Require(left.Type, accepted, binary.Left);
        Require(right.Type, accepted, binary.Right);
        return new(new BinaryOperatorExpression(function, left.Expression, right.Expression), ArithmeticType(binary.Operator, left.Type, right.Type));
    }

    private static StaticType ArithmeticType(BinaryOperator @operator, StaticType left, StaticType right)
    {
        const CypherTypes Number = CypherTypes.Number;
        if ((left.Types | right.Types) == CypherTypes.Integer)
        {
            return @operator == BinaryOperator.Power ? new(CypherTypes.Float) : StaticType.Integer;
        }

        if (((left.Types | right.Types) & ~Number) == 0)
        {
            return left.Types == CypherTypes.Float || right.Types == CypherTypes.Float ? new(CypherTypes.Float) : NumberType;
        }

        if (left.Types == CypherTypes.List || right.Types == CypherTypes.List)
        {
            var leftItems = left.Types == CypherTypes.List ? left.Items : left.Types;
            var rightItems = right.Types == CypherTypes.List ? right.Items : right.Types;
            return new(CypherTypes.List, leftItems | rightItems);
        }

        var strings = CypherTypes.String | Number;
        return left.Types == CypherTypes.String && (right.Types & ~strings) == 0 ? StaticType.String
            : right.Types == CypherTypes.String && (left.Types & ~strings) == 0 ? StaticType.String
            : StaticType.Any;
    }
}
