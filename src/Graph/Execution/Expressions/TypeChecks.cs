using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary><c>operand IS [NOT] :: type</c>; never null.</summary>
internal sealed class TypeCheckValueExpression(CompiledExpression operand, TypeExpression type, bool negated) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [operand];

    public override Value Evaluate(ExecutionContext context) => Value.Of(TypeMembership.Has(type, operand.Evaluate(context)) != negated);
}

/// <summary>Which values belong to a type.</summary>
internal static class TypeMembership
{
    public static bool Has(TypeExpression type, Value value)
    {
        foreach (var alternative in type.Alternatives.AsSpan())
        {
            if (Has(alternative, value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(TypeAlternative type, Value value)
    {
        if (value.IsNull)
        {
            return !type.NotNull;
        }

        if ((type.Types & StaticType.OfKind(value.Kind)) == 0)
        {
            return false;
        }

        if (value.Kind != ValueKind.List)
        {
            return true;
        }

        var list = value.AsList();
        return type.Storable ? IsStorable(list) : type.Items is null || list.All(item => Has(type.Items, item));
    }

    /// <summary>A property holds lists of one kind, without nulls and lists in them; integers and floats may stand side by side.</summary>
    private static bool IsStorable(ListValue list)
    {
        var kinds = CypherTypes.None;
        foreach (var item in list.Items)
        {
            kinds |= item.IsNull ? CypherTypes.List : StaticType.OfKind(item.Kind);
        }

        var single = kinds == CypherTypes.None || kinds == CypherTypes.Number || System.Numerics.BitOperations.IsPow2((uint)kinds);
        return single && (kinds & ~(Cypher.Parsing.TypeWords.Storable & ~CypherTypes.List)) == 0;
    }
}
