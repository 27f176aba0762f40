using CoEvolve.Matching.Candidates;

namespace CoEvolve.Matching.Tests.Candidates;

public sealed class RuleParserTests
{
    private const string Sound = """
        // name: my-rule
        // id: Aturan saya
        // en: My rule
        // direction: both
        // parameters: actor, limit
        // A remark, and another: this one.
        MATCH (a:Actor {id: $actor})--(c:Actor)
        RETURN $actor AS actor, c.id AS candidate, 'district' AS tier, {} AS evidence LIMIT $limit
        """;

    [Fact]
    public void A_sound_file_is_read_as_it_stands()
    {
        var (rule, mistakes) = RuleParser.Parse("my.cypher", Sound);
        Assert.Empty(mistakes);
        Assert.Equal("my-rule", rule!.Name);
        Assert.Equal("Aturan saya", rule.Meaning.Indonesian);
        Assert.Equal("My rule", rule.Meaning.English);
        Assert.Equal(RuleDirection.Both, rule.Direction);
        Assert.False(rule.CoversNeeds);
        Assert.Equal(["actor", "limit"], rule.Parameters.Order());
        Assert.StartsWith("MATCH (a:Actor", rule.Cypher, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// direction: both", "// direction: sideways", "my.cypher:4: 'sideways' is no direction: forward, backward or both.")]
    [InlineData("// name: my-rule", "// name: My Rule", "my.cypher:1: 'My Rule' is no name of a rule: small letters, digits and hyphens, a letter first.")]
    [InlineData("// en: My rule", "// en:", "my.cypher:3: 'en' is empty.")]
    [InlineData("// en: My rule", "// id: Lagi", "my.cypher:3: 'id' stands here a second time; the first is in line 2.")]
    [InlineData("// id: Aturan saya", "// Aturan saya", "my.cypher:1: The head lacks 'id': add a line '// id: …'.")]
    [InlineData("actor, limit", "actor, limit, mood", "my.cypher:5: 'mood' is no parameter of rules; there are actor, tier, asOf, kinds, limit.")]
    [InlineData("actor, limit", "actor, limit, asOf", "my.cypher:5: 'asOf' is declared but $asOf is not used.")]
    [InlineData("actor, limit", "actor", "my.cypher:8: $limit is used but not declared: add it to 'parameters'.")]
    [InlineData("// A remark, and another: this one.", "// covers: wishes", "my.cypher:6: A rule can cover 'needs' only, not 'wishes'.")]
    public void A_mistake_is_told_with_file_and_line(string sound, string wrong, string message)
    {
        var (rule, mistakes) = RuleParser.Parse("my.cypher", Sound.Replace(sound, wrong, StringComparison.Ordinal));
        Assert.Null(rule);
        Assert.Contains(message, mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_head_without_cypher_is_no_rule()
    {
        var (rule, mistakes) = RuleParser.Parse("my.cypher", Sound[..Sound.IndexOf("MATCH", StringComparison.Ordinal)].TrimEnd());
        Assert.Null(rule);
        Assert.Contains("my.cypher:6: There is no Cypher below the head.", mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void All_built_in_rules_are_sound_and_stand_in_the_order_of_their_names()
    {
        var (library, mistakes) = RuleLibrary.Load(null);
        Assert.Empty(mistakes);
        Assert.Equal(
            ["competent-authority", "need-met-by-offer", "offer-meets-need", "partners-of-partners", "same-sector-in-shared-locality", "serves-my-locality"],
            library!.Rules.Select(rule => rule.Name));
    }
}
