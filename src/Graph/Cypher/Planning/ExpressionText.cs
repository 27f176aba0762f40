using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Writes expressions of a plan for people. What has no short form is told by the variables that it reads.</summary>
internal sealed class ExpressionText(BoundStatement statement)
{
    /// <summary>The variable of a slot; one without a name is told by its number, as Neo4j's <c>anon_0</c>.</summary>
    public string Name(int slot) => statement.SlotNames.TryGetValue(slot, out var name) ? Quoted(name) : $"anon_{slot}";

    /// <summary>A name as it must be written in Cypher.</summary>
    public static string Quoted(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_')
        ? name
        : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public string Of(CompiledExpression? expression) => expression switch
    {
        null => "*",
        SlotExpression slot => Name(slot.Slot),
        ConstantExpression constant => constant.Value.ToString(),
        ParameterValueExpression parameter => "$" + statement.Parameters[parameter.Index],
        PropertyValueExpression property => $"{Of(property.Subject)}.{property.Key}",
        CompareExpression compare => $"{Of(compare.Left)} {Symbol(compare.Operator)} {Of(compare.Right)}",
        InExpression item => $"{Of(item.Item)} IN {Of(item.List)}",
        StartsWithExpression starts => $"{Of(starts.Subject)} STARTS WITH {Of(starts.Prefix)}",
        TextPartExpression part => $"{Of(part.Subject)} {(part.AtEnd ? "ENDS WITH" : "CONTAINS")} {Of(part.Part)}",
        NotExpression not => $"NOT {Of(not.Operand)}",
        OrExpression either => $"({Of(either.Left)} OR {Of(either.Right)})",
        AndExpression and => $"{Of(and.Left)} AND {Of(and.Right)}",
        IsNullExpression isNull => $"{Of(isNull.Operand)} IS {(isNull.Negated ? "NOT " : "")}NULL",
        LabelCheckValueExpression check => $"{Of(check.Operand)}:{Labels(check.Predicate)}",
        FunctionCallExpression call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        ExistsSubqueryExpression => "EXISTS { … }",
        CountSubqueryExpression => "COUNT { … }",
        CollectSubqueryExpression => "COLLECT { … }",
        _ => $"…({string.Join(", ", expression.FreeSlots().Order().Select(Name))})",
    };

    public string Of(IEnumerable<CompiledExpression> expressions, string separator = ", ") => string.Join(separator, expressions.Select(Of));

    public string Names(IEnumerable<int> slots) => string.Join(", ", slots.Select(Name));

    /// <summary>A walked relationship as a pattern, from the node that is known.</summary>
    public string Pattern(ExpandStep step, string hops = "")
    {
        var types = step.Types.Length == 0 ? "" : ":" + string.Join("|", step.Types);
        var variable = statement.SlotNames.ContainsKey(step.Relationship) ? Name(step.Relationship) : "";
        var (left, right) = step.Direction switch
        {
            PatternDirection.Outgoing => ("-", "->"),
            PatternDirection.Incoming => ("<-", "-"),
            _ => ("-", "-"),
        };
        return $"({Name(step.From)}){left}[{variable}{types}{hops}]{right}({Name(step.To)})";
    }

    public static string Hops(int minimum, int maximum) => $"*{minimum}..{(maximum == int.MaxValue ? "" : maximum)}";

    private static string Labels(LabelPredicate predicate) => predicate.AlternativeNames is { } names ? string.Join("|", names) : string.Join("&", predicate.RequiredNames.DefaultIfEmpty("…"));

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
