using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>Looks through a statement for what deserves a notification. Runs once for each compilation.</summary>
internal sealed class NotificationSearch
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_parts = new();

    private readonly GraphState _graph;
    private readonly ProcedureCatalog _procedures;
    private readonly List<QueryNotification> _found = [];

    /// <summary>The variables of patterns that were met so far.</summary>
    private readonly HashSet<string> _entities = new(StringComparer.Ordinal);

    private NotificationSearch(GraphState graph, ProcedureCatalog procedures)
    {
        _graph = graph;
        _procedures = procedures;
    }

    public static IReadOnlyList<QueryNotification> Run(QueryStatement statement, GraphState graph, ProcedureCatalog procedures)
    {
        var search = new NotificationSearch(graph, procedures);
        if (statement.UnsupportedRuntime)
        {
            search._found.Add(QueryNotification.RuntimeUnsupported());
        }

        search.Walk(statement.Query, reads: true);
        return search._found.Count == 0 ? [] : search._found;
    }

    private void Walk(SyntaxNode node, bool reads)
    {
        reads &= node is not (CreateClause or MergeClause or SetClause or RemoveClause or ForeachClause);
        Look(node, reads);
        foreach (var part in s_parts.GetOrAdd(node.GetType(), PartsOf))
        {
            switch (part.GetValue(node))
            {
                case SyntaxNode child:
                    Walk(child, reads);
                    break;
                case IEnumerable children:
                    foreach (var child in children.OfType<SyntaxNode>())
                    {
                        Walk(child, reads);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static PropertyInfo[] PartsOf(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0
            && (typeof(SyntaxNode).IsAssignableFrom(property.PropertyType)
                || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(SyntaxList<>))))];

    private void Look(SyntaxNode node, bool reads)
    {
        switch (node)
        {
            case MatchClause match:
                LookAtMatch(match);
                break;
            case PathPattern { Selector: PathSelector.ShortestPath or PathSelector.AllShortestPaths, Relationships: [var relationship] }:
                LookAtShortestPath(relationship);
                break;
            case NodePattern { Labels: { } labels } when reads:
                LookAtNames(labels, TellsLabel, QueryNotification.UnknownLabel);
                break;
            case LabelCheckExpression check when reads:
                LookAtNames(check.Labels, TellsLabel, QueryNotification.UnknownLabel);
                break;
            case LabelOr { OldColon: { } colon }:
                _found.Add(QueryNotification.Deprecated("01N00", "A colon behind the bar will be removed: write A|B.", colon));
                break;
            case RelationshipPattern { Types: { } types } when reads:
                LookAtNames(types, TellsType, QueryNotification.UnknownRelationshipType);
                break;
            case PropertyExpression property when reads && !_graph.TellsKey(_graph.PropertyKeys.Find(property.Key)):
                _found.Add(QueryNotification.UnknownPropertyKey(property.Key, property.Position));
                break;
            case IndexExpression { Index: LiteralExpression { Value: { IsString: true } key } } index when reads && !_graph.TellsKey(_graph.PropertyKeys.Find(key.AsString())):
                _found.Add(QueryNotification.UnknownPropertyKey(key.AsString(), index.Index.Position));
                break;
            case SetPropertiesItem { Value: VariableExpression value } when _entities.Contains(value.Name):
                _found.Add(QueryNotification.Deprecated("01N00", $"To set properties from an entity will be removed: write properties({value.Name}).", value.Position));
                break;
            case CreateClause create:
                LookAtCreate(create);
                break;
            case PropertyItem item when reads && !_graph.TellsKey(_graph.PropertyKeys.Find(item.Key)):
                _found.Add(QueryNotification.UnknownPropertyKey(item.Key, item.Position));
                break;
            case FunctionExpression call when call.Name.Equals("id", StringComparison.OrdinalIgnoreCase):
                _found.Add(QueryNotification.Deprecated("01N02", "id() will be removed: use elementId().", call.Position));
                break;
            case CallSubqueryClause { ImportAll: false, Imports: null } call:
                _found.Add(QueryNotification.Deprecated("01N00", "CALL { … } without the variables that it imports will be removed: write CALL (variables) { … }, or CALL () { … }.", call.Position));
                break;
            case CallProcedureClause call when _procedures.Find(call.Name) is { IsCostly: true }:
                _found.Add(QueryNotification.CostlyProcedure(call.Name, call.Position));
                break;
            default:
                break;
        }
    }

    private void LookAtMatch(MatchClause match)
    {
        _entities.UnionWith(match.Pattern.Paths.SelectMany(Variables));
        if (IsCartesianProduct(match.Pattern))
        {
            _found.Add(QueryNotification.CartesianProduct(match.Position));
        }

        var variables = match.Pattern.Paths.SelectMany(path => path.Relationships).Select(relationship => relationship.Variable).OfType<VariableExpression>().ToArray();
        if (variables.FirstOrDefault(variable => variables.Count(other => other.Name == variable.Name) > 1) is { } repeated)
        {
            _found.Add(QueryNotification.RepeatedRelationship(repeated.Name, repeated.Position));
        }

        foreach (var relationship in match.Pattern.Paths.SelectMany(path => path.Relationships))
        {
            if (relationship.Types is LabelNot { Operand: LabelWildcard } never)
            {
                _found.Add(QueryNotification.UnsatisfiableType(never.Position));
            }
        }

        foreach (var hint in match.Hints.Where(hint => hint.Keys.Count > 0 && !HasIndex(hint)))
        {
            _found.Add(QueryNotification.HintedIndexNotFound(hint.Label!, hint.Keys));
        }
    }

    /// <summary>What one part of a CREATE makes is not there yet for another.</summary>
    private void LookAtCreate(CreateClause create)
    {
        var made = create.Pattern.Paths.SelectMany(Variables).ToHashSet(StringComparer.Ordinal);
        var properties = create.Pattern.Paths.SelectMany(path => path.Nodes.Select(node => node.Properties).Concat(path.Relationships.Select(relationship => relationship.Properties)));
        foreach (var used in properties.OfType<Expression>().SelectMany(Variables).Where(variable => made.Contains(variable.Name) && !_entities.Contains(variable.Name)))
        {
            _found.Add(QueryNotification.Deprecated("01N00", $"A CREATE that uses `{used.Name}`, which it makes itself, will be removed: make it in a clause before.", used.Position));
        }
    }

    private static IEnumerable<VariableExpression> Variables(Expression expression) => expression is VariableExpression variable
        ? [variable]
        : SyntaxWalk.Children(expression).SelectMany(Variables);

    private void LookAtShortestPath(RelationshipPattern relationship)
    {
        if (relationship.Length is null)
        {
            _found.Add(QueryNotification.Deprecated("01N00", "shortestPath() over one relationship of fixed length will be removed: give it a length, such as *1..1.", relationship.Position));
        }
        else if (relationship.Length is { Minimum: null, Maximum: null })
        {
            _found.Add(QueryNotification.UnboundedPattern(relationship.Position));
        }
    }

    private void LookAtNames(LabelExpression expression, Func<string, bool> tells, Func<string, SourcePosition, QueryNotification> unknown)
    {
        switch (expression)
        {
            case LabelName name when !tells(name.Name):
                _found.Add(unknown(name.Name, name.Position));
                break;
            case LabelNot not:
                LookAtNames(not.Operand, tells, unknown);
                break;
            case LabelAnd and:
                LookAtNames(and.Left, tells, unknown);
                LookAtNames(and.Right, tells, unknown);
                break;
            case LabelOr or:
                LookAtNames(or.Left, tells, unknown);
                LookAtNames(or.Right, tells, unknown);
                break;
            default:
                break;
        }
    }

    private bool TellsLabel(string name) => _graph.TellsLabel(_graph.Labels.Find(name));

    private bool TellsType(string name) => _graph.TellsType(_graph.RelationshipTypes.Find(name));

    private bool HasIndex(PlannerHint hint)
    {
        var keys = hint.Keys.Select(_graph.PropertyKeys.Find).ToArray();
        return _graph.Indexes.Any(index => index.Keys.AsSpan().SequenceEqual(keys)
            && (index.Entity == EntityKind.Node ? _graph.Labels : _graph.RelationshipTypes)[index.Label] == hint.Label);
    }

    /// <summary>Whether the paths of one clause fall into parts that share no variable.</summary>
    private static bool IsCartesianProduct(Pattern pattern)
    {
        var parts = new List<HashSet<string>>();
        foreach (var path in pattern.Paths)
        {
            var names = Variables(path).ToHashSet(StringComparer.Ordinal);
            var joined = parts.Where(part => part.Overlaps(names)).ToArray();
            foreach (var part in joined)
            {
                names.UnionWith(part);
                parts.Remove(part);
            }

            parts.Add(names);
        }

        return parts.Count > 1;
    }

    private static IEnumerable<string> Variables(PathPattern path) => path.Nodes.Select(node => node.Variable)
        .Concat(path.Relationships.Select(relationship => relationship.Variable))
        .OfType<VariableExpression>()
        .Select(variable => variable.Name)
        .Concat(path.Relationships.Where(relationship => relationship.Group is not null).SelectMany(relationship => Variables(relationship.Group!.Inner)));
}
