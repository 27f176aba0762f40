using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
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
        BinaryOperator.EndsWith => new(new TextPartExpression(left.Expression, right.Expression, atEnd: true), StaticType.Boolean),
        BinaryOperator.Contains => new(new TextPartExpression(left.Expression, right.Expression, atEnd: false), StaticType.Boolean),
        BinaryOperator.RegexMatch => new(new LongOperatorExpression(StringPredicates.RegexMatch, left.Expression, right.Expression), StaticType.Boolean),
        _ => BindArithmetic(binary, left, right),
    };

    /// <summary>
    /// <c>a AND a</c> and <c>a AND true</c> are a itself, whatever it is, and so on for OR, as Neo4j simplifies them before it looks at types.
    /// </summary>
    private static BoundExpression? Simplified(BinaryExpression binary, BoundExpression left, BoundExpression right)
    {
        if (binary.Operator is not (BinaryOperator.And or BinaryOperator.Or))
        {
            return null;
        }

        var neutral = binary.Operator == BinaryOperator.And;
        if (right.Expression is ConstantExpression { Value.IsBoolean: true } constant && constant.Value.IsTrue == neutral)
        {
            return left;
        }

        return left.Expression is SlotExpression a && right.Expression is SlotExpression b && a.Slot == b.Slot ? left : null;
    }

    private static BoundExpression Boolean(BinaryExpression binary, BoundExpression left, BoundExpression right, CompiledExpression result)
    {
        Require(left.Type, CypherTypes.Boolean, binary.Left);
        Require(right.Type, CypherTypes.Boolean, binary.Right);
        return Simplified(binary, left, right) ?? new(result, StaticType.Boolean);
    }

    private static BoundExpression BindIn(BinaryExpression binary, BoundExpression left, BoundExpression right)
    {
        Require(right.Type, CypherTypes.List, binary.Right);
        return new(new InExpression(left.Expression, right.Expression), StaticType.Boolean);
    }

    private static BoundExpression BindArithmetic(BinaryExpression binary, BoundExpression left, BoundExpression right)
    {
        Require(left.Type, OperandTypes.Left(binary.Operator), binary.Left);
        Require(right.Type, OperandTypes.Right(binary.Operator, left.Type.Types), binary.Right);
        (left, right) = SameKindOfNumber(left, right);
        return new(Operator(binary.Operator, left.Expression, right.Expression), ArithmeticType(binary.Operator, left.Type, right.Type));
    }

    private static CompiledExpression Operator(BinaryOperator @operator, CompiledExpression left, CompiledExpression right) => @operator switch
    {
        BinaryOperator.Add => new LongOperatorExpression(Arithmetic.Add, left, right),
        BinaryOperator.Concatenate => new LongOperatorExpression(Arithmetic.Concatenate, left, right),
        BinaryOperator.Subtract => new BinaryOperatorExpression(Arithmetic.Subtract, left, right),
        BinaryOperator.Multiply => new BinaryOperatorExpression(Arithmetic.Multiply, left, right),
        BinaryOperator.Divide => new BinaryOperatorExpression(Arithmetic.Divide, left, right),
        BinaryOperator.Modulo => new BinaryOperatorExpression(Arithmetic.Modulo, left, right),
        _ => new BinaryOperatorExpression(Arithmetic.Power, left, right),
    };

    /// <summary>Beside a float that is written out, an integer that is written out counts as a float, as Neo4j computes with literals before it runs.</summary>
    private static (BoundExpression Left, BoundExpression Right) SameKindOfNumber(BoundExpression left, BoundExpression right)
    {
        static BoundExpression Float(BoundExpression number) =>
            new(new ConstantExpression(Value.Of(((ConstantExpression)number.Expression).Value.AsDouble())), new(CypherTypes.Float));

        return (left.Expression, right.Expression) switch
        {
            (ConstantExpression { Value.IsInteger: true }, ConstantExpression { Value.IsFloat: true }) => (Float(left), right),
            (ConstantExpression { Value.IsFloat: true }, ConstantExpression { Value.IsInteger: true }) => (left, Float(right)),
            _ => (left, right),
        };
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

        if (@operator != BinaryOperator.Add && ((left.Types | right.Types) & ~(Number | CypherTypes.Duration)) == 0)
        {
            return new(CypherTypes.Duration | Number);
        }

        var strings = CypherTypes.String | Number;
        return left.Types == CypherTypes.String && (right.Types & ~strings) == 0 ? StaticType.String
            : right.Types == CypherTypes.String && (left.Types & ~strings) == 0 ? StaticType.String
            : StaticType.Any;
    }
}

/// <summary>What may stand beside an arithmetic operator, as far as it is known before running.</summary>
internal static class OperandTypes
{
    private const CypherTypes Number = CypherTypes.Number;
    private const CypherTypes Duration = CypherTypes.Duration;
    private const CypherTypes List = CypherTypes.List;

    public static CypherTypes Left(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => CypherTypes.Any,
        BinaryOperator.Concatenate => CypherTypes.String | List,
        BinaryOperator.Subtract => Number | Duration | CypherTypes.Temporal,
        BinaryOperator.Multiply or BinaryOperator.Divide => Number | Duration,
        _ => Number,
    };

    /// <summary>What the right side may be, given what the left may be.</summary>
    public static CypherTypes Right(BinaryOperator @operator, CypherTypes left)
    {
        if (left == CypherTypes.Any)
        {
            return @operator is BinaryOperator.Multiply or BinaryOperator.Add ? CypherTypes.Any : RightOfAny(@operator);
        }

        var right = CypherTypes.None;
        for (var type = CypherTypes.Boolean; type < CypherTypes.Any; type = (CypherTypes)((int)type << 1))
        {
            right |= (left & type) == 0 ? CypherTypes.None : RightOf(@operator, type);
        }

        return right;
    }

    private static CypherTypes RightOfAny(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Concatenate => CypherTypes.String | List,
        BinaryOperator.Subtract => Number | Duration,
        _ => Number,
    };

    private static CypherTypes RightOf(BinaryOperator @operator, CypherTypes left) => @operator switch
    {
        BinaryOperator.Add => RightOfSum(left),
        BinaryOperator.Concatenate => left & (CypherTypes.String | List),
        BinaryOperator.Subtract => (left & Number) != 0 ? Number : (left & (Duration | CypherTypes.Temporal)) != 0 ? Duration : CypherTypes.None,
        BinaryOperator.Multiply => (left & Number) != 0 ? Number | Duration : left == Duration ? Number : CypherTypes.None,
        _ => (left & (Number | Duration)) != 0 ? Number : CypherTypes.None,
    };

    private static CypherTypes RightOfSum(CypherTypes left) => left switch
    {
        List => CypherTypes.Any,
        CypherTypes.String => CypherTypes.String | Number | List,
        CypherTypes.Integer or CypherTypes.Float => Number | CypherTypes.String | List,
        Duration => Duration | CypherTypes.Temporal | List,
        _ when (left & CypherTypes.Temporal) != 0 => Duration | List,
        _ => List,
    };
}
