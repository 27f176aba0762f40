using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>Turns label expressions into predicates.</summary>
internal static class LabelPredicates
{
    public static LabelPredicate From(LabelExpression labels) => labels switch
    {
        LabelName name => new NamedLabelPredicate(name.Name),
        LabelWildcard => new AnyLabelPredicate(),
        LabelNot not => new NotLabelPredicate(From(not.Operand)),
        LabelAnd and => new AndLabelPredicate(From(and.Left), From(and.Right)),
        LabelOr or => new OrLabelPredicate(From(or.Left), From(or.Right)),
        _ => throw CypherErrors.Syntax("This cannot stand in a label expression.", labels.Position),
    };

    /// <summary>Whether a name in a label expression is computed.</summary>
    public static bool IsDynamic(LabelExpression? labels) => labels switch
    {
        LabelDynamic => true,
        LabelNot not => IsDynamic(not.Operand),
        LabelAnd and => IsDynamic(and.Left) || IsDynamic(and.Right),
        LabelOr or => IsDynamic(or.Left) || IsDynamic(or.Right),
        _ => false,
    };

    /// <summary>The names of labels joined by <c>:</c> or <c>&amp;</c>, as CREATE and MERGE take them.</summary>
    public static IEnumerable<LabelExpression> Conjunction(LabelExpression? labels) => labels switch
    {
        null => [],
        LabelName or LabelDynamic => [labels],
        LabelAnd and => Conjunction(and.Left).Concat(Conjunction(and.Right)),
        _ => throw CypherErrors.Syntax("Only names joined by ':' or '&' can be given to a node that is created.", labels.Position),
    };
}
