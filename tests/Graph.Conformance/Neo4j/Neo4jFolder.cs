using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Tck;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>A folder of recorded answers: files of single cases, a file of matrices, answers to the TCK, and the graphs that cases start from.</summary>
internal static class Neo4jFolder
{
    /// <summary>A projection refuses names that the database has never seen; the database of the recording had seen these, since one served all cases.</summary>
    private static readonly string[] KnownToProjections = ["Actor", "Resource", "PARTNER", "NEEDS", "OFFERS"];

    private static readonly string[] FilesOfCases = ["clauses", "expressions", "schema", "domain", "random", "gds"];

    /// <param name="folder">The folder; the cases of the TCK stand in <c>opencypher-tck/cases.jsonl</c> beside it.</param>
    /// <param name="only">Only files whose name begins so; empty for all.</param>
    /// <param name="notes">Where to say what is left out.</param>
    public static IReadOnlyList<ConformanceCase> Read(string folder, string only, TextWriter notes)
    {
        var cases = new List<ConformanceCase>();
        foreach (var name in FilesOfCases.Where(Wanted))
        {
            cases.AddRange(Cases(folder, name));
        }

        if (Wanted("matrix"))
        {
            cases.AddRange(Lines(folder, "matrix").SelectMany(json => new MatrixBlock(json).Cases("matrix")));
        }

        if (Wanted("tck-answers"))
        {
            cases.AddRange(TckAnswers(folder, notes));
        }

        return cases;

        bool Wanted(string name) => $"{name}.jsonl".StartsWith(only, StringComparison.Ordinal);
    }

    private static IEnumerable<ConformanceCase> Cases(string folder, string name)
    {
        var graphs = Graphs(folder);
        var later = ById(Lines(folder, "later"));
        return
            from json in Lines(folder, name)
            let one = new Neo4jCase(json, graphs[json.GetProperty("graph").GetString()!], later.TryGetValue(Id(json), out var answer) ? answer.GetProperty("expect") : null, name == "gds" ? KnownToProjections : [])
            select new ConformanceCase(name, one.Id[..Math.Max(0, one.Id.LastIndexOf('/'))], one.Id, one.Query, one.RunAsync);
    }

    private static IEnumerable<ConformanceCase> TckAnswers(string folder, TextWriter notes)
    {
        var file = Path.Combine(folder, "..", "opencypher-tck", "cases.jsonl");
        if (!File.Exists(file))
        {
            notes.WriteLine($"There is nothing at {file}: the answers to the TCK are left out.");
            return [];
        }

        var questions = ById(JsonLines.Read(file));
        return
            from answer in Lines(folder, "tck-answers")
            where questions.ContainsKey(Id(answer))
            select new TckAnswer(answer.GetProperty("expect"), new TckCase(questions[Id(answer)])).ToCase("tck-answers");
    }

    private static Dictionary<string, string[]> Graphs(string folder)
    {
        var path = Path.Combine(folder, "graphs.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(path))! : [];
    }

    private static IEnumerable<JsonElement> Lines(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".jsonl");
        return File.Exists(path) ? JsonLines.Read(path) : [];
    }

    private static Dictionary<string, JsonElement> ById(IEnumerable<JsonElement> lines) => lines.ToDictionary(Id, StringComparer.Ordinal);

    private static string Id(JsonElement json) => json.GetProperty("id").GetString()!;
}
