using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CoEvolve.Api.Tests;

public sealed class TriadsAndCoalitionsApiTests(RunningApi api)
{
    [Fact]
    public async Task A_bridge_learns_which_need_each_partner_covers()
    {
        var page = await api.GetAsync("/api/v1/actors/cso-sehat/triads");

        Assert.Equal("bridge", page.GetProperty("role").GetString());
        var triad = page.GetProperty("items")[0];
        Assert.Equal(("gov-11.01", "biz-obat"), (Id(triad.GetProperty("government")), Id(triad.GetProperty("business"))));
        Assert.Equal(1, triad.GetProperty("coverage").GetDouble(), 12);
        Assert.Equal(
            ["funds.grant by biz-obat", "policy-advocacy.permit by gov-11.01"],
            triad.GetProperty("covers").EnumerateArray().Select(item => $"{item.GetProperty("need").GetProperty("code")} by {item.GetProperty("by")}"));
    }

    [Fact]
    public async Task A_bridged_business_learns_nothing_of_the_needs_of_the_bridge()
    {
        var page = await api.GetAsync("/api/v1/actors/biz-obat/triads");

        Assert.Equal("business", page.GetProperty("role").GetString());
        var triad = page.GetProperty("items")[0];
        Assert.Equal("cso-sehat", Id(triad.GetProperty("cso")));
        Assert.Equal(JsonValueKind.Null, triad.GetProperty("coverage").ValueKind);
        Assert.Empty(triad.GetProperty("covers").EnumerateArray());
    }

    [Fact]
    public async Task A_bridged_government_is_joined_with_the_business_as_the_bridge_sees_it_and_not_with_itself()
    {
        var page = await api.GetAsync("/api/v1/actors/gov-11.01/triads");
        var bridge = await api.GetAsync("/api/v1/actors/cso-sehat/triads");

        Assert.Equal("government", page.GetProperty("role").GetString());
        var triad = page.GetProperty("items")[0];
        Assert.Equal(("cso-sehat", "biz-obat"), (Id(triad.GetProperty("cso")), Id(triad.GetProperty("business"))));
        static double ThirdLink(JsonElement item) => item.GetProperty("links").GetProperty("governmentBusiness").GetDouble();
        Assert.Equal(ThirdLink(bridge.GetProperty("items")[0]), ThirdLink(triad), 12);
        Assert.DoesNotContain(triad.GetProperty("government").GetProperty("name").GetString()!, triad.GetProperty("reason").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_smallest_coalition_covers_the_need_and_what_is_missing_is_told()
    {
        using var answer = await PostAsync("""
            {"locality": "11.01", "resources": [{"resource": "funds.grant", "quantity": 80, "unit": "million IDR"}, {"resource": "policy-advocacy.permit"}]}
            """);

        var page = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(page.GetProperty("exact").GetBoolean());
        var members = page.GetProperty("items")[0].GetProperty("members").EnumerateArray().Select(member => Id(member.GetProperty("partner")));
        Assert.Equal(["biz-obat", "gov-11.01"], members.Order(StringComparer.Ordinal));
        Assert.Equal(30, Assert.Single(page.GetProperty("uncovered").EnumerateArray()).GetProperty("quantity").GetDouble(), 9);
    }

    [Theory]
    [InlineData("""{"resources": [{"resource": "funds.grant"}]}""", "/locality")]
    [InlineData("""{"locality": "99", "resources": [{"resource": "funds.grant"}]}""", "/locality")]
    [InlineData("""{"locality": "11.01", "resources": [{"resource": "gold"}]}""", "/resources/0/resource")]
    [InlineData("""{"locality": "11.01", "resources": [{"resource": "funds.grant", "quantity": -1, "unit": "IDR"}]}""", "/resources/0/quantity")]
    [InlineData("""{"locality": "11.01", "resources": [{"resource": "funds.grant", "quantity": 1}]}""", "/resources/0/unit")]
    [InlineData("""{"locality": "11.01", "resources": [], "deadline": "tomorrow"}""", "/deadline")]
    [InlineData("""{"locality": "11.01", "resources": [{"resource": "funds.grant"}], "actor": "cso-hidden"}""", "/actor")]
    [InlineData("not json", "")]
    public async Task A_bad_body_is_a_problem_that_names_the_place(string body, string place)
    {
        using var answer = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("/problems/invalid-body", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(place)[0].GetString()!);
    }

    private static string Id(JsonElement actor) => actor.GetProperty("id").GetString()!;

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await api.Client.PostAsync(new Uri("/api/v1/coalitions", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
