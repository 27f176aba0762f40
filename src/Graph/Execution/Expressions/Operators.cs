using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary>Computes an operator's value from its two operands' values.</summary>
internal delegate Value BinaryFunction(Value left, Value right);

/// <summary>An operator that always evaluates both operands.</summary>
internal sealed class BinaryOperatorExpression(BinaryFunction function, CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [left, right];

    public override Value Evaluate(ExecutionContext context)
    {
        var result = function(left.Evaluate(context), right.Evaluate(context));
        context.Weigh(result);
        return result;
    }
}

/// <summary>Computes an operator's value that may take long: of long lists and strings.</summary>
internal delegate Value LongBinaryFunction(Value left, Value right, CancellationToken cancellation);

/// <summary>An operator that always evaluates both operands, and can be stopped while it computes.</summary>
internal sealed class LongOperatorExpression(LongBinaryFunction function, CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [left, right];

    public override Value Evaluate(ExecutionContext context)
    {
        var result = function(left.Evaluate(context), right.Evaluate(context), context.Cancellation);
        context.Weigh(result);
        return result;
    }
}

/// <summary>Negation; null of null.</summary>
internal sealed class NotExpression(CompiledExpression operand) : CompiledExpression
{
    public CompiledExpression Operand => operand;

    public override IEnumerable<CompiledExpression> Children => [operand];

    public override Value Evaluate(ExecutionContext context) => Logic.Not(operand.Evaluate(context));
}

internal sealed class UnaryOperatorExpression(Func<Value, Value> function, CompiledExpression operand) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [operand];

    public override Value Evaluate(ExecutionContext context) => function(operand.Evaluate(context));
}

/// <summary>A comparison kept apart from other operators because the planner turns it into index look-ups.</summary>
internal sealed class CompareExpression(Cypher.Ast.ComparisonOperator comparison, CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public Cypher.Ast.ComparisonOperator Operator => comparison;

    public CompiledExpression Left => left;

    public CompiledExpression Right => right;

    public override IEnumerable<CompiledExpression> Children => [left, right];

    public override bool Holds(ExecutionContext context)
    {
        var a = left.Evaluate(context);
        var b = right.Evaluate(context);
        return a.IsInteger && b.IsInteger ? Compare(a.Bits, b.Bits) : Compare(a, b, context.Cancellation).IsTrue;
    }

    public override Value Evaluate(ExecutionContext context) => Compare(left.Evaluate(context), right.Evaluate(context), context.Cancellation);

    private bool Compare(long a, long b) => comparison switch
    {
        Cypher.Ast.ComparisonOperator.Equal => a == b,
        Cypher.Ast.ComparisonOperator.NotEqual => a != b,
        Cypher.Ast.ComparisonOperator.Less => a < b,
        Cypher.Ast.ComparisonOperator.LessOrEqual => a <= b,
        Cypher.Ast.ComparisonOperator.Greater => a > b,
        _ => a >= b,
    };

    private Value Compare(Value a, Value b, CancellationToken cancellation) => comparison switch
    {
        Cypher.Ast.ComparisonOperator.Equal => ValueComparison.Equal(a, b, cancellation),
        Cypher.Ast.ComparisonOperator.NotEqual => Logic.Not(ValueComparison.Equal(a, b, cancellation)),
        Cypher.Ast.ComparisonOperator.Less => ValueComparison.Less(a, b, cancellation),
        Cypher.Ast.ComparisonOperator.LessOrEqual => ValueComparison.LessOrEqual(a, b, cancellation),
        Cypher.Ast.ComparisonOperator.Greater => ValueComparison.Greater(a, b, cancellation),
        _ => ValueComparison.GreaterOrEqual(a, b, cancellation),
    };
}

/// <summary><c>item IN list</c></summary>
internal sealed class InExpression(CompiledExpression item, CompiledExpression list) : CompiledExpression
{
    public CompiledExpression Item => item;

    public CompiledExpression List => list;

    public override IEnumerable<CompiledExpression> Children => [item, list];

    public override Value Evaluate(ExecutionContext context) => ValueComparison.In(item.Evaluate(context), list.Evaluate(context), context.Cancellation);
}

/// <summary><c>subject STARTS WITH prefix</c></summary>
internal sealed class StartsWithExpression(CompiledExpression subject, CompiledExpression prefix) : CompiledExpression
{
    public CompiledExpression Subject => subject;

    public CompiledExpression Prefix => prefix;

    public override IEnumerable<CompiledExpression> Children => [subject, prefix];

    public override Value Evaluate(ExecutionContext context) => StringPredicates.StartsWith(subject.Evaluate(context), prefix.Evaluate(context));
}

/// <summary><c>subject CONTAINS part</c> or, where <c>AtEnd</c> is true, <c>subject ENDS WITH part</c></summary>
internal sealed class TextPartExpression(CompiledExpression subject, CompiledExpression part, bool atEnd) : CompiledExpression
{
    public CompiledExpression Subject => subject;

    public CompiledExpression Part => part;

    public bool AtEnd => atEnd;

    public override IEnumerable<CompiledExpression> Children => [subject, part];

    public override Value Evaluate(ExecutionContext context)
    {
        var (text, sought) = (subject.Evaluate(context), part.Evaluate(context));
        return atEnd ? StringPredicates.EndsWith(text, sought) : StringPredicates.Contains(text, sought, context.Cancellation);
    }
}

/// <summary>Conjunction; does not look at the right side where the left is false.</summary>
internal sealed class AndExpression(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public CompiledExpression Left => left;

    public CompiledExpression Right => right;

    public override IEnumerable<CompiledExpression> Children => [left, right];

    public override Value Evaluate(ExecutionContext context)
    {
        var first = left.Evaluate(context);
        return first.IsFalse ? first : Logic.And(first, right.Evaluate(context));
    }
}

/// <summary>Disjunction; does not look at the right side where the left is true.</summary>
internal sealed class OrExpression(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public CompiledExpression Left => left;

    public CompiledExpression Right => right;

    public override IEnumerable<CompiledExpression> Children => [left, right];

    public override Value Evaluate(ExecutionContext context)
    {
        var first = left.Evaluate(context);
        return first.IsTrue ? first : Logic.Or(first, right.Evaluate(context));
    }
}

internal sealed class IsNullExpression(CompiledExpression operand, bool negated) : CompiledExpression
{
    public CompiledExpression Operand => operand;

    public bool Negated => negated;

    public override IEnumerable<CompiledExpression> Children => [operand];

    public override Value Evaluate(ExecutionContext context) => Value.Of(operand.Evaluate(context).IsNull != negated);
}

/// <summary>One WHEN … THEN. A test is a predicate by itself; else the value is compared with the subject.</summary>
internal readonly record struct CaseBranch(CompiledExpression When, CompiledExpression Then, bool IsTest);

/// <summary>CASE: the first alternative whose test holds, or whose value equals the subject's. The subject is computed once, into a slot that tests read.</summary>
internal sealed class CaseValueExpression(CompiledExpression? subject, int subjectSlot, CaseBranch[] branches, CompiledExpression? otherwise) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children
    {
        get
        {
            IEnumerable<CompiledExpression?> outer = [subject, otherwise];
            return outer.OfType<CompiledExpression>().Concat(branches.SelectMany(branch => new[] { branch.When, branch.Then }));
        }
    }

    public override IEnumerable<int> BoundSlots => subject is null ? [] : [subjectSlot];

    public override Value Evaluate(ExecutionContext context)
    {
        var compared = subject?.Evaluate(context) ?? Value.Null;
        foreach (var (when, then, isTest) in branches)
        {
            if (subject is not null)
            {
                context.Slots[subjectSlot] = compared;
            }

            var value = when.Evaluate(context);
            var chosen = isTest ? Logic.Truth(value) == true : ValueComparison.Equal(compared, value, context.Cancellation).IsTrue;
            if (chosen)
            {
                return then.Evaluate(context);
            }
        }

        return otherwise?.Evaluate(context) ?? Value.Null;
    }
}
