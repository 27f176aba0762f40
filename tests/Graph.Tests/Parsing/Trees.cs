using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Parsing;

/// <summary>Parses parts of queries, and builds the trees that they should give. Positions take no part in a tree's equality.</summary>
internal static class Trees
{
    private static readonly SourcePosition Anywhere = new(0, 1, 1);

    public static Query Query(string text) => ((QueryStatement)CypherParser.Parse(text)).Query;

    public static SyntaxList<Clause> Clauses(string text) => Query(text).Parts[0].Clauses;

    public static T First<T>(string text)
        where T : Clause => Assert.IsType<T>(Clauses(text)[0]);

    public static Expression Expression(string text) => First<ReturnClause>($"RETURN {text}").Projection.Items[0].Expression;

    public static T Expression<T>(string text)
        where T : Expression => Assert.IsType<T>(Expression(text));

    public static PathPattern Path(string text) => First<MatchClause>($"MATCH {text} RETURN 1").Pattern.Paths[0];

    public static CypherException Error(string text)
    {
        var error = Assert.Throws<CypherException>(() => CypherParser.Parse(text));
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.True(error.IsCompileTime);
        return error;
    }

    /// <summary>The column of a mistake in the first line.</summary>
    public static int ErrorColumn(string text)
    {
        var position = Error(text).Position;
        Assert.NotNull(position);
        Assert.Equal(1, position.Value.Line);
        Assert.Equal(position.Value.Offset + 1, position.Value.Column);
        return position.Value.Column;
    }

    public static VariableExpression Var(string name) => new(name, Anywhere);

    public static LiteralExpression Int(long value) => new(Value.Of(value), Anywhere);

    public static LiteralExpression Text(string value) => new(Value.Of(value), Anywhere);

    public static PropertyExpression Property(Expression subject, string key) => new(subject, key, Anywhere);

    public static UnaryExpression Not(Expression operand) => new(UnaryOperator.Not, operand, Anywhere);

    public static UnaryExpression Minus(Expression operand) => new(UnaryOperator.Minus, operand, Anywhere);

    public static BinaryExpression Binary(Expression left, BinaryOperator sign, Expression right) => new(sign, left, right, Anywhere);

    public static ComparisonExpression Compare(Expression left, ComparisonOperator sign, Expression right) => new([left, right], [sign], Anywhere);

    public static LabelName Label(string name) => new(name, Anywhere);

    public static LabelAnd And(LabelExpression left, LabelExpression right) => new(left, right, false, Anywhere);

    public static LabelAnd Colon(LabelExpression left, LabelExpression right) => new(left, right, true, Anywhere);

    public static LabelOr Or(LabelExpression left, LabelExpression right) => new(left, right, Anywhere);

    public static LabelNot Not(LabelExpression operand) => new(operand, Anywhere);

    public static LabelCheckExpression HasLabels(Expression operand, LabelExpression labels) => new(operand, labels, Anywhere);

    public static NodePattern Node(string? variable = null, LabelExpression? labels = null) =>
        new(variable is null ? null : Var(variable), labels, null, null, Anywhere);

    public static RelationshipPattern Relationship(PatternDirection direction, string? variable = null, LabelExpression? types = null, HopRange? length = null) =>
        new(variable is null ? null : Var(variable), types, length, null, null, direction, Anywhere);

    public static HopRange Hops(int? minimum, int? maximum) => new(minimum, maximum, Anywhere);

    public static PathPattern PathOf(NodePattern from, RelationshipPattern relationship, NodePattern to) =>
        new(null, PathSelector.All, [from, to], [relationship], Anywhere);

    public static PatternExpression Exists(PathPattern path) => new(path, Anywhere);
}
