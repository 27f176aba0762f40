using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>What may not stand together in the paths of one clause.</summary>
internal static class PathRules
{
    public static void Check(IReadOnlyList<PathPattern> paths, Scope before)
    {
        var groups = paths.SelectMany(path => path.Relationships).Where(relationship => relationship.Group is not null).ToArray();
        if (groups.Length > 0)
        {
            CheckVariableLengths(paths, groups);
            CheckNames(paths, groups, before);
        }

        if (paths.FirstOrDefault(path => path.IsSelective) is { } selective)
        {
            CheckSelector(paths, selective);
        }

        foreach (var path in paths.Where(path => path.Selector is PathSelector.ShortestPath or PathSelector.AllShortestPaths))
        {
            CheckShortestPath(path);
        }
    }

    private static void CheckVariableLengths(IReadOnlyList<PathPattern> paths, RelationshipPattern[] groups)
    {
        var inside = groups.SelectMany(group => group.Group!.Inner.Relationships);
        if (paths.SelectMany(path => path.Relationships).Concat(inside).FirstOrDefault(relationship => relationship.Length is not null) is { } variable)
        {
            throw CypherErrors.Syntax("A relationship of variable length, -[*]-, and a quantified path cannot stand in one clause: write the former as a quantified relationship.", variable.Position);
        }
    }

    /// <summary>A variable of a quantified part is a list outside, so that it cannot be anything else there.</summary>
    private static void CheckNames(IReadOnlyList<PathPattern> paths, RelationshipPattern[] groups, Scope before)
    {
        var outside = paths.SelectMany(Names).Concat(paths.Select(path => path.Variable?.Name)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var inside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var names = Names(group.Group!.Inner).OfType<string>().ToHashSet(StringComparer.Ordinal);
            if (names.FirstOrDefault(name => outside.Contains(name) || before.TryResolve(name, out _)) is { } shared)
            {
                throw CypherErrors.Syntax($"'{shared}' stands both inside and outside a quantified path: give one of them another name.", group.Position);
            }

            if (names.FirstOrDefault(name => !inside.Add(name)) is { } repeated)
            {
                throw CypherErrors.Syntax($"'{repeated}' stands in two quantified paths: give one of them another name.", group.Position);
            }
        }
    }

    private static IEnumerable<string?> Names(PathPattern path) => path.Nodes.Select(node => node.Variable?.Name)
        .Concat(path.Relationships.Select(relationship => relationship.Variable?.Name));

    private static void CheckSelector(IReadOnlyList<PathPattern> paths, PathPattern selective)
    {
        if (paths.Count > 1)
        {
            throw CypherErrors.Syntax("A path with a selector is the only path of its clause: put the others into a MATCH of their own.", selective.Position);
        }

        if (selective.Relationships.FirstOrDefault(relationship => relationship.Length is not null) is { } variable)
        {
            throw CypherErrors.Syntax("A relationship of variable length, -[*]-, does not go with a selector: write it as a quantified relationship.", variable.Position);
        }
    }

    private static void CheckShortestPath(PathPattern path)
    {
        if (path.Relationships is not [{ Group: null }])
        {
            throw CypherErrors.Syntax("shortestPath and allShortestPaths take one relationship between two nodes: write SHORTEST 1 for longer paths.", path.Position);
        }

        if (path.Relationships[0].Length is { Minimum: > 1 })
        {
            throw CypherErrors.Syntax("The least length of shortestPath and allShortestPaths can only be 0 or 1.", path.Position);
        }
    }
}
