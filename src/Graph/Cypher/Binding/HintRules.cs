using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>What a planner hint may speak of: labels, types and properties that its clause itself names.</summary>
internal static class HintRules
{
    public static void Check(MatchClause match)
    {
        foreach (var hint in match.Hints)
        {
            if (hint.Label is null)
            {
                CheckJoin(match, hint);
            }
            else
            {
                CheckNames(match, hint, hint.Variables[0].Name, hint.Label);
            }
        }
    }

    private static void CheckJoin(MatchClause match, PlannerHint hint)
    {
        if (match.Pattern.Paths.All(path => path.Relationships.Count == 0))
        {
            throw CypherErrors.Syntax("A join hint needs a pattern with a relationship.", hint.Position);
        }
    }

    private static void CheckNames(MatchClause match, PlannerHint hint, string variable, string label)
    {
        var parts = Parts(match).ToArray();
        if (!parts.Any(part => part.Variable == variable && Names(part.Labels).Contains(label)))
        {
            throw CypherErrors.Syntax($"The hint speaks of '{label}', which this clause does not demand of '{variable}': name it there, or leave the hint out.", hint.Position);
        }

        if (hint.Keys.FirstOrDefault(key => !parts.Any(part => part.Variable == variable && part.Key == key)) is { } missing)
        {
            throw CypherErrors.Syntax($"The hint speaks of property '{missing}', of which this clause demands nothing: add a predicate, or leave the hint out.", hint.Position);
        }
    }

    /// <summary>All labels and properties that the clause mentions of a variable.</summary>
    private static IEnumerable<(string? Variable, LabelExpression? Labels, string? Key)> Parts(MatchClause match)
    {
        var paths = match.Pattern.Paths.SelectMany(path => path.Relationships.Select(relationship => relationship.Group?.Inner).OfType<PathPattern>().Prepend(path)).ToArray();
        var nodes = paths.SelectMany(path => path.Nodes).Select(node => (node.Variable, node.Labels, node.Properties, node.Where));
        var relationships = paths.SelectMany(path => path.Relationships).Select(link => (link.Variable, Labels: link.Types, link.Properties, link.Where));
        var elements = nodes.Concat(relationships).ToArray();
        var inPatterns = elements.SelectMany(element => Keys(element.Properties).Select(key => (element.Variable?.Name, (LabelExpression?)null, (string?)key)).Prepend((element.Variable?.Name, element.Labels, null)));
        var predicates = elements.Select(element => element.Where).Concat(paths.Select(path => path.Where)).Append(match.Where).OfType<Expression>();
        return inPatterns.Concat(predicates.SelectMany(InExpression));
    }

    private static IEnumerable<string> Keys(Expression? properties) => properties is MapExpression map ? map.Entries.Select(entry => entry.Key) : [];

    private static IEnumerable<(string? Variable, LabelExpression? Labels, string? Key)> InExpression(Expression predicate)
    {
        var pending = new Stack<Expression>([predicate]);
        while (pending.TryPop(out var current))
        {
            switch (current)
            {
                case PropertyExpression { Subject: VariableExpression variable } property:
                    yield return (variable.Name, null, property.Key);
                    break;
                case LabelCheckExpression { Operand: VariableExpression variable } check:
                    yield return (variable.Name, check.Labels, null);
                    break;
            }

            foreach (var child in SyntaxWalk.Children(current))
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<string> Names(LabelExpression? labels) => labels switch
    {
        LabelName name => [name.Name],
        LabelNot not => Names(not.Operand),
        LabelAnd and => Names(and.Left).Concat(Names(and.Right)),
        LabelOr or => Names(or.Left).Concat(Names(or.Right)),
        _ => [],
    };
}
