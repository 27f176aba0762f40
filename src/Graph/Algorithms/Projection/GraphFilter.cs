using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Projection;

/// <summary>
/// A condition on the nodes (<c>n</c>) or relationships (<c>r</c>) of a projection, as <c>gds.graph.filter</c> takes it: labels or types, properties, numbers, parameters,
/// comparisons, AND, OR, XOR, NOT. <c>*</c> keeps all.
/// </summary>
internal sealed class GraphFilter
{
    private readonly Expression? _condition;
    private readonly string _variable;
    private readonly MapValue _parameters;

    private GraphFilter(Expression? condition, string variable, MapValue parameters)
    {
        _condition = condition;
        _variable = variable;
        _parameters = parameters;
    }

    /// <exception cref="CypherException">The text is no such condition.</exception>
    public static GraphFilter Parse(string text, string variable, MapValue parameters)
    {
        if (text.Trim() == "*")
        {
            return new(null, variable, parameters);
        }

        try
        {
            return new(CypherParser.ParseExpression(text), variable, parameters);
        }
        catch (CypherException wrong)
        {
            throw AlgorithmErrors.Failed($"Error parsing expression `{text}`: {wrong.Message}");
        }
    }

    public bool Holds(Func<string, bool> hasName, Func<string, Value> property) => _condition is null || Evaluate(_condition, hasName, property) == Value.True;

    private Value Evaluate(Expression expression, Func<string, bool> hasName, Func<string, Value> property)
    {
        Value Inner(Expression inner) => Evaluate(inner, hasName, property);
        switch (expression)
        {
            case LiteralExpression literal:
                return literal.Value;
            case ParameterExpression parameter:
                return _parameters.TryGetValue(parameter.Name, out var given) ? given : throw AlgorithmErrors.Failed($"The parameter `{parameter.Name}` is missing.");
            case PropertyExpression { Subject: VariableExpression { Name: var name } } access when name == _variable:
                return property(access.Key);
            case LabelCheckExpression { Operand: VariableExpression { Name: var name } } check when name == _variable:
                return Value.Of(HasLabels(check.Labels, hasName));
            case UnaryExpression { Operator: UnaryOperator.Not } not:
                return Logic.Not(Inner(not.Operand));
            case UnaryExpression { Operator: UnaryOperator.Minus } minus:
                return Arithmetic.Negate(Inner(minus.Operand));
            case BinaryExpression { Operator: BinaryOperator.And } and:
                return Logic.And(Inner(and.Left), Inner(and.Right));
            case BinaryExpression { Operator: BinaryOperator.Or } or:
                return Logic.Or(Inner(or.Left), Inner(or.Right));
            case BinaryExpression { Operator: BinaryOperator.Xor } xor:
                return Logic.Xor(Inner(xor.Left), Inner(xor.Right));
            case ComparisonExpression { Operands.Count: 2 } comparison:
                return Compare(comparison.Operators[0], Inner(comparison.Operands[0]), Inner(comparison.Operands[1]));
            default:
                throw AlgorithmErrors.Failed($"A filter on `{_variable}` takes labels, properties, numbers, comparisons and AND, OR, XOR, NOT ({expression.Position}).");
        }
    }

    private static Value Compare(ComparisonOperator comparison, Value a, Value b) => comparison switch
    {
        ComparisonOperator.Equal => ValueComparison.Equal(a, b),
        ComparisonOperator.NotEqual => Logic.Not(ValueComparison.Equal(a, b)),
        ComparisonOperator.Less => ValueComparison.Less(a, b),
        ComparisonOperator.LessOrEqual => ValueComparison.LessOrEqual(a, b),
        ComparisonOperator.Greater => ValueComparison.Greater(a, b),
        _ => ValueComparison.GreaterOrEqual(a, b),
    };

    private static bool HasLabels(LabelExpression labels, Func<string, bool> hasName) => labels switch
    {
        LabelName name => hasName(name.Name),
        LabelNot not => !HasLabels(not.Operand, hasName),
        LabelAnd and => HasLabels(and.Left, hasName) && HasLabels(and.Right, hasName),
        LabelOr or => HasLabels(or.Left, hasName) || HasLabels(or.Right, hasName),
        _ => true,
    };

    /// <summary>The part of a graph that two filters keep, as a graph of its own.</summary>
    public static ProjectedGraph Apply(ProjectedGraph graph, string name, GraphFilter nodes, GraphFilter relationships, MapValue configuration, NodaTime.Instant now, Run run)
    {
        var kept = Enumerable.Range(0, graph.NodeCount).Where(Kept).ToArray();
        var numbers = new int[graph.NodeCount];
        Array.Fill(numbers, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            numbers[kept[i]] = i;
        }

        var sets = new Dictionary<string, RelationshipSet>(StringComparer.Ordinal);
        foreach (var (type, set) in graph.Relationships)
        {
            if (Keep(graph, type, set, relationships, kept, numbers, run) is { Count: > 0 } some)
            {
                sets.Add(type, some);
            }
        }

        return new(
            name,
            Array.ConvertAll(kept, node => graph.NodeIds[node]),
            graph.Labels.ToDictionary(label => label.Key, label => Array.ConvertAll(kept, node => label.Value[node]), StringComparer.Ordinal),
            graph.Properties.ToDictionary(property => property.Key, property => property.Value.Select(kept), StringComparer.Ordinal),
            sets)
        { Configuration = configuration, Created = now };

        bool Kept(int node)
        {
            run.Tick();
            return nodes.Holds(
                label => graph.Labels.TryGetValue(label, out var bearers) ? bearers[node] : throw Unknown("label", label, graph.Labels.Keys),
                key => graph.Properties.TryGetValue(key, out var column) ? column.Values[node] : throw Unknown("property", key, graph.Properties.Keys));
        }
    }

    private static RelationshipSet Keep(ProjectedGraph graph, string type, RelationshipSet set, GraphFilter filter, int[] kept, int[] numbers, Run run)
    {
        string[] properties = [.. set.Properties.Keys];
        var offsets = new int[kept.Length + 1];
        var positions = new List<int>();
        for (var i = 0; i < kept.Length; i++)
        {
            for (var r = set.Offsets[kept[i]]; r < set.Offsets[kept[i] + 1]; r++)
            {
                run.Tick();
                var position = r;
                if (numbers[set.Targets[r]] >= 0 && filter.Holds(
                    name => graph.Relationships.ContainsKey(name) ? name == type : throw Unknown("type", name, graph.Relationships.Keys),
                    key => set.Properties.TryGetValue(key, out var column) ? Value.Of(column[position]) : graph.Relationships.Values.Any(other => other.Properties.ContainsKey(key)) ? Value.Null : throw Unknown("property", key, properties)))
                {
                    positions.Add(r);
                }
            }

            offsets[i + 1] = positions.Count;
        }

        return new(
            set.Undirected,
            offsets,
            [.. positions.Select(r => numbers[set.Targets[r]])],
            properties.ToDictionary(property => property, property => positions.Select(r => set.Properties[property][r]).ToArray(), StringComparer.Ordinal));
    }

    private static CypherException Unknown(string what, string name, IEnumerable<string> available) =>
        AlgorithmErrors.Failed($"Unknown {what} `{name}`. Available are {AlgorithmErrors.Names(available)}.");
}
