namespace CoEvolve.Cli.Tests;

public sealed class PackageCommandTests
{
    [Fact]
    public async Task What_was_imported_is_there_for_the_next_command_and_importing_it_again_changes_nothing()
    {
        using var workspace = new Workspace();
        var package = workspace.Package("package", "a,Aksi,cso,11,true", "b,Bank,business,11,true");

        var first = await Coevolve.RunAsync("import", package, "--data", workspace.Data, "--json");
        var second = await Coevolve.RunAsync("import", package, "--data", workspace.Data, "--json");
        var count = await Coevolve.RunAsync("cypher", "MATCH (a:Actor) RETURN count(a) AS actors", "--data", workspace.Data, "--json");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(5, first.Json().GetProperty("packages")[0].GetProperty("accepted").GetInt64());
        Assert.False(second.Json().GetProperty("packages")[0].GetProperty("changes").GetProperty("any").GetBoolean());
        Assert.Equal("[{\"actors\":2}]\n", count.Output);
    }

    [Fact]
    public async Task A_bad_row_is_reported_with_its_place_and_the_rest_goes_in()
    {
        using var workspace = new Workspace();
        var package = workspace.Package("package", "a,Aksi,cso,11,true", "b,Bank,bank,11,true");

        var run = await Coevolve.RunAsync("import", package, "--data", workspace.Data, "--json");

        Assert.Equal(0, run.ExitCode);
        var report = run.Json().GetProperty("packages")[0];
        Assert.Equal("written", report.GetProperty("outcome").GetString());
        var problem = Assert.Single(report.GetProperty("problems").EnumerateArray());
        Assert.Equal("actors.csv", problem.GetProperty("file").GetString());
        Assert.Equal(3, problem.GetProperty("line").GetInt32());
        Assert.Equal("kind", problem.GetProperty("columnName").GetString());
        var names = await Coevolve.RunAsync("cypher", "MATCH (a:Actor) RETURN a.name AS name", "--data", workspace.Data, "--json");
        Assert.Equal("[{\"name\":\"Aksi\"}]\n", names.Output);
    }

    [Fact]
    public async Task A_strict_import_with_a_bad_row_fails_and_writes_nothing_of_any_package()
    {
        using var workspace = new Workspace();
        var good = workspace.Package("good", "a,Aksi,cso,11,true");
        var bad = workspace.Package("bad", "b,Bank,bank,11,true");

        var run = await Coevolve.RunAsync("import", good, bad, "--strict", "--data", workspace.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("actors.csv, line 2, column 3 (kind)", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        var count = await Coevolve.RunAsync("cypher", "MATCH (n) RETURN count(n) AS nodes", "--data", workspace.Data, "--json");
        Assert.Equal("[{\"nodes\":0}]\n", count.Output);
    }

    [Fact]
    public async Task A_folder_that_is_no_package_is_refused()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace["empty"]);

        var empty = await Coevolve.RunAsync("import", workspace["empty"], "--data", workspace.Data);
        var missing = await Coevolve.RunAsync("import", workspace["missing"], "--data", workspace.Data);

        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("localities.csv", empty.Error, StringComparison.Ordinal);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("there is no folder", missing.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_imported_into_an_empty_folder_exports_the_same_bytes_again()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);

        var export = await Coevolve.RunAsync("export", workspace["first"], "--data", workspace.Data, "--json");
        await Coevolve.RunAsync("import", workspace["first"], "--data", workspace["other"]);
        await Coevolve.RunAsync("export", workspace["second"], "--data", workspace["other"]);

        Assert.Equal(0, export.ExitCode);
        Assert.Equal(10, export.Json().GetProperty("files").GetArrayLength());
        foreach (var file in Directory.GetFiles(workspace["first"]))
        {
            var again = Path.Combine(workspace["second"], Path.GetFileName(file));
            Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(again, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_same_seed_generates_the_same_network_and_says_how_large_it_is()
    {
        using var workspace = new Workspace();

        var first = await Coevolve.RunAsync("generate", "--actors", "30", "--seed", "7", "--out", workspace["first"], "--json");
        await Coevolve.RunAsync("generate", "--actors", "30", "--seed", "7", "--out", workspace["second"], "--seeds", Workspace.Seeds);

        // Besides the 30: one university for each of the programme's 34 provinces and one media partner for each of the 7 regions.
        Assert.Equal(71, first.Json().GetProperty("actors").GetInt32());
        var actors = await File.ReadAllTextAsync(Path.Combine(workspace["first"], "actors.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(actors, await File.ReadAllTextAsync(Path.Combine(workspace["second"], "actors.csv"), TestContext.Current.CancellationToken));
        Assert.Contains("sample-cso-001", actors, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_import_that_is_killed_leaves_the_folder_as_it_was_and_no_lock()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);

        // At each of these moments the import is elsewhere: starting, reading, writing, saving.
        foreach (var milliseconds in new[] { 50, 250, 450, 650, 900, 1200 })
        {
            using var import = Coevolve.Start("import", Workspace.Seeds, Workspace.Sample, "--data", workspace.Data);
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            await import.KillAsync();

            var count = await Coevolve.RunAsync("cypher", "MATCH (a:Actor) RETURN count(a) AS actors", "--data", workspace.Data, "--json");

            // Before: the one. After the snapshot's rename: all of the seeds (575) and the sample (641) besides.
            Assert.Contains(count.Output, (string[])["[{\"actors\":1}]\n", "[{\"actors\":1217}]\n"]);
        }
    }
}
