namespace CoEvolve.Api.Tests;

public sealed class DirectoryTests(RunningApi api)
{
    [Fact]
    public async Task Localities_are_listed_by_tier_with_the_one_around_them()
    {
        var list = await api.GetAsync("/api/v1/localities?tier=district");

        Assert.Equal(
            """
            [{"code":"11.01","name":"Kabupaten Aceh Selatan","tier":"district","parent":"11","population":242042},{"code":"11.02","name":"Kabupaten Aceh Tenggara","tier":"district","parent":"11","population":null}]
            """,
            list.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Localities_are_listed_by_the_one_around_them_and_paged()
    {
        var first = await api.GetAsync("/api/v1/localities?parent=11&limit=1");
        var second = await api.GetAsync($"/api/v1/localities?parent=11&limit=1&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal("11.01", first.GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Equal("11.02", second.GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Null(second.GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("", null, "Kesehatan")]
    [InlineData("?language=en", null, "Health")]
    [InlineData("?language=id", "en", "Kesehatan")]
    [InlineData("", "en-GB,en;q=0.9", "Health")]
    [InlineData("", "de,en;q=0.5,id;q=0.4", "Health")]
    [InlineData("", "en;q=0.4,in-ID;q=0.5", "Kesehatan")]
    [InlineData("", "fr", "Kesehatan")]
    [InlineData("", "en;q=0", "Kesehatan")]
    [InlineData("", ";;;", "Kesehatan")]
    public async Task The_language_is_the_parameters_else_the_browsers_else_Indonesian(string query, string? acceptLanguage, string expected)
    {
        var sectors = await api.GetAsync($"/api/v1/sectors{query}", acceptLanguage);

        var health = sectors.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() == "health");
        Assert.Equal(expected, health.GetProperty("name").GetString());
        Assert.Equal("sdg-03", health.GetProperty("parent").GetString());
    }

    [Fact]
    public async Task Resources_are_listed_whole()
    {
        var resources = await api.GetAsync("/api/v1/resources?language=en");

        Assert.Equal(
            """
            [{"code":"funds","name":"Funds","parent":null},{"code":"funds.grant","name":"Grants","parent":"funds"},{"code":"policy-advocacy","name":"Policy","parent":null},{"code":"policy-advocacy.permit","name":"Permit","parent":"policy-advocacy"}]
            """,
            resources.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Targets_show_floor_actual_and_what_is_missing()
    {
        var targets = await api.GetAsync("/api/v1/targets?language=en");

        // One provincial government (gov-11) of the 34 that are wanted; no floor is given for young leaders.
        var governments = targets.GetProperty("items")[0];
        Assert.Equal("Provincial governments", governments.GetProperty("name").GetString());
        Assert.Equal(34, governments.GetProperty("floor").GetInt64());
        Assert.Equal(1, governments.GetProperty("actual").GetInt64());
        Assert.Equal(33, governments.GetProperty("gap").GetInt64());
        var leaders = targets.GetProperty("items")[1];
        Assert.Equal("young-cso-leaders", leaders.GetProperty("code").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, leaders.GetProperty("floor").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, leaders.GetProperty("gap").ValueKind);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/api/v1/health")]
    public async Task Health_says_how_many_actors_there_are(string address)
    {
        var health = await api.GetAsync(address);

        Assert.Equal("""{"status":"ok","actors":8}""", health.GetRawText());
    }
}
