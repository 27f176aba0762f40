namespace CoEvolve.Graph.Tests.Model;

/// <summary>A node of a pattern: all labels of <c>Labels</c>, or, where <c>Any</c> is true, one of them.</summary>
internal sealed record NodePart(string Name, string[] Labels, bool Any)
{
    public override string ToString() => $"({Name}{(Labels.Length == 0 ? "" : ":" + string.Join(Any ? "|" : "&", Labels))})";
}

/// <summary>A relationship of a pattern: 1 outgoing, -1 incoming, 0 both. <c>Most</c> above 0: a path of <c>Least</c> to <c>Most</c> relationships.</summary>
internal sealed record RelationshipPart(string Name, string[] Types, int Direction, int Least, int Most)
{
    public override string ToString()
    {
        var hops = Most > 0 ? $"*{Least}..{Most}" : "";
        var inside = $"[{Name}{(Types.Length == 0 ? "" : ":" + string.Join('|', Types))}{hops}]";
        return $"{(Direction < 0 ? "<-" : "-")}{inside}{(Direction > 0 ? "->" : "-")}";
    }
}

/// <summary>A path of a pattern: one node more than relationships.</summary>
internal sealed record PathPart(NodePart[] Nodes, RelationshipPart[] Relationships)
{
    public override string ToString() => Nodes[0] + string.Concat(Relationships.Select((relationship, i) => $"{relationship}{Nodes[i + 1]}"));
}

/// <summary>A predicate and its text.</summary>
internal sealed record Condition(string Text, Func<ModelRow, bool?> Holds)
{
    public override string ToString() => Text;
}

/// <summary>One MATCH.</summary>
internal sealed record MatchPart(bool Optional, PathPart[] Paths, Condition[] Conditions)
{
    public override string ToString() =>
        $"{(Optional ? "OPTIONAL " : "")}MATCH {string.Join(", ", (object[])Paths)}{(Conditions.Length == 0 ? "" : " WHERE " + string.Join(" AND ", (object[])Conditions))}";
}

/// <summary>A query: matches, then columns that are whole numbers or null, grouped and counted or not, sorted by all of them, cut.</summary>
internal sealed record ModelQuery(MatchPart[] Matches, (string Text, Func<ModelRow, object?> Value)[] Columns, bool Counts, bool Sorts, bool Descends, int? Skip, int? Limit)
{
    public override string ToString()
    {
        var columns = Columns.Select((column, i) => $"{column.Text} AS c{i}");
        var names = Columns.Select((_, i) => $"c{i}");
        var counted = Counts ? $"WITH {string.Join(", ", columns)}, count(*) AS n, min({Columns[^1].Text}) AS m RETURN {string.Join(", ", names)}, n, m" : $"RETURN {string.Join(", ", columns)}";
        var order = Sorts ? $" ORDER BY {string.Join(", ", names.Select(name => name + (Descends ? " DESC" : "")))}" : "";
        return $"{string.Join(' ', (object[])Matches)} {counted}{order}{(Skip is { } skip ? $" SKIP {skip}" : "")}{(Limit is { } limit ? $" LIMIT {limit}" : "")}";
    }
}

/// <summary>What variables stand for: nodes, relationships, lists of relationships, or null.</summary>
internal sealed class ModelRow
{
    private readonly Dictionary<string, object?> _values;

    public ModelRow() => _values = [];

    private ModelRow(Dictionary<string, object?> values) => _values = new(values);

    public ModelGraph? Graph { get; init; }

    public object? this[string name] => _values[name];

    public bool Knows(string name) => _values.ContainsKey(name);

    public ModelRow With(string name, object? value)
    {
        var row = new ModelRow(_values) { Graph = Graph };
        row._values[name] = value;
        return row;
    }

    public object? Property(string name, string key) => this[name] switch
    {
        ModelNode node => key == "id" ? (long)node.Id : node.Properties.GetValueOrDefault(key),
        ModelRelationship relationship => key == "id" ? (long)relationship.Id : relationship.Properties.GetValueOrDefault(key),
        _ => null,
    };
}
