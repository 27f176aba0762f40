using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.GraphSpeed;

/// <summary>The partner-search network as rows, from the files of the shared generator or made up here by its rules.</summary>
internal sealed class PartnerData
{
    private static readonly (string Label, string File)[] Nodes = [("Locality", "locality"), ("Sector", "sector"), ("Resource", "resource"), ("Actor", "actor")];

    private static readonly (string Type, string From, string To)[] Relationships =
    [
        ("WITHIN", "Locality", "Locality"), ("LOCATED_IN", "Actor", "Locality"), ("IN_SECTOR", "Actor", "Sector"), ("OFFERS", "Actor", "Resource"), ("NEEDS", "Actor", "Resource"),
    ];

    private static readonly Dictionary<string, string> Properties = new()
    {
        ["Locality"] = "{id: row[0], tier: row[1]}",
        ["Sector"] = "{id: row[0], name: row[1]}",
        ["Resource"] = "{id: row[0], name: row[1]}",
        ["Actor"] = "{id: row[0], name: row[1], kind: row[2], cap: row[3]}",
    };

    private readonly Dictionary<string, Value> _rows = [];

    public static PartnerData Read(string folder)
    {
        var data = new PartnerData();
        foreach (var (label, file) in Nodes)
        {
            data._rows[label] = Rows(Path.Combine(folder, file + ".csv"));
        }

        foreach (var (type, _, _) in Relationships)
        {
            data._rows[type] = Rows(Path.Combine(folder, $"{type}.csv".ToLower(CultureInfo.InvariantCulture)));
        }

        return data;
    }

    /// <summary>Constraints, nodes, relationships: one statement each, as an application would load them.</summary>
    public async Task LoadAsync(EmbeddedGraph graph)
    {
        foreach (var (label, _) in Nodes)
        {
            await RunAsync(graph, $"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE", Value.Null).ConfigureAwait(false);
            await RunAsync(graph, $"UNWIND $rows AS row CREATE (:{label} {Properties[label]})", _rows[label]).ConfigureAwait(false);
        }

        foreach (var (type, from, to) in Relationships)
        {
            await RunAsync(graph, $"UNWIND $rows AS row MATCH (a:{from} {{id: row[0]}}), (b:{to} {{id: row[1]}}) CREATE (a)-[:{type}]->(b)", _rows[type]).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(EmbeddedGraph graph, string cypher, Value rows)
    {
        await using (await graph.RunAsync(cypher, new Dictionary<string, Value> { ["rows"] = rows }).ConfigureAwait(false))
        {
        }
    }

    private static Value Rows(string path) => Value.Of([.. File.ReadLines(path).Select(line => Value.Of([.. line.Split(',').Select(Cell)]))]);

    private static Value Cell(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var integer) ? Value.Of(integer)
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? Value.Of(number)
        : Value.Of(text);
}
