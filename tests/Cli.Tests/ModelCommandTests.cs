using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Cli.Tests;

public sealed class ModelCommandTests
{
    [Fact]
    public async Task Models_are_listed_promoted_and_taken_back()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        var registry = new ModelRegistry(Path.Combine(workspace.Data, "models"));
        var first = registry.Add("first", Record(1.1, null)).Id;
        var worse = registry.Add("worse", Record(0.5, null)).Id;

        var refused = await Coevolve.RunAsync("promote", worse, "--data", workspace.Data);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("not shown to be no worse", refused.Error, StringComparison.Ordinal);
        Assert.Contains("against prior: 0.2000 to 0.4000", refused.Output, StringComparison.Ordinal);

        var promoted = await Coevolve.RunAsync("promote", first, "--data", workspace.Data);
        Assert.Equal(0, promoted.ExitCode);
        Assert.Contains($"{first} serves now", promoted.Error, StringComparison.Ordinal);

        var listed = (await Coevolve.RunAsync("models", "--data", workspace.Data, "--json")).Json();
        Assert.Equal(first, listed.GetProperty("serving").GetString());
        Assert.Equal(2, listed.GetProperty("models").GetArrayLength());
        Assert.Contains(first, (await Coevolve.RunAsync("models", "--data", workspace.Data)).Output, StringComparison.Ordinal);

        var back = await Coevolve.RunAsync("rollback", "--data", workspace.Data);
        Assert.Equal(0, back.ExitCode);
        Assert.Contains("the prior does", back.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Coevolve.RunAsync("rollback", "--data", workspace.Data)).ExitCode);
    }

    [Fact]
    public async Task A_broken_model_is_shown_as_such_and_not_promoted()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        var id = new ModelRegistry(Path.Combine(workspace.Data, "models")).Add("trees", Record(1.1, null)).Id;
        await File.AppendAllTextAsync(Path.Combine(workspace.Data, "models", id, "trained.json"), "x", TestContext.Current.CancellationToken);

        var listed = (await Coevolve.RunAsync("models", "--data", workspace.Data, "--json")).Json();
        Assert.Contains("checksum", listed.GetProperty("models")[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("damaged", (await Coevolve.RunAsync("promote", id, "--data", workspace.Data)).Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models")]
    [InlineData("rollback")]
    [InlineData("promote", "20251231-00000000")]
    public async Task Without_data_or_models_one_line_says_so(params string[] command)
    {
        using var workspace = new Workspace();
        var nothing = await Coevolve.RunAsync([.. command, "--data", workspace.Data]);
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("there is no data", nothing.Complaint(), StringComparison.Ordinal);

        Directory.CreateDirectory(workspace.Data);
        var empty = await Coevolve.RunAsync([.. command, "--data", workspace.Data]);
        Assert.Equal(command[0] == "models" ? 0 : 1, empty.ExitCode);
        Assert.Matches(command[0] == "promote" ? "There is no model" : "the prior serves", empty.Error);
    }

    private static ModelRecord Record(double times, string? serving) => new()
    {
        Columns = ["x"],
        Until = new(2026, 1, 1),
        Positives = 10,
        HeldOut = new(new(2025, 7, 1), new(2026, 1, 1), "ndcg@10", serving, [.. Enumerable.Range(0, 40).Select(number => new HeldOutQuery($"p{number}", 0.4 * times, 0.4, null))]),
    };
}
