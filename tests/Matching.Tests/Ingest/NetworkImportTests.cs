using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Matching.Tests.Ingest;

public sealed class NetworkImportTests : IAsyncDisposable
{
    private readonly TestPackage _package = new();
    private readonly EmbeddedGraph _graph = EmbeddedGraph.InMemory();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. MalformedPackages.All.Keys];

    public async ValueTask DisposeAsync()
    {
        _package.Dispose();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task An_import_makes_the_graph_of_the_design()
    {
        _package.Write("neighbours.csv", "a,b,km\n11.02,11.01,37.5\n");
        _package.Write("actors.csv", "id,name,kind,locality,serves,sectors,capacity,consent,valid_from,motto\ncso-1,Yayasan Satu,cso,11.01,11.01;11.02,health,3,true,2020-02-29,maju\nbiz-1,PT Satu,business,,11,education,,false,,\n");
        _package.Write("offers.csv", "actor,resource,quantity,unit,locality,valid_from,valid_to,note\nbiz-1,funds.grant,1.5,IDR,11,2021-01-01,2022-01-01,\"dua, tiga\"\n");
        _package.Write("partnerships.csv", "id,start,end,status,locality,sectors,members\np-1,2021-03-01,,active,11.01,health,cso-1:bridge;biz-1:funder\n");
        _package.Write("feedback.csv", "from,to,verdict,at\ncso-1,biz-1,formed,2021-03-01\n");
        _package.Write("targets.csv", "code,floor,query\nleaders,400,cso-leaders\n");

        var report = await ImportAsync();

        Assert.Equal((ImportOutcome.Written, 0L), (report.Outcome, report.ProblemCount));
        // 5 localities, 3 sectors, 2 resources, 2 actors, a partnership, a target.
        Assert.Equal(14, report.Changes.NodesCreated);
        // WITHIN 4, NEAR 1, PART_OF 1, KIND_OF 1, BASED_IN 1, SERVES 3, WORKS_IN 2, OFFERS 1, MEMBER_OF 2, ABOUT 1, IN 1, FEEDBACK 1.
        Assert.Equal(19, report.Changes.RelationshipsCreated);
        await AssertRowAsync(
            "MATCH (a:Actor:Cso {id: 'cso-1'})-[b:BASED_IN]->(d:Locality:District)-[:WITHIN]->(p:Province) RETURN a.name, a.capacity, a.consent, a.valid_from, a.motto, b.from, d.code, d.latitude, p.population, a.email",
            Value.Of("Yayasan Satu"), Value.Of(3L), Value.True, Value.Of(new DateOnly(2020, 2, 29)), Value.Of("maju"), Value.Of(new DateOnly(2020, 2, 29)), Value.Of("11.01"), Value.Of(3.1), Value.Of(5_623_479L), Value.Null);
        await AssertRowAsync(
            "MATCH (:Business)-[o:OFFERS]->(r:Resource {code: 'funds.grant'})-[:KIND_OF]->(k) RETURN properties(o), k.code",
            Value.Of(MapValue.From([
                new("quantity", Value.Of(1.5)), new("unit", Value.Of("IDR")), new("locality", Value.Of("11")),
                new("from", Value.Of(new DateOnly(2021, 1, 1))), new("until", Value.Of(new DateOnly(2022, 1, 1))), new("note", Value.Of("dua, tiga"))])),
            Value.Of("funds"));
        await AssertRowAsync("MATCH (a:Locality)-[n:NEAR]->(b) RETURN a.code, b.code, n.km", Value.Of("11.01"), Value.Of("11.02"), Value.Of(37.5));
        await AssertRowAsync(
            "MATCH (c:Cso)-[m:MEMBER_OF]->(p:Partnership {id: 'p-1'})-[:`IN`]->(l), (p)-[:ABOUT]->(s) RETURN m.role, p.status, p.start, l.code, s.code",
            Value.Of("bridge"), Value.Of("active"), Value.Of(new DateOnly(2021, 3, 1)), Value.Of("11.01"), Value.Of("health"));
        await AssertRowAsync("MATCH (:Cso)-[f:FEEDBACK]->(:Business) RETURN f.verdict, f.at", Value.Of("formed"), Value.Of(new DateOnly(2021, 3, 1)));
        await AssertRowAsync("MATCH (t:Target) RETURN t.code, t.floor, t.query", Value.Of("leaders"), Value.Of(400L), Value.Of("cso-leaders"));
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        _package.Write("neighbours.csv", "a,b,km\n11.02,11.01,37.5\n");
        _package.Write("offers.csv", "actor,resource,quantity,unit,locality\nbiz-1,funds.grant,1.5,IDR,11\nbiz-1,funds,,,\n");
        _package.Write("needs.csv", "actor,resource,valid_from\ncso-1,funds.grant,2021-01-01\n");
        _package.Write("partnerships.csv", "id,start,status,locality,sectors,members\np-1,2021-03-01,active,11.01,health,cso-1:bridge;biz-1:funder\n");
        _package.Write("feedback.csv", "from,to,verdict,at\ncso-1,biz-1,formed,2021-03-01\n");
        await ImportAsync();

        var second = await ImportAsync();

        Assert.Equal((ImportOutcome.Written, 0L), (second.Outcome, second.ProblemCount));
        Assert.Equal(new ImportChanges(), second.Changes);
    }

    [Fact]
    public async Task An_actor_takes_on_what_its_new_row_says_and_loses_what_it_says_no_more()
    {
        _package.Write("offers.csv", "actor,resource,locality\nbiz-1,funds,\nbiz-1,funds.grant,11\ncso-1,funds,\n");
        await ImportAsync();
        _package.Write("actors.csv", "id,name,kind,locality,serves,sectors\nbiz-1,PT Dua,other,11.01,11;11.02,health\n");
        _package.Write("offers.csv", "actor,resource,locality,note\nbiz-1,funds,,baru\n");

        var report = await ImportAsync();

        Assert.Equal(0, report.ProblemCount);
        await AssertRowAsync(
            "MATCH (a:Actor {id: 'biz-1'}) RETURN a.name, a.consent, labels(a), [(a)-[:BASED_IN]->(l) | l.code], [(a)-[:WORKS_IN]->(s) | s.code], COUNT { (a)-[:SERVES]->() }, [(a)-[o:OFFERS]->(r) | r.code + '/' + o.note]",
            Value.Of("PT Dua"), Value.Null, Value.Of(["Actor", "Other"]), Value.Of(["11.01"]), Value.Of(["health"]), Value.Of(2L), Value.Of(["funds/baru"]));
        await AssertRowAsync("MATCH (a:Cso)-[:OFFERS]->(r) RETURN a.name, r.code", Value.Of("Yayasan Satu"), Value.Of("funds"));
    }

    [Fact]
    public async Task A_rejected_offer_does_not_cost_an_actor_the_offers_it_has()
    {
        _package.Write("offers.csv", "actor,resource\nbiz-1,funds\n");
        await ImportAsync();
        _package.Write("offers.csv", "actor,resource,quantity\nbiz-1,funds,many\n");

        var report = await ImportAsync();

        Assert.Equal(1, report.Rejected);
        await AssertRowAsync("MATCH (:Business)-[o:OFFERS]->() RETURN count(o)", Value.Of(1L));
    }

    [Fact]
    public async Task A_package_without_offers_leaves_offers_alone()
    {
        _package.Write("offers.csv", "actor,resource\nbiz-1,funds\n");
        await ImportAsync();
        _package.Delete("offers.csv");

        Assert.False((await ImportAsync()).Changes.Any);
    }

    [Fact]
    public async Task A_package_may_build_on_what_the_graph_holds()
    {
        await ImportAsync();
        using var second = new TestPackage();
        second.Delete("localities.csv").Delete("sectors.csv").Delete("resources.csv");
        second.Write("actors.csv", "id,name,kind,locality,sectors\ncso-2,Yayasan Dua,cso,11.02,health\n");
        second.Write("needs.csv", "actor,resource\ncso-1,funds\ncso-2,funds\n");

        var report = await NetworkImport.RunAsync(_graph, second.Folder, cancellationToken: Token);

        Assert.Empty(report.Problems);
        Assert.Equal((1L, 4L), (report.Changes.NodesCreated, report.Changes.RelationshipsCreated));
    }

    [Fact]
    public async Task A_second_nation_is_refused_although_the_first_is_in_the_graph_alone()
    {
        await ImportAsync();
        _package.Write("localities.csv", "code,name,tier\nmy,Malaysia,national\n").Write("actors.csv", "id,name,kind\n");

        var problem = Assert.Single((await ImportAsync()).Problems);

        Assert.Contains("nation 'id' already", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_import_with_a_bad_row_writes_nothing()
    {
        _package.Write("targets.csv", "code,query\nt,nothing-like-it\n");

        var report = await ImportAsync(new() { Strict = true });

        Assert.Equal((ImportOutcome.StoppedAtRejection, false), (report.Outcome, report.Changes.Any));
        await AssertRowAsync("MATCH (n) RETURN count(n)", Value.Of(0L));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_malformed_package_leaves_nothing_half_written(string name)
    {
        MalformedPackages.All[name].Spoil(_package);

        var report = await ImportAsync();
        var strict = await ImportAsync(new() { Strict = true });

        // Rows of neighbours, offers and the like are relationships, so that nodes count the accepted rows of the other files.
        var nodes = report.Outcome == ImportOutcome.Refused
            ? 0
            : report.Files.Where(file => file.File is "localities.csv" or "sectors.csv" or "resources.csv" or "actors.csv").Sum(file => file.Accepted);
        await AssertRowAsync("MATCH (n) RETURN count(n)", Value.Of(nodes));
        Assert.NotEqual(ImportOutcome.Written, strict.Outcome);
    }

    [Fact]
    public async Task A_mistyped_address_of_a_person_is_not_repeated()
    {
        _package.Write("actors.csv", "id,name,kind,email\na,A,cso,someone@real.org x\n");

        var report = await ImportAsync();

        var problem = Assert.Single(report.Problems);
        Assert.Equal("The text is no e-mail address.", problem.Reason);
        Assert.DoesNotContain("someone", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ends_with_all_bytes()
    {
        var heard = new List<ImportProgress>();
        await NetworkImport.RunAsync(_graph, _package.Folder, new() { BatchSize = 2 }, new Listener(heard), Token);

        Assert.Equal("actors.csv", heard[^1].File);
        Assert.Equal(3, heard[^1].Rows);
        Assert.Equal(new DirectoryInfo(_package.Folder).EnumerateFiles().Sum(file => file.Length), heard[^1].BytesTotal);
        Assert.Equal(heard[^1].BytesTotal, heard[^1].BytesDone);
    }

    private Task<ImportReport> ImportAsync(ImportOptions? options = null) => NetworkImport.RunAsync(_graph, _package.Folder, options, null, Token);

    private async Task AssertRowAsync(string cypher, params Value[] expected)
    {
        await using var result = await _graph.RunAsync(cypher, cancellationToken: Token);
        Assert.True(await result.ReadAsync(Token));
        Assert.Equal(expected.Select(Shown), result.Current.ToArray().Select(Shown));
        Assert.False(await result.ReadAsync(Token));
    }

    private static string Shown(Value value) => value.Kind == ValueKind.Map
        ? string.Join(", ", value.AsMap().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"))
        : value.ToString();

    private sealed class Listener(List<ImportProgress> heard) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => heard.Add(value);
    }
}
