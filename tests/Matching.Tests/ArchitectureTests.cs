using System.Text.RegularExpressions;

namespace CoEvolve.Matching.Tests;

/// <summary>The allowed references of the house, read from the <c>using</c> lines and full names in its sources.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Graph"] = [],
        ["Graph.Bolt"] = ["Graph"],
        ["Matching"] = ["Graph"],
        ["Ledger"] = ["Matching", "Graph"],
        ["Jobs"] = ["Matching", "Ledger", "Graph"],
        ["Api"] = ["Graph", "Graph.Bolt", "Matching", "Ledger", "Jobs"],
        ["Cli"] = ["Graph", "Graph.Bolt", "Matching", "Ledger", "Jobs", "Api"],
    };

    // Inside of Matching a stage uses the vocabulary and earlier stages. Evaluation looks at all of them.
    private static readonly string[] Stages = ["Network", "Ingest", "Candidates", "Features", "Ranking", "Recommendations", "Evaluation"];

    [Fact]
    public void Projects_use_only_what_the_design_allows() => Assert.Empty(
        from source in Sources()
        from used in Used(source.Text)
        let project = ProjectOf(used)
        where project != source.Project && !Allowed[source.Project].Contains(project)
        select $"{source.Path} uses {used}");

    [Fact]
    public void Stages_of_matching_use_no_later_stage() => Assert.Empty(
        from source in Sources()
        where source.Project == "Matching"
        let stage = Array.IndexOf(Stages, source.Path.Split('/')[2])
        from used in Used(source.Text)
        where used.StartsWith("Matching.", StringComparison.Ordinal)
        let other = Array.IndexOf(Stages, used.Split('.')[1])
        where stage < 0 || other < 0 || other > stage
        select $"{source.Path} uses {used}");

    [Fact]
    public void Sockets_are_opened_in_the_bolt_project_and_where_mails_leave_alone() => Assert.Empty(
        from source in Sources()
        where source.Project != "Graph.Bolt" && source.Path != "src/Jobs/Mailing/MailTransport.cs" && source.Text.Contains("System.Net.Sockets", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void The_ledger_alone_speaks_sql() => Assert.Empty(
        from source in Sources()
        where source.Project != "Ledger" && SqlClient().IsMatch(source.Text)
        select source.Path);

    [Fact]
    public void The_check_sees_breaches()
    {
        // A check that reads nothing would pass for ever.
        Assert.True(Sources().Count() > 100);
        Assert.Equal(["Matching.Network", "Graph.Values"], Used("using CoEvolve.Matching.Network;\nglobal using CoEvolve.Graph.Values;\n"));
        Assert.Equal(["Graph.Values"], Used("using static CoEvolve.Graph.Values.Value;\n").Select(used => used[..12]));
        Assert.Equal("Graph.Bolt", ProjectOf("Graph.Bolt.Client"));
        Assert.Matches(SqlClient(), "using Npgsql;");
    }

    private static IEnumerable<(string Project, string Path, string Text)> Sources()
    {
        var source = Path.Combine(Repository.Root, "src");
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            var parts = path.Split('/');
            if (parts[2] is not ("bin" or "obj") && parts.Length > 3 && parts[2..^1].All(part => part is not ("bin" or "obj")) || parts.Length == 3)
            {
                yield return (parts[1], path, File.ReadAllText(file));
            }
        }
    }

    private static IEnumerable<string> Used(string text) => UsingLine().Matches(text).Select(match => match.Groups["name"].Value);

    private static string ProjectOf(string used) => used.StartsWith("Graph.Bolt", StringComparison.Ordinal) ? "Graph.Bolt" : used.Split('.')[0];

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?CoEvolve\.(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\b(?:Npgsql|Microsoft\.Data\.Sqlite|Dapper|System\.Data\.Common)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SqlClient();
}
