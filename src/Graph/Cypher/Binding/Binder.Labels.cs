using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Binding;

/// <content>Labels and types, by name or computed.</content>
internal sealed partial class Binder
{
    /// <summary>A test of an entity's labels or type. Only where a name is computed, the operators between labels become operators between values.</summary>
    private CompiledExpression BindLabels(CompiledExpression operand, LabelExpression labels, Scope scope)
    {
        if (!LabelPredicates.IsDynamic(labels))
        {
            return new LabelCheckValueExpression(operand, LabelPredicates.From(labels));
        }

        return labels switch
        {
            LabelDynamic dynamic => new DynamicLabelCheckExpression(operand, BindExpression(dynamic.Names, scope).Expression, dynamic.Any),
            LabelNot not => new NotExpression(BindLabels(operand, not.Operand, scope)),
            LabelAnd and => new AndExpression(BindLabels(operand, and.Left, scope), BindLabels(operand, and.Right, scope)),
            LabelOr or => new OrExpression(BindLabels(operand, or.Left, scope), BindLabels(operand, or.Right, scope)),
            _ => throw Error("This cannot stand in a label expression.", labels),
        };
    }

    /// <summary>Labels to give to a node: names, and what computes more of them.</summary>
    private WrittenLabels BindWrittenLabels(IEnumerable<LabelExpression> labels, Scope scope, SyntaxNode node)
    {
        var names = new List<string>();
        var computed = new List<CompiledExpression>();
        foreach (var label in labels)
        {
            switch (label)
            {
                case LabelName name:
                    names.Add(name.Name);
                    break;
                case LabelDynamic { Names: LiteralExpression { Value.IsString: true } literal } when literal.Value.AsString().Length == 0:
                    throw Error("A label or type has at least one character.", node);
                case LabelDynamic { Any: false } dynamic:
                    computed.Add(BindExpression(dynamic.Names, scope).Expression);
                    break;
                default:
                    throw Error("A label that is written is one name, or $(…).", label);
            }
        }

        return new([.. names.Distinct()], [.. computed]);
    }
}
