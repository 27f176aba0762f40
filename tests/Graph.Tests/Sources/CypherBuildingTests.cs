using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Tests.Sources;

public class CypherBuildingTests
{
    /// <summary>Where a text is built on purpose, and why a user cannot change what it says.</summary>
    private static readonly (string File, string Reason)[] Allowed =
    [
        ("src/Graph.Bolt/Server/Session.Transactions.cs", "EXPLAIN before a whole statement that a client sent as Cypher"),
        ("src/Cli/Checks/CypherExpression.cs", "parameters of the committed cases of `graph check`, computed on an empty graph of their own"),
        ("src/Ledger/Mail/DeliveryBook.cs", "SQL: each database has its own way to write one of many parameters"),
        ("src/Cli/Commands/RecommendationWords.cs", "an example that the command prints for people"),
    ];

    [Fact]
    public void No_Cypher_is_put_together_from_parts_anywhere_in_the_program()
    {
        var root = Root();
        var files = Directory.GetFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path: file, Name: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .ToList();
        Assert.InRange(files.Count, 300, int.MaxValue);

        var breaches = files
            .Where(file => !Allowed.Any(allowed => allowed.File == file.Name))
            .SelectMany(file => CypherBuilding.Find(File.ReadAllText(file.Path)).Select(breach => $"{file.Name}:{breach}"))
            .ToList();

        Assert.True(breaches.Count == 0, "Cypher is built from parts; pass what varies as a parameter:\n" + string.Join('\n', breaches));
        Assert.All(Allowed, allowed => Assert.NotEmpty(CypherBuilding.Find(File.ReadAllText(Path.Combine(root, allowed.File)))));
    }

    [Theory]
    [InlineData("""graph.RunAsync($"MATCH (n {{name: '{name}'}}) RETURN n");""")]
    [InlineData("""graph.RunAsync("MATCH (n:" + label + ") RETURN n");""")]
    [InlineData("""var q = "MATCH (n) WHERE n.name = '" + name + "' RETURN n"; graph.RunAsync(q);""")]
    [InlineData("""var q = name + " UNWIND rows AS row RETURN row";""")]
    [InlineData("""var q = $"CALL db.index.fulltext.queryNodes('{index}', $q)";""")]
    [InlineData("""var q = string.Format("MATCH (n) RETURN {0}", what); graph.RunAsync(string.Format(template, what));""")]
    [InlineData("""graph.RunAsync(template.Replace("X", name), null);""")]
    [InlineData("""graph.RunAsync(prefix + rest);""")]
    [InlineData("var q = $\"\"\"\nMATCH (n:{label})\nRETURN n\n\"\"\";")]
    [InlineData("""graph.RunAsync(NamedQueries.Get("a") + " LIMIT " + limit);""")]
    public void Building_is_found(string source) => Assert.NotEmpty(CypherBuilding.Find(source));

    [Theory]
    [InlineData("""graph.RunAsync("MATCH (n {name: $name}) RETURN n", parameters);""")]
    [InlineData("""graph.RunAsync("MATCH (n:A) " + "RETURN n", null);""")]
    [InlineData("""const string Q = "MATCH (n:A) " + "WHERE n.x = $x " + "RETURN n"; graph.RunAsync(Q);""")]
    [InlineData("""graph.RunAsync(NamedQueries.Get(Folder + name), Rows(a + b));""")]
    [InlineData("""graph.RunAsync(cypher, parameters); // graph.RunAsync("MATCH (n:" + label)""")]
    [InlineData("""throw Syntax($"There is no {what}: write MATCH first.");""")]
    [InlineData("""var c = '"'; var s = @"C:\"; graph.RunAsync(cypher);""")]
    public void Constants_and_named_queries_are_none(string source) => Assert.Empty(CypherBuilding.Find(source));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
