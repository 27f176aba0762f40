using System.Globalization;
using System.Text.Json;

namespace CoEvolve.Cli.Tests;

public sealed class EvaluateCommandTests
{
    [Fact]
    public async Task An_evaluation_prints_a_table_and_writes_json_and_a_page_that_loads_nothing()
    {
        using var workspace = new Workspace();

        var run = await Coevolve.RunAsync(
            "evaluate", Package(workspace), "--split", "2017-01-01", "--until", "2018-01-01", "--json", workspace["result.json"], "--html", workspace["result.html"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("adamic-adar", run.Output, StringComparison.Ordinal);
        Assert.Contains("NDCG@10 by slice", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(workspace["result.json"], TestContext.Current.CancellationToken));
        Assert.Equal("2017-01-01", json.RootElement.GetProperty("protocol").GetProperty("split").GetString());
        var methods = json.RootElement.GetProperty("methods").EnumerateArray().ToDictionary(method => method.GetProperty("name").GetString()!);
        Assert.Equal(15, methods.Count);
        var neighbours = methods["common-neighbours"];
        Assert.True(neighbours.GetProperty("ndcg@10").GetDouble() > 2 * methods["random"].GetProperty("ndcg@10").GetDouble());
        Assert.InRange(neighbours.GetProperty("ndcg@10").GetDouble(), neighbours.GetProperty("intervals").GetProperty("ndcg@10")[0].GetDouble(), neighbours.GetProperty("intervals").GetProperty("ndcg@10")[1].GetDouble());
        Assert.Equal(neighbours.GetProperty("recall@50").GetDouble(), neighbours.GetProperty("slices").GetProperty("all").GetProperty("recall@50").GetDouble());
        Assert.True(methods.ContainsKey("coevolve") && methods.ContainsKey("coevolve-prior"));

        var page = await File.ReadAllTextAsync(workspace["result.html"], TestContext.Current.CancellationToken);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_without_new_partners_is_said_to_have_nothing_to_measure()
    {
        using var workspace = new Workspace();

        var run = await Coevolve.RunAsync("evaluate", Package(workspace), "--split", "2030-01-01");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing to measure", run.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--split is '2017'", "--split", "2017")]
    [InlineData("not after its first day", "--split", "2017-01-01", "--until", "2017-01-01")]
    [InlineData("--methods has 'magic'", "--split", "2017-01-01", "--methods", "magic")]
    [InlineData("takes one tier", "--split", "2017-01-01", "--same-locality", "province,region")]
    public async Task A_wrong_option_is_named(string complaint, params string[] options)
    {
        using var workspace = new Workspace();

        var run = await Coevolve.RunAsync(["evaluate", Package(workspace), .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(complaint, run.Complaint(), StringComparison.Ordinal);
    }

    /// <summary>Thirty actors in three circles of ten, each partnership three of a circle in a row; no actor states consent, no member a role, codes are paths.</summary>
    private static string Package(Workspace workspace)
    {
        Directory.CreateDirectory(workspace["network"]);
        File.WriteAllLines(Path.Combine(workspace["network"], "localities.csv"), ["code,name,tier,parent", "land,Land,national,", "land/one,One,region,land", "land/two,Two,region,land"]);
        File.WriteAllLines(
            Path.Combine(workspace["network"], "actors.csv"),
            Enumerable.Range(0, 30).Select(number => $"a{number:00},Actor {number},{(number % 2 == 0 ? "cso" : "business")},land/{(number % 3 == 0 ? "one" : "two")},2014-01-01").Prepend("id,name,kind,locality,valid_from"));
        var rows = new List<string> { "id,start,end,status,sectors,members" };
        var random = new Random(4);
        for (var number = 0; number < 90; number++)
        {
            var circle = number % 3 * 10;
            var first = random.Next(10);
            var start = new DateOnly(2014, 1, 1).AddDays(16 * number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            rows.Add($"p{number:00},{start},,active,,a{circle + first:00};a{circle + ((first + 1 + random.Next(3)) % 10):00};a{circle + ((first + 4 + random.Next(3)) % 10):00}");
        }

        File.WriteAllLines(Path.Combine(workspace["network"], "partnerships.csv"), rows);
        return workspace["network"];
    }
}
