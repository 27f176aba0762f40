using System.Net;
using System.Text.Json;

namespace CoEvolve.Api.Tests;

public sealed class ExplanationsApiTests(RunningApi api)
{
    private const string Address = "/api/v1/actors/cso-sehat/recommendations";

    [Fact]
    public async Task Contributions_add_up_to_the_value_by_group_and_by_feature()
    {
        var list = await api.GetAsync(Address);
        foreach (var item in list.GetProperty("items").EnumerateArray())
        {
            var candidate = item.GetProperty("candidate").GetProperty("id").GetString();
            var explanation = await api.GetAsync($"{Address}/{candidate}/explanation");
            var (start, value) = (Number(explanation, "start"), Number(explanation, "value"));
            Assert.Equal(["need", "place", "sector", "trust", "capacity", "activity"], explanation.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("group").GetString()));
            Assert.Equal(value, start + Sum(explanation, "groups"), 1e-9);
            Assert.Equal(value, start + Sum(explanation, "features"), 1e-9);
            Assert.Equal(1 / (1 + Math.Exp(-value)), Number(explanation, "forward"), 1e-9);
            Assert.Equal("prior", explanation.GetProperty("model").GetString());
            Assert.Equal(JsonValueKind.Null, explanation.GetProperty("run").ValueKind);
            foreach (var member in new[] { "rank", "score", "forward", "backward", "tier", "reason", "rules", "cypher" })
            {
                Assert.Equal(item.GetProperty(member).ToString(), explanation.GetProperty(member).ToString());
            }
        }
    }

    [Fact]
    public async Task What_the_other_side_keeps_private_has_neither_name_nor_value()
    {
        var explanation = await api.GetAsync($"{Address}/biz-obat/explanation");
        var features = explanation.GetProperty("features").EnumerateArray().ToArray();
        Assert.DoesNotContain(features, feature => feature.GetProperty("name").GetString() is "reverse-fit" or "response-and-capacity");
        Assert.All(features, feature => Assert.Equal(feature.GetProperty("name").GetString() == "withheld", feature.GetProperty("value").ValueKind == JsonValueKind.Null));
        Assert.Equal(["capacity", "need"], features.Where(feature => feature.GetProperty("name").GetString() == "withheld").Select(feature => feature.GetProperty("group").GetString()).Order());
    }

    [Theory]
    [InlineData("cso-sehat", "nobody")]
    [InlineData("cso-sehat", "cso-hidden")]
    [InlineData("cso-sehat", "gov-old")]
    [InlineData("cso-sehat", "cso-sehat")]
    [InlineData("cso-hidden", "cso-sehat")]
    [InlineData("nobody", "cso-sehat")]
    public async Task A_pair_that_is_not_recommended_is_one_problem_whatever_the_cause(string actor, string candidate)
    {
        var problem = await api.GetProblemAsync($"/api/v1/actors/{actor}/recommendations/{candidate}/explanation", HttpStatusCode.NotFound);
        Assert.Equal("/problems/unknown-recommendation", problem.GetProperty("type").GetString());
        Assert.Contains($"'{candidate}' is not among the recommended partners of '{actor}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_are_checked_before_anything_is_looked_for()
    {
        var problem = await api.GetProblemAsync($"{Address}/biz-obat/explanation?limit=3", HttpStatusCode.BadRequest);
        Assert.Equal("/problems/invalid-parameter", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Advice_for_an_actor_with_few_candidates_is_empty_and_for_an_unknown_one_a_problem()
    {
        Assert.Empty((await api.GetAsync("/api/v1/actors/cso-sehat/advice")).GetProperty("items").EnumerateArray());
        await api.GetProblemAsync("/api/v1/actors/cso-hidden/advice", HttpStatusCode.NotFound);
    }

    private static double Number(JsonElement element, string member) => element.GetProperty(member).GetDouble();

    private static double Sum(JsonElement element, string member) => element.GetProperty(member).EnumerateArray().Sum(item => Number(item, "contribution"));
}
