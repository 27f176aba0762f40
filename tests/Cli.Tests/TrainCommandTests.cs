namespace CoEvolve.Cli.Tests;

public sealed class TrainCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_model_is_trained_the_same_twice_and_serves_only_if_it_is_no_worse()
    {
        using var workspace = new Workspace();
        Assert.Equal(0, (await Coevolve.RunAsync("import", "--data", workspace.Data, Workspace.Seeds, Workspace.Sample)).ExitCode);

        var first = await Coevolve.RunAsync("train", "--data", workspace.Data, "--as-of", "2025-12-31", "--json");
        var second = await Coevolve.RunAsync("train", "--data", workspace.Data, "--as-of", "2025-12-31", "--json", "--profile");
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("ns a pair  text.similarity", second.Error, StringComparison.Ordinal);

        var model = first.Json();
        var id = model.GetProperty("id").GetString()!;
        var better = model.GetProperty("metrics").GetProperty("ndcg@10").GetDouble() >= model.GetProperty("metrics").GetProperty("prior ndcg@10").GetDouble();
        var promoted = await Coevolve.RunAsync("promote", id, "--data", workspace.Data);
        Assert.Contains("against prior", promoted.Output, StringComparison.Ordinal);
        Assert.True(better || promoted.ExitCode == 1, "A model below the prior must not serve.");
        Assert.Equal(1, (await Coevolve.RunAsync("models", "--data", workspace.Data, "--json")).Json().GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task A_time_without_new_partners_trains_nothing()
    {
        using var workspace = new Workspace();
        Assert.Equal(0, (await Coevolve.RunAsync("import", "--data", workspace.Data, workspace.Package("network", "a,A,cso,11,true"))).ExitCode);

        var run = await Coevolve.RunAsync("train", "--data", workspace.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nobody found a new partner", run.Complaint(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Data, "models")));
    }
}
