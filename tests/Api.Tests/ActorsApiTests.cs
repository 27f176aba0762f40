using System.Net;
using System.Text.Json;

namespace CoEvolve.Api.Tests;

public sealed class ActorsApiTests(RunningApi api)
{
    [Fact]
    public async Task A_list_of_actors_holds_those_that_exist_and_consented_in_the_order_of_their_ids()
    {
        var list = await api.GetAsync("/api/v1/actors");

        Assert.Equal(["biz-obat", "cso-sehat", "gov-11", "gov-11.01", "gov-11.02", "ngo-abroad"], Ids(list));
        Assert.Equal("2026-03-02", list.GetProperty("asOf").GetString());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task An_item_of_the_list_names_the_actor_its_kind_and_its_locality_and_says_whether_it_is_made_up()
    {
        var list = await api.GetAsync("/api/v1/actors?name=sehat");

        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(
            """{"id":"cso-sehat","name":"Yayasan Sehat Selatan","kind":"cso","locality":"11.01","localityName":"Kabupaten Aceh Selatan","sample":true}""",
            item.GetRawText());
    }

    [Theory]
    [InlineData("kind=government", "gov-11", "gov-11.01", "gov-11.02")]
    [InlineData("kind=business", "biz-obat")]
    [InlineData("sector=education", "gov-11.02")]
    [InlineData("sector=sdg-03&kind=cso", "cso-sehat")]
    [InlineData("locality=11.02&kind=government", "gov-11.02")]
    [InlineData("name=PEMERINTAH%20KABUPATEN", "gov-11.01", "gov-11.02")]
    [InlineData("name=tidak-ada")]
    public async Task Filters_keep_only_what_meets_all_of_them(string query, params string[] expected)
    {
        var list = await api.GetAsync($"/api/v1/actors?{query}");

        Assert.Equal(expected, Ids(list));
    }

    [Fact]
    public async Task Pages_join_to_the_whole_list_without_gaps_or_repetitions()
    {
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = await api.GetAsync("/api/v1/actors?limit=4" + (next is null ? "" : $"&cursor={next}"));
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 4);
            ids.AddRange(Ids(page));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(["biz-obat", "cso-sehat", "gov-11", "gov-11.01", "gov-11.02", "ngo-abroad"], ids);
    }

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        var page = await api.GetAsync("/api/v1/actors?kind=government&limit=1");
        var cursor = page.GetProperty("next").GetString();

        var problem = await api.GetProblemAsync($"/api/v1/actors?kind=business&limit=1&cursor={cursor}", HttpStatusCode.BadRequest);

        Assert.Contains("cursor", problem.GetProperty("errors").GetProperty("cursor")[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_actor_is_shown_with_its_places_sectors_and_offers()
    {
        var actor = await api.GetAsync("/api/v1/actors/biz-obat");

        Assert.Equal("PT Obat Rakyat", actor.GetProperty("name").GetString());
        Assert.Equal("business", actor.GetProperty("kind").GetString());
        Assert.True(actor.GetProperty("sample").GetBoolean());
        Assert.Equal("""{"code":"11.01","name":"Kabupaten Aceh Selatan","tier":"district"}""", actor.GetProperty("locality").GetRawText());
        Assert.Equal("""[{"code":"health","name":"Kesehatan","parent":"sdg-03"}]""", actor.GetProperty("sectors").GetRawText());
        var offer = Assert.Single(actor.GetProperty("offers").EnumerateArray());
        Assert.Equal("funds.grant", offer.GetProperty("resource").GetString());
        Assert.Equal("Hibah", offer.GetProperty("name").GetString());
        Assert.Equal(50, offer.GetProperty("quantity").GetDouble());
    }

    [Fact]
    public async Task Names_of_an_actors_sectors_and_offers_follow_the_language()
    {
        var actor = await api.GetAsync("/api/v1/actors/biz-obat?language=en");

        Assert.Equal("Health", actor.GetProperty("sectors")[0].GetProperty("name").GetString());
        Assert.Equal("Grants", actor.GetProperty("offers")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_foreign_body_without_a_seat_is_shown_with_no_locality()
    {
        var actor = await api.GetAsync("/api/v1/actors/ngo-abroad");

        Assert.Equal(JsonValueKind.Null, actor.GetProperty("locality").ValueKind);
        Assert.Equal("id", actor.GetProperty("serves")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_ended_actor_is_shown_with_the_day_of_its_ending()
    {
        var actor = await api.GetAsync("/api/v1/actors/gov-old");

        Assert.Equal("2024-01-01", actor.GetProperty("validTo").GetString());
    }

    [Theory]
    [InlineData("/api/v1/actors/nobody")]
    [InlineData("/api/v1/actors/cso-hidden")]
    [InlineData("/api/v1/actors/nobody/recommendations")]
    [InlineData("/api/v1/actors/cso-hidden/recommendations")]
    public async Task An_actor_that_is_unknown_or_did_not_consent_is_not_found(string address)
    {
        var problem = await api.GetProblemAsync(address, HttpStatusCode.NotFound);

        Assert.Equal("/problems/unknown-actor", problem.GetProperty("type").GetString());
        Assert.Contains("/api/v1/actors?name=", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/actors")]
    [InlineData("/api/v1/actors/cso-sehat")]
    [InlineData("/api/v1/actors/cso-sehat/recommendations")]
    [InlineData("/api/v1/actors/gov-11.01/recommendations")]
    public async Task E_mail_addresses_never_leave_the_api(string address)
    {
        var answer = await api.GetAsync(address);

        Assert.DoesNotContain("@", answer.GetRawText(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(JsonElement list) =>
        list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!);
}
