using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>Something that has a value for each row.</summary>
internal abstract record Expression(SourcePosition Position) : SyntaxNode(Position);

/// <summary>A constant: null, boolean, number or string. Numbers are range-checked by the parser; a sign is a <see cref="UnaryExpression"/> unless folded by the parser (<c>-9223372036854775808</c>).</summary>
internal sealed record LiteralExpression(Value Value, SourcePosition Position) : Expression(Position);

/// <summary><c>$name</c></summary>
internal sealed record ParameterExpression(string Name, SourcePosition Position) : Expression(Position);

/// <summary>A variable by name.</summary>
internal sealed record VariableExpression(string Name, SourcePosition Position) : Expression(Position);

/// <summary><c>[a, b]</c></summary>
internal sealed record ListExpression(SyntaxList<Expression> Items, SourcePosition Position) : Expression(Position);

/// <summary><c>{key: value}</c></summary>
internal sealed record MapExpression(SyntaxList<MapEntry> Entries, SourcePosition Position) : Expression(Position);

/// <summary>One key of a map literal.</summary>
internal sealed record MapEntry(string Key, Expression Value, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>subject {.*, .key, key: value, variable}</c></summary>
internal sealed record MapProjectionExpression(VariableExpression Subject, SyntaxList<MapProjectionItem> Items, SourcePosition Position) : Expression(Position);

/// <summary>One item of a map projection.</summary>
internal abstract record MapProjectionItem(SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>.*</c></summary>
internal sealed record AllPropertiesItem(SourcePosition Position) : MapProjectionItem(Position);

/// <summary><c>.key</c></summary>
internal sealed record PropertyItem(string Key, SourcePosition Position) : MapProjectionItem(Position);

/// <summary><c>key: value</c>, or <c>variable</c> alone (key and value bear its name).</summary>
internal sealed record EntryItem(string Key, Expression Value, SourcePosition Position) : MapProjectionItem(Position);

/// <summary><c>subject.key</c>; the position is that of the dot's key.</summary>
internal sealed record PropertyExpression(Expression Subject, string Key, SourcePosition Position) : Expression(Position);

/// <summary><c>subject[index]</c></summary>
internal sealed record IndexExpression(Expression Subject, Expression Index, SourcePosition Position) : Expression(Position);

/// <summary><c>subject[from..to]</c>, each bound optional.</summary>
internal sealed record SliceExpression(Expression Subject, Expression? From, Expression? To, SourcePosition Position) : Expression(Position);

/// <summary>What stands before an operand.</summary>
internal enum UnaryOperator
{
    Not,
    Plus,
    Minus,
}

/// <summary>An operator before its operand.</summary>
internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, SourcePosition Position) : Expression(Position);

/// <summary>What stands between two operands; comparisons are in <see cref="ComparisonExpression"/>.</summary>
internal enum BinaryOperator
{
    Or,
    Xor,
    And,
    Add,
    Concatenate,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    In,
    StartsWith,
    EndsWith,
    Contains,
    RegexMatch,
}

/// <summary>An operator between two operands; the position is the operator's.</summary>
internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, SourcePosition Position) : Expression(Position);

/// <summary>A comparison.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// <c>a &lt; b &lt;= c</c>: n+1 operands and n operators, which hold when every neighbouring pair holds. One operator is the
/// common case.
/// </summary>
internal sealed record ComparisonExpression(SyntaxList<Expression> Operands, SyntaxList<ComparisonOperator> Operators, SourcePosition Position) : Expression(Position);

/// <summary><c>operand IS NULL</c> or <c>IS NOT NULL</c></summary>
internal sealed record NullCheckExpression(Expression Operand, bool Negated, SourcePosition Position) : Expression(Position);

/// <summary><c>operand:Label</c>, <c>operand:A|B&amp;!C</c>, also of a relationship's type.</summary>
internal sealed record LabelCheckExpression(Expression Operand, LabelExpression Labels, SourcePosition Position) : Expression(Position);

/// <summary><c>name(arguments)</c>; the name with its namespace as written.</summary>
internal sealed record FunctionExpression(string Name, bool Distinct, SyntaxList<Expression> Arguments, SourcePosition Position) : Expression(Position);

/// <summary><c>count(*)</c></summary>
internal sealed record CountStarExpression(SourcePosition Position) : Expression(Position);

/// <summary><c>CASE subject WHEN … THEN … ELSE … END</c>; without a subject the WHENs are predicates. No ELSE means null.</summary>
internal sealed record CaseExpression(Expression? Subject, SyntaxList<CaseAlternative> Alternatives, Expression? Default, SourcePosition Position) : Expression(Position);

/// <summary>One WHEN … THEN. <c>When</c> is a value to compare the subject with, or a <see cref="CaseTestExpression"/>; <c>WHEN a, b THEN c</c> makes two alternatives.</summary>
internal sealed record CaseAlternative(Expression When, Expression Then, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>WHEN &gt; 3</c>, <c>WHEN IS NULL</c> and their kin: a predicate with a <see cref="CaseSubjectExpression"/> for its left side, that holds or not.</summary>
internal sealed record CaseTestExpression(Expression Predicate, SourcePosition Position) : Expression(Position);

/// <summary>The value of the subject of the CASE around it, computed once.</summary>
internal sealed record CaseSubjectExpression(SourcePosition Position) : Expression(Position);

/// <summary><c>[x IN list WHERE predicate | projection]</c></summary>
internal sealed record ListComprehensionExpression(string Variable, Expression List, Expression? Where, Expression? Projection, SourcePosition Position) : Expression(Position);

/// <summary><c>[p = (a)-->(b) WHERE predicate | projection]</c></summary>
internal sealed record PatternComprehensionExpression(PathPattern Pattern, Expression? Where, Expression Projection, SourcePosition Position) : Expression(Position);

/// <summary>How many items of the list must satisfy the predicate.</summary>
internal enum Quantifier
{
    All,
    Any,
    None,
    Single,
}

/// <summary><c>all(x IN list WHERE predicate)</c> and its kin; a missing WHERE is a syntax error of the parser.</summary>
internal sealed record QuantifierExpression(Quantifier Quantifier, string Variable, Expression List, Expression Where, SourcePosition Position) : Expression(Position);

/// <summary><c>reduce(total = 0, x IN list | total + x)</c></summary>
internal sealed record ReduceExpression(string Accumulator, Expression Initial, string Variable, Expression List, Expression Body, SourcePosition Position) : Expression(Position);

/// <summary>A pattern standing where a predicate may stand: true when it has a match.</summary>
internal sealed record PatternExpression(PathPattern Pattern, SourcePosition Position) : Expression(Position);

/// <summary><c>exists(a.key)</c> of old Cypher does not come here: it is a function. <c>EXISTS { … }</c>: true when the query has a row.</summary>
internal sealed record ExistsExpression(Query Query, SourcePosition Position) : Expression(Position);

/// <summary><c>COUNT { … }</c></summary>
internal sealed record CountExpression(Query Query, SourcePosition Position) : Expression(Position);

/// <summary><c>COLLECT { … }</c></summary>
internal sealed record CollectExpression(Query Query, SourcePosition Position) : Expression(Position);
