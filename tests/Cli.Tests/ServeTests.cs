using System.Net;
using System.Text.Json;

namespace CoEvolve.Cli.Tests;

public sealed class ServeTests
{
    [Fact]
    public async Task An_empty_folder_is_filled_served_announced_and_kept()
    {
        using var workspace = new Workspace();
        var (process, address, announcement) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            using var client = new HttpClient();
            using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri(announcement.GetProperty("example").GetString()!), TestContext.Current.CancellationToken));
            Assert.Equal(1, list.RootElement.GetProperty("items")[0].GetProperty("rank").GetInt32());
            using var page = await client.GetAsync(new Uri(announcement.GetProperty("swagger").GetString()!), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.True(address.IsLoopback);

            Assert.Equal(0, await process.TerminateAsync());
        }

        // 575 actors of the seeds, 641 of the sample: 200 CSOs, 400 companies, 34 universities and 7 media partners.
        var count = await Coevolve.RunAsync("cypher", "MATCH (a:Actor) RETURN count(a) AS actors", "--data", workspace.Data, "--json");
        Assert.Equal("[{\"actors\":1216}]\n", count.Output);
    }

    [Fact]
    public async Task Events_are_lines_of_json_with_their_values_by_name_where_that_is_asked_for()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        using var process = Coevolve.StartWith(new() { ["COEVOLVE_LOG_FORMAT"] = "json" }, "rescore", "--data", workspace.Data);

        Assert.Equal(0, await process.WaitAsync());

        var events = process.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        var done = events.Single(entry => entry.GetProperty("EventId").GetInt32() == 111);
        Assert.Equal("rescore", done.GetProperty("State").GetProperty("Job").GetString());
        Assert.All(events, entry => Assert.EndsWith("Z", entry.GetProperty("Timestamp").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_told_who_holds_it()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        var (process, _, _) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            foreach (string[] arguments in (string[][])[["serve", "--port", "0"], ["cypher", "RETURN 1"], ["recommend", "a"], ["export", workspace["out"]]])
            {
                var refused = await Coevolve.RunAsync([.. arguments, "--data", workspace.Data]);

                Assert.Equal(1, refused.ExitCode);
                Assert.Contains("in use by coevolve serve (process ", refused.Complaint(), StringComparison.Ordinal);
                Assert.Contains("--data", refused.Complaint(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_killed_server_leaves_no_lock()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        var (first, _, _) = await Coevolve.ServeAsync(workspace.Data);
        using (first)
        {
            await first.KillAsync();
        }

        var (second, address, _) = await Coevolve.ServeAsync(workspace.Data);
        using (second)
        {
            using var client = new HttpClient();
            Assert.Equal("""{"status":"ok","actors":1}""", await client.GetStringAsync(new Uri(address, "/health"), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Ctrl_C_stops_the_server_in_order()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        var (process, _, _) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            Assert.Equal(0, await process.InterruptAsync());
            Assert.EndsWith("stopped\n", process.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_taken_port_is_told_in_one_line()
    {
        using var workspace = new Workspace();
        var package = workspace.Package("package", "a,Aksi,cso,11,true");
        await Coevolve.RunAsync("import", package, "--data", workspace.Data);
        await Coevolve.RunAsync("import", package, "--data", workspace["other"]);
        var (process, address, _) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            var refused = await Coevolve.RunAsync("serve", "--data", workspace["other"], "--port", $"{address.Port}");

            Assert.Equal(1, refused.ExitCode);
            Assert.Contains($"port {address.Port} of 127.0.0.1 is taken", refused.Complaint(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_has_one_event_a_request_without_the_query_string()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true"), "--data", workspace.Data);
        var (process, address, _) = await Coevolve.ServeAsync(workspace.Data);
        using (process)
        {
            using var client = new HttpClient();
            await client.GetStringAsync(new Uri(address, "/api/v1/actors?name=Rahasia"), TestContext.Current.CancellationToken);
            await process.UntilAsync(() => process.Error.Contains("GET /api/v1/actors answered 200 in ", StringComparison.Ordinal));

            Assert.DoesNotContain("Rahasia", process.Error, StringComparison.Ordinal);
            Assert.Single(process.Error.Split('\n'), line => line.Contains("/api/v1/actors", StringComparison.Ordinal));
        }
    }
}
