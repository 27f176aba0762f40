using CoEvolve.Graph.Values;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class ReasonAndListTests
{
    private static readonly NetworkProfile Network = new(
        SmallNetwork.Day,
        new(
        [
            new(new(new("id"), "Indonesia", Tier.National), null, null, new HashSet<LocalityCode>()),
            new(new(new("11"), "Aceh", Tier.Province), new("id"), null, new HashSet<LocalityCode>()),
            new(new(new("11.01"), "Kabupaten Aceh Selatan", Tier.District), new("11"), null, new HashSet<LocalityCode>()),
        ]),
        [],
        [],
        [],
        new());

    [Theory]
    [InlineData("Hibah", "hibah")]
    [InlineData("Pengadaan pemerintah melalui Swakelola tipe III", "pengadaan pemerintah melalui Swakelola tipe III")]
    [InlineData("Tanpa Kemiskinan", "Tanpa Kemiskinan")]
    [InlineData("OMS", "OMS")]
    [InlineData("Zakat, infak, sedekah, dan wakaf", "zakat, infak, sedekah, dan wakaf")]
    public void Names_lose_their_capital_inside_a_sentence_unless_they_are_titles(string name, string expected) =>
        Assert.Equal(expected, Phrasebook.InSentence(name));

    [Fact]
    public void Lists_are_joined_as_each_language_does()
    {
        Assert.Equal("a, b, dan c", Phrasebook.Of(Language.Indonesian).Join(["a", "b", "c"]));
        Assert.Equal("a dan b serta c", Phrasebook.Of(Language.Indonesian).Join(["a dan b", "c"]));
        Assert.Equal("a and b", Phrasebook.Of(Language.English).Join(["a", "b"]));
        Assert.Equal("works on a and b as you do, and is active in c as you are", Phrasebook.Of(Language.English).Join(["works on a and b as you do", "is active in c as you are"]));
        Assert.Equal("a and b, c, and d", Phrasebook.Of(Language.English).Join(["a and b", "c", "d"]));
    }

    [Fact]
    public void A_region_is_said_to_be_one_since_provinces_bear_the_same_names()
    {
        Assert.Equal("melayani wilayah Papua", Phrasebook.Of(Language.Indonesian).Serves("Papua", Tier.Region));
        Assert.Equal("melayani Papua", Phrasebook.Of(Language.Indonesian).Serves("Papua", Tier.Province));
        Assert.Equal("berkegiatan di wilayah Maluku seperti Anda", Phrasebook.Of(Language.Indonesian).ActiveIn("Maluku", Tier.Region));
        Assert.Equal("serves the Papua region", Phrasebook.Of(Language.English).Serves("Papua", Tier.Region));
        Assert.Equal("is active in the Maluku region as you are", Phrasebook.Of(Language.English).ActiveIn("Maluku", Tier.Region));
        Assert.Equal("is active in Maluku as you are", Phrasebook.Of(Language.English).ActiveIn("Maluku", Tier.Province));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id()
    {
        var list = ListComposition.Compose([Pair("b", ActorKind.Cso, 0.5), Pair("a", ActorKind.Cso, 0.5), Pair("c", ActorKind.Cso, 0.6)], new());
        Assert.Equal(["c", "a", "b"], Ids(list.Select(slot => slot.Pair)));
    }

    [Fact]
    public void No_kind_takes_more_than_its_share_of_ten_while_others_are_to_be_had()
    {
        // Six businesses score above two CSOs: the fifth and sixth business wait until the CSOs are placed; then nobody else is left.
        RankedPair[] pairs =
        [
            .. Enumerable.Range(1, 6).Select(number => Pair($"biz-{number}", ActorKind.Business, 0.9 - (number / 100.0))),
            Pair("cso-1", ActorKind.Cso, 0.3), Pair("cso-2", ActorKind.Cso, 0.2),
        ];
        Assert.Equal(["biz-1", "biz-2", "biz-3", "biz-4", "cso-1", "cso-2", "biz-5", "biz-6"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
    }

    [Fact]
    public void The_national_tier_takes_no_more_than_its_share_of_ten()
    {
        RankedPair[] pairs =
        [
            Pair("n-1", ActorKind.Business, 0.9, Tier.National), Pair("n-2", ActorKind.Cso, 0.8, Tier.National), Pair("n-3", ActorKind.Academia, 0.7, Tier.National),
            Pair("n-4", ActorKind.Other, 0.6, Tier.National), Pair("near", ActorKind.Cso, 0.1),
        ];
        Assert.Equal(["n-1", "n-2", "n-3", "near", "n-4"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
    }

    [Fact]
    public void Own_governments_stand_before_the_first_national_name()
    {
        RankedPair[] pairs =
        [
            Pair("near", ActorKind.Cso, 0.9), Pair("nation", ActorKind.Business, 0.8, Tier.National),
            Pair("gov", ActorKind.Government, 0.2, Tier.Province, "11"), Pair("far-gov", ActorKind.Government, 0.1, Tier.National, "id"),
        ];
        Assert.Equal(["near", "gov", "nation", "far-gov"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
    }

    [Fact]
    public void Who_offers_what_is_needed_in_the_province_stands_before_the_first_national_name()
    {
        var offer = Pair("offers", ActorKind.Business, 0.2, Tier.Province);
        var asker = offer.Facts.From with { Needs = [new(new("permit"), null)] };
        var facts = offer.Facts with { From = asker, To = offer.Facts.To with { Offers = [new(new("permit"), null)] } };
        RankedPair[] pairs =
        [
            Pair("nation", ActorKind.Business, 0.8, Tier.National), Pair("near", ActorKind.Business, 0.1), Pair("region", ActorKind.Cso, 0.3, Tier.Region),
            new(offer.Candidate, facts, offer.Tier, offer.Score, FactsPerReason: 3),
        ];
        Assert.Equal(["region", "offers", "nation", "near"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
    }

    [Fact]
    public void Near_equals_are_parted_by_unlikeness_and_clear_differences_are_not()
    {
        // Two businesses of one seat are alike by ½ (kind and seat), business and CSO by 0. With μ = 0.1 and best worth 0.50: 0.9·0.49/0.5 − 0.05 = 0.832 for biz-2, 0.9·0.48/0.5 = 0.864 for the CSO.
        RankedPair[] pairs = [Seated("biz-1", ActorKind.Business, 0.50), Seated("biz-2", ActorKind.Business, 0.49), Pair("cso", ActorKind.Cso, 0.48), Pair("other", ActorKind.Other, 0.2)];
        Assert.Equal(["biz-1", "cso", "biz-2", "other"], Ids(ListComposition.Compose(pairs, Plain with { DiversityShare = 0.1 }).Select(slot => slot.Pair)));
        Assert.Equal(["biz-1", "biz-2", "cso", "other"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
        pairs[2] = Pair("cso", ActorKind.Cso, 0.40);
        Assert.Equal(["biz-1", "biz-2", "cso", "other"], Ids(ListComposition.Compose(pairs, Plain with { DiversityShare = 0.1 }).Select(slot => slot.Pair)));
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(0.1, false)]
    public void A_small_CSO_is_lifted_into_the_ten_unless_that_costs_too_much(double score, bool lifted)
    {
        // Twelve others of three kinds stand above it; the floor lifts nobody below 0.3 of whom it displaces, who are worth some 0.5.
        ActorKind[] kinds = [ActorKind.Business, ActorKind.Government, ActorKind.Academia];
        RankedPair[] pairs = [.. Enumerable.Range(0, 12).Select(number => Pair($"a{number:00}", kinds[number % 3], 0.6 - (number / 100.0))), Small("small", score)];
        var list = ListComposition.Compose(pairs, Plain with { ProtectedInTen = 1 });
        var place = list.TakeWhile(slot => slot.Pair.Candidate.Id.Value != "small").Count();
        Assert.Equal(lifted, place < 10);
        Assert.Equal(lifted ? Placement.Floor : Placement.Ranked, list[place].Placement);
        Assert.Equal(1, list[place].Propensity);
        Assert.Equal(13, list.Count);
    }

    [Fact]
    public void The_tenth_of_a_long_list_is_drawn_with_the_propensity_of_its_lot()
    {
        ActorKind[] kinds = [ActorKind.Cso, ActorKind.Business, ActorKind.Government];
        RankedPair[] pairs = [.. Enumerable.Range(0, 40).Select(number => Pair($"a{number:00}", kinds[number % 3], 0.9 - (number / 100.0)))];
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var lot = 0UL; lot < 2000; lot++)
        {
            var tenth = ListComposition.Compose(pairs, Plain with { ExplorationPool = 5 }, lot)[9];
            Assert.Equal((Placement.Explored, 0.2), (tenth.Placement, tenth.Propensity));
            drawn[tenth.Pair.Candidate.Id.Value] = drawn.GetValueOrDefault(tenth.Pair.Candidate.Id.Value) + 1;
        }

        // Five names, each near 400 times: four standard errors are 72.
        Assert.Equal(5, drawn.Count);
        Assert.All(drawn.Values, count => Assert.InRange(count, 328, 472));
        Assert.DoesNotContain(ListComposition.Compose(pairs[..10], Plain, 1), slot => slot.Placement == Placement.Explored);
        Assert.DoesNotContain(ListComposition.Compose(pairs, Plain), slot => slot.Placement == Placement.Explored);
    }

    [Fact]
    public void A_price_moves_a_name_down_by_its_root()
    {
        RankedPair[] pairs = [Pair("dear", ActorKind.Cso, 0.6) with { Price = 0.5 }, Pair("plain", ActorKind.Cso, 0.5)];
        Assert.Equal(0.6 * Math.Sqrt(0.5), pairs[0].Worth, 12);
        Assert.Equal(["plain", "dear"], Ids(ListComposition.Compose(pairs, Plain).Select(slot => slot.Pair)));
    }

    [Fact]
    public void A_cursor_is_read_back_for_the_same_question_only()
    {
        var request = new RecommendationRequest { Kinds = new HashSet<ActorKind> { ActorKind.Cso, ActorKind.Business }, Limit = 5 };
        var text = new RecommendationCursor(request, SmallNetwork.Day, 5, new("cso|odd")).ToString();
        Assert.True(RecommendationCursor.TryParse(text, request with { Limit = 9, Language = Language.English }, out var cursor));
        Assert.Equal((SmallNetwork.Day, 5, new ActorId("cso|odd")), (cursor.AsOf, cursor.Rank, cursor.Last));
        Assert.False(RecommendationCursor.TryParse(text, request with { Kinds = null }, out _));
        Assert.False(RecommendationCursor.TryParse(text, request with { Tiers = new HashSet<Tier> { Tier.District } }, out _));
        Assert.False(RecommendationCursor.TryParse(text, request with { AsOf = SmallNetwork.Day.AddDays(1) }, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("MXwyMDI2LTExLTI0fGFsbC9hbGx8LTF8eA")] // 1|2026-11-24|all/all|-1|x: a rank below 0.
    [InlineData("OXwyMDI2LTExLTI0fGFsbC9hbGx8MXx4")] // 9|…: a version that is not ours.
    public void What_is_no_cursor_is_refused(string? text) => Assert.False(RecommendationCursor.TryParse(text, new(), out _));

    // Worth and shares alone.
    private static readonly ListOptions Plain = new() { DiversityShare = 0, ProtectedInTen = 0 };

    private static IEnumerable<string> Ids(IEnumerable<RankedPair> list) => list.Select(pair => pair.Candidate.Id.Value);

    private static RankedPair Pair(string id, ActorKind kind, double score, Tier tier = Tier.District, string? serves = null)
    {
        var facts = new PairFacts(Facts("asker", ActorKind.Cso, "11.01", null), Facts(id, kind, null, serves), [], Network);
        return new(new(new(id), kind, tier, [new("rule", MapValue.Empty)]), facts, tier, new(new(score), new(score), []), FactsPerReason: 3);
    }

    private static RankedPair Seated(string id, ActorKind kind, double score)
    {
        var pair = Pair(id, kind, score);
        return new(pair.Candidate, pair.Facts with { To = pair.Facts.To with { Base = new LocalityCode("11.01") } }, pair.Tier, pair.Score, FactsPerReason: 3);
    }

    private static RankedPair Small(string id, double score)
    {
        var pair = Pair(id, ActorKind.Cso, score);
        return new(pair.Candidate, pair.Facts with { To = pair.Facts.To with { Capacity = 1 } }, pair.Tier, pair.Score, FactsPerReason: 3);
    }

    private static ActorFacts Facts(string id, ActorKind kind, string? seat, string? serves) => new()
    {
        Actor = new(new(id), id, kind, null, Sample: false),
        Base = seat is null ? null : new LocalityCode(seat),
        Serves = serves is null ? [] : [new(serves)],
        Sectors = [],
        Needs = [],
        Offers = [],
    };
}
