using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

internal enum TermKind
{
    Equal,
    OneOf,
    From,
    To,
    Prefix,
    Part,
    Suffix,
    Exists,
    Near,
    Within,
}

/// <summary>A predicate on one property of one variable, in a form that an index may answer. Where it holds, the property is there.</summary>
/// <param name="Key">The property's key.</param>
/// <param name="Kind">What is asked of it.</param>
/// <param name="Value">What it is compared with; null for <see cref="TermKind.Exists"/>.</param>
/// <param name="Second">The radius of <see cref="TermKind.Near"/>, the upper corner of <see cref="TermKind.Within"/>.</param>
/// <param name="Predicate">The predicate itself.</param>
internal sealed record IndexTerm(string Key, TermKind Kind, CompiledExpression? Value, CompiledExpression? Second, CompiledExpression Predicate)
{
    /// <summary>For <see cref="TermKind.From"/> and <see cref="TermKind.To"/>.</summary>
    public bool Inclusive { get; init; }

    /// <summary>All that a predicate says of the properties of a slot, compared with what can be computed before the slot has its value.</summary>
    public static IEnumerable<IndexTerm> Of(CompiledExpression predicate, int slot, Func<CompiledExpression, bool> canEvaluate)
    {
        IEnumerable<IndexTerm> terms = predicate switch
        {
            CompareExpression compare => [.. OfComparison(compare.Left, compare.Operator, compare.Right, compare, slot), .. OfComparison(compare.Right, Flipped(compare.Operator), compare.Left, compare, slot)],
            InExpression { List: var list } item when KeyOf(item.Item, slot) is { } key => [new(key, TermKind.OneOf, list, null, item)],
            StartsWithExpression starts when KeyOf(starts.Subject, slot) is { } key => [new(key, TermKind.Prefix, starts.Prefix, null, starts)],
            TextPartExpression part when KeyOf(part.Subject, slot) is { } key => [new(key, part.AtEnd ? TermKind.Suffix : TermKind.Part, part.Part, null, part)],
            IsNullExpression { Negated: true } isNull when KeyOf(isNull.Operand, slot) is { } key => [new(key, TermKind.Exists, null, null, isNull)],
            FunctionCallExpression { Function.Name: "point.withinBBox", Arguments: [var point, var lower, var upper] } when KeyOf(point, slot) is { } key => [new(key, TermKind.Within, lower, upper, predicate)],
            _ => [],
        };
        return terms.Where(term => (term.Value is null || canEvaluate(term.Value)) && (term.Second is null || canEvaluate(term.Second)));
    }

    private static IEnumerable<IndexTerm> OfComparison(CompiledExpression looked, ComparisonOperator comparison, CompiledExpression value, CompiledExpression predicate, int slot)
    {
        if (KeyOf(looked, slot) is { } key)
        {
            return comparison switch
            {
                ComparisonOperator.Equal => [new(key, TermKind.Equal, value, null, predicate)],
                ComparisonOperator.Less => [new(key, TermKind.To, value, null, predicate)],
                ComparisonOperator.LessOrEqual => [new(key, TermKind.To, value, null, predicate) { Inclusive = true }],
                ComparisonOperator.Greater => [new(key, TermKind.From, value, null, predicate)],
                ComparisonOperator.GreaterOrEqual => [new(key, TermKind.From, value, null, predicate) { Inclusive = true }],
                _ => [],
            };
        }

        if (comparison is ComparisonOperator.Less or ComparisonOperator.LessOrEqual && looked is FunctionCallExpression { Function.Name: "point.distance", Arguments: [var first, var second] })
        {
            return KeyOf(first, slot) is { } left ? [new(left, TermKind.Near, second, value, predicate)]
                : KeyOf(second, slot) is { } right ? [new(right, TermKind.Near, first, value, predicate)]
                : [];
        }

        return [];
    }

    private static string? KeyOf(CompiledExpression expression, int slot) =>
        expression is PropertyValueExpression { Subject: SlotExpression subject } property && subject.Slot == slot ? property.Key : null;

    private static ComparisonOperator Flipped(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => comparison,
    };
}
