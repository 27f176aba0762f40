using System.Globalization;

namespace CoEvolve.Graph.Tests.Fuzzing;

/// <summary>Makes statements by a grammar of Cypher: most of them are right, and all are near to it. The same random numbers give the same statements.</summary>
internal sealed class QueryGenerator(Random random)
{
    private const int Deepest = 4;

    private static readonly string[] Labels = ["A", "B", "C", "`odd one`"];
    private static readonly string[] Types = ["R", "S", "KNOWS"];
    private static readonly string[] Keys = ["x", "y", "name", "tags", "at"];
    private static readonly string[] Literals =
    [
        "0", "1", "-1", "7", "3.5", "-0.0", "1e308", "9223372036854775807", "-9223372036854775808", "0x1F", "null", "true", "false", "''", "'a'", "'ä😀'", "\"it's\"", "'\\u00e9\\n'", "[]", "[1, 2, 3]", "[null, 'a', 1.5]",
        "{}", "{x: 1, y: 'b'}", "date('2024-02-29')", "datetime('2024-01-01T00:00:00Z')", "duration('P1M2DT3H')", "point({x: 1, y: 2})", "localtime('12:00')", "$p", "$list", "$map", "range(0, 5)",
    ];

    private static readonly string[] Functions =
    [
        "abs", "ceil", "sign", "sqrt", "toString", "toInteger", "toFloat", "toBoolean", "size", "reverse", "head", "last", "tail", "keys", "labels", "type", "id", "elementId", "properties", "toUpper", "trim", "length", "nodes",
        "relationships", "startNode", "isEmpty", "char_length", "exists", "date", "datetime", "duration", "valueType", "coalesce", "toStringList",
    ];

    private static readonly string[] Pairs = ["left", "right", "split", "range", "atan2", "round", "nullIf", "point.distance", "duration.between", "coalesce"];
    private static readonly string[] Aggregates = ["count", "collect", "sum", "avg", "min", "max", "stDev", "count(DISTINCT", "collect(DISTINCT"];
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "^", "=", "<>", "<", "<=", ">", ">=", "AND", "OR", "XOR", "IN", "STARTS WITH", "ENDS WITH", "CONTAINS", "=~", "||"];

    private readonly List<string> _variables = [];
    private int _named;

    public string Statement()
    {
        _variables.Clear();
        _named = 0;
        return random.Next(20) switch
        {
            0 => Schema(),
            1 => "EXPLAIN " + Query(0),
            2 => "PROFILE " + Query(0),
            3 => Query(0) + (random.Next(2) == 0 ? " UNION " : " UNION ALL ") + Fresh(() => Query(0)),
            4 => Pick("SHOW INDEXES", "SHOW PROCEDURES YIELD name", "SHOW FUNCTIONS YIELD name RETURN count(*)", "CALL db.labels()", "SHOW TRANSACTIONS", "CALL db.index.fulltext.listAvailableAnalyzers()", "CALL gds.graph.list()"),
            5 => $"CALL db.index.fulltext.queryNodes('words', {Search()}) YIELD node, score RETURN node.x, score",
            _ => Query(0),
        };
    }

    private string Query(int depth)
    {
        var clauses = new List<string>();
        for (var count = random.Next(4); count >= 0; count--)
        {
            clauses.Add(Clause(depth));
        }

        if (random.Next(5) > 0)
        {
            clauses.Add(Projection("RETURN", depth));
        }

        return string.Join(' ', clauses);
    }

    private string Clause(int depth) => random.Next(17) switch
    {
        <= 4 => (random.Next(4) == 0 ? "OPTIONAL " : "") + $"MATCH {Paths(depth)}{Where(depth)}",
        5 => With(depth),
        6 => $"UNWIND {Expression(depth + 1)} AS {Name()}",
        7 or 8 => $"CREATE {Path(depth, create: true)}",
        9 => $"MERGE {Path(depth, create: true)}" + Pick("", $" ON CREATE SET {Assignment(depth)}", $" ON MATCH SET {Assignment(depth)}"),
        10 => $"SET {Assignment(depth)}",
        11 => Pick("DELETE ", "DETACH DELETE ") + Variable(),
        12 => Pick($"REMOVE {Variable()}.{Key()}", $"REMOVE {Variable()}:{Pick(Labels)}"),
        13 when depth < 2 => $"CALL ({Pick("*", "", Variable())}) {{ {Query(depth + 1)} }}" + Pick("", " IN TRANSACTIONS", " IN TRANSACTIONS OF 2 ROWS"),
        14 when depth < 2 => $"FOREACH ({Name()} IN {Expression(depth + 1)} | {Pick($"CREATE {Path(depth, create: true)}", $"SET {Assignment(depth)}")})",
        15 => $"MATCH p{_named++} = {Pick("shortestPath", "allShortestPaths")}(({Variable()})-[*..{random.Next(6)}]-({Variable()}))",
        16 => $"MATCH {Pick("ANY SHORTEST", "SHORTEST 2", "ALL SHORTEST", "")} ({Name()})-[:{Pick(Types)}]->{Pick("+", "*", "{1,3}", "")}({Name()})",
        _ => $"MATCH {Paths(depth)}",
    };

    private string With(int depth)
    {
        var projection = Projection("WITH", depth);
        return projection + (random.Next(3) == 0 ? Where(depth) : "");
    }

    private string Projection(string verb, int depth)
    {
        var items = new List<string>();
        for (var count = random.Next(3); count >= 0; count--)
        {
            items.Add(random.Next(4) == 0 ? Aggregate(depth) + $" AS {Name()}" : Expression(depth + 1) + $" AS {Name()}");
        }

        return $"{verb} {(random.Next(5) == 0 ? "DISTINCT " : "")}{(random.Next(6) == 0 ? "*" : string.Join(", ", items))}"
            + (random.Next(4) == 0 ? $" ORDER BY {Expression(depth + 2)}{Pick("", " DESC")}" : "")
            + (random.Next(5) == 0 ? $" SKIP {random.Next(3)}" : "")
            + (random.Next(3) == 0 ? $" LIMIT {Pick("0", "1", "10", "$p", "toInteger(3)")}" : "");
    }

    private string Paths(int depth) => random.Next(4) == 0 ? $"{Path(depth)}, {Path(depth)}" : Path(depth);

    private string Path(int depth, bool create = false)
    {
        var path = Node(depth);
        for (var hops = random.Next(3); hops > 0; hops--)
        {
            path += Relationship(depth, create) + Node(depth);
        }

        return path;
    }

    private string Node(int depth) => $"({Pick("", Name(), Variable())}{Pick("", "", ":" + Pick(Labels), ":A|B", ":A&!B", ":%")}{(random.Next(4) == 0 ? Map(depth) : "")})";

    private string Relationship(int depth, bool create)
    {
        var inside = create ? $"[{Pick("", Name())}:{Pick(Types)}{(random.Next(4) == 0 ? Map(depth) : "")}]"
            : Pick("", $"[{Name()}]", $"[:{Pick(Types)}]", $"[:R|S*0..{random.Next(4)}]", $"[{Name()}:{Pick(Types)}*2]", $"[{Name()} WHERE {Variable()}.x > 1]");
        return Pick($"-{inside}->", $"<-{inside}-", create ? $"-{inside}->" : $"-{inside}-");
    }

    private string Map(int depth) => $" {{{Key()}: {Expression(depth + 2)}}}";

    private string Where(int depth) => random.Next(2) == 0 ? $" WHERE {Expression(depth + 1)}" : "";

    private string Assignment(int depth) => Pick($"{Variable()}.{Key()} = {Expression(depth + 1)}", $"{Variable()}:{Pick(Labels)}", $"{Variable()} += {Literal()}", $"{Variable()} = {{x: {Expression(depth + 2)}}}");

    private string Aggregate(int depth)
    {
        var name = Pick(Aggregates);
        return name.Contains('(', StringComparison.Ordinal) ? $"{name} {Expression(depth + 2)})" : random.Next(4) == 0 ? "count(*)" : $"{name}({Expression(depth + 2)})";
    }

    private string Expression(int depth)
    {
        if (depth >= Deepest)
        {
            return random.Next(2) == 0 ? Literal() : Variable();
        }

        return random.Next(18) switch
        {
            <= 2 => Literal(),
            3 or 4 => Variable(),
            5 or 6 => $"{Variable()}.{Key()}",
            7 or 8 => $"({Expression(depth + 1)} {Pick(Operators)} {Expression(depth + 1)})",
            9 => $"{Pick(Functions)}({Expression(depth + 1)})",
            10 => $"{Pick(Pairs)}({Expression(depth + 1)}, {Expression(depth + 1)})",
            11 => $"[v IN {Expression(depth + 1)} WHERE {Expression(depth + 1)} | v]",
            12 => $"{Pick("all", "any", "none", "single")}(v IN {Expression(depth + 1)} WHERE v = {Expression(depth + 1)})",
            13 => $"reduce(s = {Literal()}, v IN {Expression(depth + 1)} | s + v)",
            14 => $"CASE WHEN {Expression(depth + 1)} THEN {Expression(depth + 1)} ELSE {Expression(depth + 1)} END",
            15 => $"{Pick("EXISTS", "COUNT")} {{ {Path(depth)} }}",
            16 => $"{Expression(depth + 1)}{Pick($"[{Expression(depth + 1)}]", "[0..2]", "[-1..]", " IS NULL", " IS NOT NULL", " IS :: INTEGER")}",
            _ => $"{Pick("NOT ", "-", "+")}{Expression(depth + 1)}",
        };
    }

    private string Schema() => Pick(
        "CREATE INDEX ix IF NOT EXISTS FOR (n:A) ON (n.x)",
        "CREATE INDEX ixy IF NOT EXISTS FOR (n:A) ON (n.x, n.y)",
        "CREATE TEXT INDEX tx IF NOT EXISTS FOR (n:B) ON (n.name)",
        "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:A|B) ON EACH [n.name, n.tags]",
        "CREATE CONSTRAINT ux IF NOT EXISTS FOR (n:C) REQUIRE n.x IS UNIQUE",
        "CREATE INDEX rx IF NOT EXISTS FOR ()-[r:R]-() ON (r.x)",
        "DROP INDEX ix IF EXISTS",
        "DROP INDEX words IF EXISTS",
        "DROP CONSTRAINT ux IF EXISTS");

    private string Search() => Pick("'a'", "'a* AND b~'", "'\"a b\"~2 -c'", "'name:(a OR +b)^2'", "'['", "'a AND'", "$p", "'*:*'", "'/a.*/'");

    private string Literal() => random.Next(8) == 0 ? random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture) : Pick(Literals);

    private string Name()
    {
        var name = "v" + (_named++ % 6).ToString(CultureInfo.InvariantCulture);
        if (!_variables.Contains(name))
        {
            _variables.Add(name);
        }

        return name;
    }

    private string Variable() => _variables.Count == 0 ? Name() : _variables[random.Next(_variables.Count)];

    private string Key() => Pick(Keys);

    private string Fresh(Func<string> query)
    {
        _variables.Clear();
        return query();
    }

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
