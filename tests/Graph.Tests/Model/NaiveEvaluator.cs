namespace CoEvolve.Graph.Tests.Model;

/// <summary>Answers a query by trying everything: all nodes and relationships for each place of the pattern in the order of its text, and the conditions when all is known.</summary>
internal static class NaiveEvaluator
{
    public static List<object?[]> Run(ModelGraph graph, ModelQuery query)
    {
        List<ModelRow> rows = [new ModelRow { Graph = graph }];
        foreach (var match in query.Matches)
        {
            rows = [.. rows.SelectMany(row => Match(graph, match, row))];
        }

        var results = rows.Select(row => query.Columns.Select(column => column.Value(row)).ToArray()).ToList();
        if (query.Counts)
        {
            results = [.. results.GroupBy(row => string.Join('|', row)).Select(group => (object?[])[.. group.First(), (long)group.Count(), group.First()[^1]])];
        }

        if (query.Sorts)
        {
            results.Sort((a, b) => Compare(a, b, query.Columns.Length) * (query.Descends ? -1 : 1));
        }

        return [.. results.Skip(query.Skip ?? 0).Take(query.Limit ?? int.MaxValue)];
    }

    public static IEnumerable<ModelRow> Matches(ModelGraph graph, IEnumerable<PathPart> paths, ModelRow row)
    {
        IEnumerable<(ModelRow Row, HashSet<int> Taken)> found = [(row, [])];
        foreach (var path in paths)
        {
            found = found.SelectMany(state => Walk(graph, path, 0, null, state.Row, state.Taken));
        }

        return found.Select(state => state.Row);
    }

    private static List<ModelRow> Match(ModelGraph graph, MatchPart match, ModelRow row)
    {
        var found = Matches(graph, match.Paths, row).Where(candidate => match.Conditions.All(condition => condition.Holds(candidate) == true)).ToList();
        return found.Count > 0 || !match.Optional ? found : [Missing(match, row)];
    }

    private static ModelRow Missing(MatchPart match, ModelRow row) => match.Paths
        .SelectMany(path => path.Nodes.Select(node => node.Name).Concat(path.Relationships.Select(relationship => relationship.Name)))
        .Where(name => !row.Knows(name))
        .Distinct()
        .Aggregate(row, (filled, name) => filled.With(name, null));

    /// <param name="at">The node reached; null at the beginning of a path.</param>
    private static IEnumerable<(ModelRow Row, HashSet<int> Taken)> Walk(ModelGraph graph, PathPart path, int place, ModelNode? at, ModelRow row, HashSet<int> taken)
    {
        var part = path.Nodes[place];
        foreach (var node in at is null ? graph.Nodes : [at])
        {
            if (!Fits(part, node) || (row.Knows(part.Name) && !ReferenceEquals(row[part.Name], node)))
            {
                continue;
            }

            var here = row.Knows(part.Name) ? row : row.With(part.Name, node);
            if (place == path.Relationships.Length)
            {
                yield return (here, taken);
                continue;
            }

            var relationship = path.Relationships[place];
            foreach (var (walked, end) in Steps(graph, relationship, node, taken))
            {
                object value = relationship.Most > 0 ? walked : walked[0];
                foreach (var whole in Walk(graph, path, place + 1, end, here.With(relationship.Name, value), [.. taken, .. walked.Select(step => step.Id)]))
                {
                    yield return whole;
                }
            }
        }
    }

    private static IEnumerable<(ModelRelationship[] Walked, ModelNode End)> Steps(ModelGraph graph, RelationshipPart part, ModelNode from, HashSet<int> taken)
    {
        var (least, most) = part.Most > 0 ? (part.Least, part.Most) : (1, 1);
        var pending = new Stack<(ModelRelationship[] Walked, ModelNode End)>([([], from)]);
        while (pending.TryPop(out var state))
        {
            if (state.Walked.Length >= least)
            {
                yield return state;
            }

            foreach (var relationship in state.Walked.Length < most ? graph.Relationships : [])
            {
                if ((part.Types.Length > 0 && !part.Types.Contains(relationship.Type)) || taken.Contains(relationship.Id) || state.Walked.Contains(relationship))
                {
                    continue;
                }

                if (part.Direction >= 0 && relationship.Start == state.End)
                {
                    pending.Push(([.. state.Walked, relationship], relationship.End));
                }

                if (part.Direction <= 0 && relationship.End == state.End && (part.Direction < 0 || relationship.Start != relationship.End))
                {
                    pending.Push(([.. state.Walked, relationship], relationship.Start));
                }
            }
        }
    }

    private static bool Fits(NodePart part, ModelNode node) => part.Labels.Length == 0 || (part.Any ? part.Labels.Any(node.Labels.Contains) : part.Labels.All(node.Labels.Contains));

    /// <summary>Null comes last.</summary>
    private static int Compare(object?[] a, object?[] b, int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            var order = (a[i], b[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                _ => ((long)a[i]!).CompareTo((long)b[i]!),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
