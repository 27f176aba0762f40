namespace CoEvolve.Cli.Tests;

public sealed class GraphCommandTests
{
    [Fact]
    public async Task A_graph_is_copied_while_it_is_served_checked_and_brought_back()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        var (process, _, _) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            var copied = await Coevolve.RunAsync("graph", "backup", workspace["copy"], "--data", workspace.Data);

            Assert.Equal(0, copied.ExitCode);
            Assert.StartsWith("copied: ", copied.Error, StringComparison.Ordinal);
            var again = await Coevolve.RunAsync("graph", "backup", workspace["copy"], "--data", workspace.Data);
            Assert.Equal(1, again.ExitCode);
            Assert.Contains("holds a graph already", again.Complaint(), StringComparison.Ordinal);
            Assert.True((await Coevolve.RunAsync("graph", "verify", "--data", workspace.Data, "--json")).Json().GetProperty("sound").GetBoolean());
        }

        var restored = await Coevolve.RunAsync("graph", "restore", workspace["copy"], "--data", workspace["new"]);
        Assert.Equal(0, restored.ExitCode);
        var count = await Coevolve.RunAsync("cypher", "MATCH (a:Actor) RETURN a.name AS name", "--data", workspace["new"], "--json");
        Assert.Equal("[{\"name\":\"Aksi\"}]\n", count.Output);
    }

    [Fact]
    public async Task A_damaged_copy_is_told_of_and_not_restored()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        await Coevolve.RunAsync("graph", "backup", workspace["copy"], "--data", workspace.Data);
        var snapshot = Path.Combine(workspace["copy"], "graph.snapshot");
        var bytes = await File.ReadAllBytesAsync(snapshot, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes, TestContext.Current.CancellationToken);

        var checkedCopy = await Coevolve.RunAsync("graph", "verify", workspace["copy"]);
        Assert.Equal(1, checkedCopy.ExitCode);
        Assert.Contains("damaged: ", checkedCopy.Error, StringComparison.Ordinal);
        var restored = await Coevolve.RunAsync("graph", "restore", workspace["copy"], "--data", workspace["new"]);
        Assert.Equal(1, restored.ExitCode);
        Assert.Contains("graph.snapshot", restored.Complaint(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace["new"], "graph.snapshot")));
    }

    [Fact]
    public async Task A_folder_without_a_graph_is_a_mistake_in_the_command()
    {
        using var workspace = new Workspace();
        foreach (string[] arguments in (string[][])[["backup", workspace["copy"], "--data", workspace.Data], ["restore", workspace["copy"]], ["verify", workspace["copy"]]])
        {
            var refused = await Coevolve.RunAsync(["graph", .. arguments]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("there is no folder", refused.Complaint(), StringComparison.Ordinal);
        }
    }
}
