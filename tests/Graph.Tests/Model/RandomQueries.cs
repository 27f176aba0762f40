namespace CoEvolve.Graph.Tests.Model;

/// <summary>Makes random queries whose answers the naive evaluator can give.</summary>
internal sealed class RandomQueries(Random random)
{
    private readonly List<string> _nodes = [];
    private readonly List<(string Name, bool IsList)> _relationships = [];
    private int _names;

    public static ModelQuery Make(Random random) => new RandomQueries(random).Make();

    private ModelQuery Make()
    {
        // Half of the queries are short: in long ones a wrong choice is seldom seen in the rows.
        var isShort = random.Next(2) == 0;
        var matches = new List<MatchPart> { Match(optional: false, isShort ? 1 : random.Next(1, 4)) };
        for (var more = isShort ? 0 : random.Next(2); more > 0; more--)
        {
            matches.Add(Match(optional: random.Next(3) > 0, random.Next(1, 3)));
        }

        var columns = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Column()).ToArray();
        var sorts = random.Next(2) == 0;
        return new([.. matches], columns, random.Next(3) == 0, sorts, random.Next(2) == 0, sorts && random.Next(3) == 0 ? random.Next(3) : null, sorts && random.Next(2) == 0 ? random.Next(1, 6) : null);
    }

    private MatchPart Match(bool optional, int paths)
    {
        var made = Enumerable.Range(0, paths).Select(_ => Path(random.Next(paths > 1 ? 2 : 3))).ToArray();
        return new(optional, made, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Condition(2))]);
    }

    private PathPart Path(int length)
    {
        var nodes = Enumerable.Range(0, length + 1).Select(_ => Node()).ToArray();
        return new(nodes, [.. Enumerable.Range(0, length).Select(_ => Relationship(named: true))]);
    }

    private NodePart Node()
    {
        if (_nodes.Count == 0 || random.Next(2) == 0)
        {
            _nodes.Add($"n{_names++}");
            return new(_nodes[^1], random.Next(3) > 0 ? [ModelGraph.Pick(random, ModelGraph.Labels)] : Some(ModelGraph.Labels, 2), random.Next(3) == 0);
        }

        return new(ModelGraph.Pick(random, _nodes), [], false);
    }

    private RelationshipPart Relationship(bool named)
    {
        var most = random.Next(4) == 0 ? random.Next(1, 3) : 0;
        var name = $"r{_names++}";
        if (named)
        {
            _relationships.Add((name, most > 0));
        }

        return new(name, Some(ModelGraph.Types, 2), random.Next(-1, 2), random.Next(2), most);
    }

    private string[] Some(string[] all, int most) => [.. all.OrderBy(_ => random.Next()).Take(random.Next(most + 1))];

    private Condition Condition(int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 or 1 or 2 => Comparison(),
        3 => Join(),
        4 => Text(),
        5 => OneOf(),
        6 => Presence(),
        7 => Either(Condition(depth - 1), Condition(depth - 1)),
        8 => Not(Condition(depth - 1)),
        _ => Exists(),
    };

    private Condition Comparison()
    {
        var (name, key) = (Single(), Key());
        object value = random.Next(3) == 0 ? ModelGraph.Pick(random, ModelGraph.Texts) : (long)random.Next(3);
        var comparison = ModelGraph.Pick(random, ["=", "=", "=", "<>", "<", "<=", ">", ">="]);
        return new($"{name}.{key} {comparison} {ModelGraph.Literal(value)}", row => Compare(row.Property(name, key), comparison, value));
    }

    private Condition Join()
    {
        var (a, b, key) = (Single(), Single(), Key());
        return new($"{a}.{key} = {b}.{key}", row => Compare(row.Property(a, key), "=", row.Property(b, key)));
    }

    private Condition Text()
    {
        var (name, part) = (Single(), ModelGraph.Pick(random, ModelGraph.Texts));
        var (word, test) = ModelGraph.Pick<(string, Func<string, bool>)>(random,
        [
            ("STARTS WITH", text => text.StartsWith(part, StringComparison.Ordinal)), ("ENDS WITH", text => text.EndsWith(part, StringComparison.Ordinal)), ("CONTAINS", text => text.Contains(part, StringComparison.Ordinal)),
        ]);
        return new($"{name}.s {word} '{part}'", row => row.Property(name, "s") is string text ? test(text) : null);
    }

    private Condition OneOf()
    {
        var (name, key) = (Single(), Key());
        object[] values = [(long)random.Next(4), ModelGraph.Pick(random, ModelGraph.Texts), (long)random.Next(4)];
        return new($"{name}.{key} IN [{string.Join(", ", values.Select(ModelGraph.Literal))}]", row => row.Property(name, key) is { } value ? values.Contains(value) : null);
    }

    private Condition Presence()
    {
        var (name, key, negated) = (Single(), Key(), random.Next(2) == 0);
        return new($"{name}.{key} IS {(negated ? "NOT " : "")}NULL", row => (row.Property(name, key) is null) != negated);
    }

    private static Condition Either(Condition a, Condition b) => new($"({a} OR {b})", row => (a.Holds(row), b.Holds(row)) switch
    {
        (true, _) or (_, true) => true,
        (null, _) or (_, null) => null,
        _ => false,
    });

    private static Condition Not(Condition inner) => new($"NOT ({inner})", row => !inner.Holds(row));

    private Condition Exists()
    {
        var from = new NodePart(ModelGraph.Pick(random, _nodes), [], false);
        var path = new PathPart([from, new($"x{_names++}", Some(ModelGraph.Labels, 1), false)], [Relationship(named: false)]);
        return new($"EXISTS {{ {path} }}", row => NaiveEvaluator.Matches(row.Graph!, [path], row).Any());
    }

    private (string, Func<ModelRow, object?>) Column()
    {
        var name = random.Next(4) > 0 || _relationships.Count == 0 ? ModelGraph.Pick(random, _nodes) : ModelGraph.Pick(random, _relationships).Name;
        return _relationships.Contains((name, true))
            ? ($"size({name})", row => row[name] is ModelRelationship[] walked ? (long)walked.Length : null)
            : ($"{name}.id", row => row.Property(name, "id"));
    }

    private string Single()
    {
        var relationships = _relationships.Where(relationship => !relationship.IsList).Select(relationship => relationship.Name).ToArray();
        return relationships.Length > 0 && random.Next(3) == 0 ? ModelGraph.Pick(random, relationships) : ModelGraph.Pick(random, _nodes);
    }

    private string Key() => ModelGraph.Pick(random, ["k", "k", "s", "id"]);

    /// <summary>Values of different kinds are not equal, and neither smaller nor greater: null.</summary>
    private static bool? Compare(object? a, string comparison, object? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        if (comparison is "=" or "<>")
        {
            return a.Equals(b) == (comparison == "=");
        }

        int? order = (a, b) switch
        {
            (long x, long y) => x.CompareTo(y),
            (string x, string y) => string.CompareOrdinal(x, y),
            _ => null,
        };
        return order is not { } known ? null : comparison switch
        {
            "<" => known < 0,
            "<=" => known <= 0,
            ">" => known > 0,
            _ => known >= 0,
        };
    }
}
