using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Tests.Candidates;

public sealed class CandidateFinderTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coevolve-rules");
    private EmbeddedGraph _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await SmallNetwork.CreateAsync();

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_rule_finds_whom_it_should_at_the_tier_where_it_should()
    {
        var set = await FindAsync("cso-a", new());
        (string, string, Tier)[] expected =
        [
            ("gov-11.01", "competent-authority,need-met-by-offer,offer-meets-need,same-sector-in-shared-locality,serves-my-locality", Tier.District),
            ("biz-next", "need-met-by-offer,offer-meets-need", Tier.Province),
            ("biz-serves", "serves-my-locality", Tier.Province),
            ("cso-b", "same-sector-in-shared-locality", Tier.Province),
            ("gov-11", "competent-authority,need-met-by-offer,same-sector-in-shared-locality,serves-my-locality", Tier.Province),
            ("uni-x", "partners-of-partners", Tier.Region),
            ("biz-abroad", "need-met-by-offer,serves-my-locality", Tier.National),
            ("cso-jakarta", "same-sector-in-shared-locality", Tier.National),
            ("gov-ministry", "competent-authority,need-met-by-offer,same-sector-in-shared-locality,serves-my-locality", Tier.National),
        ];
        Assert.Equal(expected, set.Candidates.Select(candidate => (candidate.Id.Value, string.Join(',', candidate.Findings.Select(finding => finding.Rule)), candidate.FoundAt)));
    }

    [Fact]
    public async Task Evidence_holds_the_codes_behind_a_finding()
    {
        var set = await FindAsync("cso-a", new());
        var evidence = set.Candidates.Single(candidate => candidate.Id.Value == "biz-next").Findings.Single(finding => finding.Rule == "need-met-by-offer").Evidence;
        Assert.Equal(["funds.grant"], evidence["needs"].AsStrings());
        Assert.Equal(["funds"], evidence["offers"].AsStrings());
        var path = set.Candidates.Single(candidate => candidate.Id.Value == "uni-x").Findings.Single().Evidence;
        Assert.Equal(["cso-c"], path["partners"].AsStrings());
    }

    [Fact]
    public async Task A_kind_whose_quota_is_full_takes_nobody_from_higher_tiers()
    {
        // One government (the district's) fills its quota; no kind else is sought, and needs do not count.
        var options = new CandidateOptions { Quotas = new Dictionary<ActorKind, int> { [ActorKind.Government] = 1 }, OffersPerNeed = 0 };
        var set = await FindAsync("cso-a", options);
        Assert.Equal(["gov-11.01"], set.Candidates.Select(candidate => candidate.Id.Value));
        Assert.Empty(set.Climbs);
    }

    [Fact]
    public async Task The_climb_goes_on_for_the_kinds_that_are_short_and_says_so()
    {
        var options = new CandidateOptions { Quotas = new Dictionary<ActorKind, int> { [ActorKind.Government] = 1, [ActorKind.Cso] = 1 }, OffersPerNeed = 0 };
        var set = await FindAsync("cso-a", options);
        Assert.Equal(["gov-11.01", "cso-b"], set.Candidates.Select(candidate => candidate.Id.Value));
        var climb = Assert.Single(set.Climbs);
        Assert.Equal((Tier.District, Tier.Province), (climb.From, climb.To));
        Assert.Equal([new KindShortfall(ActorKind.Cso, 0, 1)], climb.Kinds);
        Assert.Empty(climb.OpenNeeds);
    }

    [Fact]
    public async Task Needs_that_are_open_are_sought_further_up_even_when_the_quotas_are_full()
    {
        // Permits are covered by the district's government; software is offered nationally only, grants (as funds) in the province.
        var options = new CandidateOptions { Quotas = new Dictionary<ActorKind, int> { [ActorKind.Government] = 1 }, OffersPerNeed = 1 };
        var set = await FindAsync("cso-a", options);
        Assert.Equal(["gov-11.01", "biz-next", "biz-abroad"], set.Candidates.Select(candidate => candidate.Id.Value));
        Assert.Equal(["funds.grant", "knowledge-technology.software"], set.Climbs[0].OpenNeeds.Select(need => need.Value));
        Assert.Equal(["knowledge-technology.software"], set.Climbs[^1].OpenNeeds.Select(need => need.Value));
    }

    [Fact]
    public async Task An_operator_adds_a_rule_by_adding_a_file()
    {
        await WriteAsync("same-letter.cypher", """
            // name: same-first-letter
            // id: Huruf pertama sama
            // en: Same first letter
            // direction: both
            // parameters: actor, tier
            MATCH (a:Actor {id: $actor}), (c:Actor)
            WHERE left(c.name, 1) = left(a.name, 1)
            RETURN $actor AS actor, c.id AS candidate, $tier AS tier, {} AS evidence
            """);
        var set = await FindAsync("cso-a", new() { RuleFolder = _folder.FullName });

        // Found by name, but no rule overrules who may be recommended: the silent, the ended and the future foundations stay out.
        Assert.Contains("same-first-letter", set.Candidates.Single(candidate => candidate.Id.Value == "cso-jakarta").Findings.Select(finding => finding.Rule));
        Assert.DoesNotContain(set.Candidates, candidate => candidate.Id.Value is "cso-a" or "cso-silent" or "cso-ended" or "cso-future" or "cso-declined");
    }

    [Fact]
    public async Task Mistakes_of_all_operator_rules_are_told_together()
    {
        await WriteAsync("a.cypher", "// name: a\nMATCH (n) RETURN n");
        await WriteAsync("b.cypher", (await File.ReadAllTextAsync(RuleSource(), TestContext.Current.CancellationToken)).Replace("// en", "// fr", StringComparison.Ordinal));
        var (library, mistakes) = RuleLibrary.Load(_folder.FullName);
        Assert.Null(library);
        Assert.Contains(mistakes, mistake => mistake.File.EndsWith("a.cypher", StringComparison.Ordinal) && mistake.Message.Contains("'direction'", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.File.EndsWith("b.cypher", StringComparison.Ordinal) && mistake.Message.Contains("'en'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_folder_that_is_not_there_are_mistakes()
    {
        await WriteAsync("mine.cypher", await File.ReadAllTextAsync(RuleSource(), TestContext.Current.CancellationToken));
        var mistake = Assert.Single(RuleLibrary.Load(_folder.FullName).Mistakes);
        Assert.Contains("The name 'serves-my-locality' is taken by Candidates/Rules/serves-my-locality.cypher", mistake.Message, StringComparison.Ordinal);
        Assert.Equal("This folder of rules does not exist.", Assert.Single(RuleLibrary.Load(Path.Combine(_folder.FullName, "none")).Mistakes).Message);
    }

    [Fact]
    public async Task A_rule_that_returns_other_columns_is_named()
    {
        await WriteAsync("odd.cypher", "// name: odd\n// id: Aneh\n// en: Odd\n// direction: both\n// parameters: actor\nRETURN $actor AS who");
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => FindAsync("cso-a", new() { RuleFolder = _folder.FullName }));
        Assert.Contains("odd.cypher: the rule returns no column 'candidate'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_cannot_write()
    {
        await WriteAsync("vandal.cypher", """
            // name: vandal
            // id: Perusak
            // en: Vandal
            // direction: both
            // parameters: actor, tier
            MATCH (a:Actor {id: $actor}) SET a.name = 'x'
            RETURN $actor AS actor, a.id AS candidate, $tier AS tier, {} AS evidence
            """);
        await Assert.ThrowsAsync<CypherException>(() => FindAsync("cso-a", new() { RuleFolder = _folder.FullName }));
        Assert.Equal("Yayasan Sehat Aceh", (await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-a'}) RETURN a.name")).Single()[0].AsString());
    }

    private static string RuleSource() => Path.Combine(Repository.Root, "src", "Matching", "Candidates", "Rules", "serves-my-locality.cypher");

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text, TestContext.Current.CancellationToken);

    private async Task<CandidateSet> FindAsync(string actor, CandidateOptions options)
    {
        await using var transaction = await _graph.BeginTransactionAsync(AccessMode.Read, TestContext.Current.CancellationToken);
        var finder = new CandidateFinder(RuleLibrary.Load(options.RuleFolder).Library!, options);
        return (await finder.FindAsync(transaction, new(new(actor), SmallNetwork.Day), null, TestContext.Current.CancellationToken))!;
    }
}
