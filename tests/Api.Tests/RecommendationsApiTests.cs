using System.Net;
using System.Text.Json;

namespace CoEvolve.Api.Tests;

public sealed class RecommendationsApiTests(RunningApi api)
{
    private const string Address = "/api/v1/actors/cso-sehat/recommendations";

    [Fact]
    public async Task A_recommendation_has_the_documented_members_in_the_documented_order()
    {
        var list = await api.GetAsync(Address);

        Assert.Equal(["items", "asOf", "policy", "model", "next"], Members(list));
        Assert.Equal("2026-03-02", list.GetProperty("asOf").GetString());
        var first = list.GetProperty("items")[0];
        Assert.Equal(["rank", "candidate", "score", "forward", "backward", "tier", "reason", "rules", "placement", "propensity", "cypher"], Members(first));
        Assert.Equal(["id", "name", "kind", "locality", "localityName", "sample"], Members(first.GetProperty("candidate")));
        Assert.Equal(["query", "parameters"], Members(first.GetProperty("cypher")));
    }

    [Fact]
    public async Task A_score_is_the_geometric_mean_of_both_directions()
    {
        var list = await api.GetAsync(Address);

        Assert.All(list.GetProperty("items").EnumerateArray(), item =>
        {
            var (score, forward, backward) = (Number(item, "score"), Number(item, "forward"), Number(item, "backward"));
            Assert.InRange(forward, 0, 1);
            Assert.InRange(backward, 0, 1);
            Assert.Equal(forward * backward, score * score, 1e-9);
        });
    }

    [Fact]
    public async Task Ranks_count_from_one_and_go_on_over_pages()
    {
        var ranks = new List<int>();
        var candidates = new List<string>();
        string? next = null;
        do
        {
            var page = await api.GetAsync($"{Address}?limit=1" + (next is null ? "" : $"&cursor={Uri.EscapeDataString(next)}"));
            var item = Assert.Single(page.GetProperty("items").EnumerateArray());
            ranks.Add(item.GetProperty("rank").GetInt32());
            candidates.Add(item.GetProperty("candidate").GetProperty("id").GetString()!);
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, ranks.Count), ranks);
        Assert.Equal(candidates.Count, candidates.Distinct().Count());
        Assert.Contains("gov-11.01", candidates);
        Assert.Contains("biz-obat", candidates);
    }

    [Fact]
    public async Task Nobody_is_recommended_who_is_hidden_or_ended_or_the_actor_itself()
    {
        var list = await api.GetAsync($"{Address}?limit=100");

        var ids = list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("candidate").GetProperty("id").GetString());
        Assert.Empty(ids.Intersect(["cso-hidden", "gov-old", "cso-sehat"]));
    }

    [Fact]
    public async Task Kinds_and_tiers_can_be_chosen_with_commas_between()
    {
        var list = await api.GetAsync($"{Address}?kind=government,business&tier=district");

        var items = list.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Equal("district", item.GetProperty("tier").GetString()));
        Assert.Equal(["business", "government"], items.Select(item => item.GetProperty("candidate").GetProperty("kind").GetString()).Distinct().Order());
    }

    [Fact]
    public async Task Reasons_follow_the_language()
    {
        var indonesian = await api.GetAsync($"{Address}?kind=business");
        var english = await api.GetAsync($"{Address}?kind=business", acceptLanguage: "en");

        Assert.NotEqual(
            indonesian.GetProperty("items")[0].GetProperty("reason").GetString(),
            english.GetProperty("items")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Parameters_of_the_query_name_the_pair()
    {
        var list = await api.GetAsync($"{Address}?kind=business");

        var parameters = list.GetProperty("items")[0].GetProperty("cypher").GetProperty("parameters").EnumerateObject().Select(entry => entry.Value.ToString()).ToList();
        Assert.Contains("cso-sehat", parameters);
        Assert.Contains("biz-obat", parameters);
    }

    [Theory]
    [InlineData("kind=company", "kind", "cso, government, business, academia, other")]
    [InlineData("kind=CSO", "kind", "cso")]
    [InlineData("kind=", "kind", "cso")]
    [InlineData("tier=village", "tier", "district, province, region, national")]
    [InlineData("limit=0", "limit", "1 to 100")]
    [InlineData("limit=101", "limit", "1 to 100")]
    [InlineData("limit=-5", "limit", "1 to 100")]
    [InlineData("limit=ten", "limit", "1 to 100")]
    [InlineData("limit=99999999999999999999", "limit", "1 to 100")]
    [InlineData("language=jv", "language", "id, en")]
    [InlineData("cursor=not-a-cursor", "cursor", "next")]
    [InlineData("cursor=%00%ff", "cursor", "next")]
    [InlineData("limit=5&limit=6", "limit", "2 times")]
    [InlineData("knd=cso", "knd", "kind, tier, limit, language, cursor")]
    public async Task Bad_parameters_are_problems_that_say_what_where_and_how_to_mend_it(string query, string parameter, string remedy)
    {
        var problem = await api.GetProblemAsync($"{Address}?{query}", HttpStatusCode.BadRequest);

        Assert.Equal("/problems/invalid-parameter", problem.GetProperty("type").GetString());
        var message = problem.GetProperty("errors").GetProperty(parameter)[0].GetString()!;
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.Contains(message, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_request_are_named_at_once()
    {
        var problem = await api.GetProblemAsync($"{Address}?kind=x&tier=y&limit=z", HttpStatusCode.BadRequest);

        Assert.Equal(["kind", "limit", "tier"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static double Number(JsonElement element, string member) => element.GetProperty(member).GetDouble();
}
