using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Network;
using static CoEvolve.Matching.Tests.Features.Content.ContentWorld;

namespace CoEvolve.Matching.Tests.Features.Content;

public sealed class ResourceAndActorContentTests
{
    [Fact]
    public void Needs_are_met_as_far_as_quantities_and_kinship_reach()
    {
        // grant: 40 of 100 are offered; csr: "funds" is the kind above, 0.5, in another unit; software: nothing. (0.4 + 0.5 + 0) / 3 = 0.3; the best single 0.5.
        var a = Actor("a", seat: "d1", needs: [Stated("funds.grant", quantity: 100, unit: "IDR"), Stated("funds.csr", quantity: 3, unit: "USD"), Stated("software")]);
        var b = Actor("b", offers: [Stated("funds.grant", quantity: 40, unit: "IDR"), Stated("funds", quantity: 1, unit: "IDR")]);
        Assert.Equal(0.3f, Of<NeedsMet>(a, b), 1e-6f);
        Assert.Equal(0.5f, Of<BestNeedMet>(a, b), 1e-6f);
        Assert.Equal(0.3f, Of<NeedsServed>(b, a), 1e-6f);
        Assert.Equal(float.NaN, Of<NeedsServed>(a, b));
        Assert.Equal(float.NaN, Of<NeedsMet>(a, Actor("c")));
        Assert.Equal(float.NaN, Of<BestNeedMet>(Actor("c"), b));
    }

    [Theory]
    [InlineData("p1", 1)]
    [InlineData("d1", 1)]
    [InlineData("d2", 0)]
    [InlineData("nowhere", 0)]
    public void An_offer_counts_where_it_holds(string locality, float expected) =>
        Assert.Equal(expected, Of<NeedsMet>(Actor("a", seat: "d1", needs: [Stated("software")]), Actor("b", offers: [Stated("software", locality)])));

    [Fact]
    public void Urgent_needs_weigh_more()
    {
        // A need with 90 days left weighs 1/2 and is met; one without a deadline weighs 1 / (1 + 365/90) = 0.197802 and is not: 0.5 / 0.697802 = 0.716535.
        var a = Actor("a", needs: [Stated("software", until: Day.AddDays(90)), Stated("funds.grant")]);
        Assert.Equal(0.716535f, Of<UrgentNeedsMet>(a, Actor("b", offers: [Stated("software")])), 1e-5f);
    }

    [Fact]
    public void Scarce_offers_weigh_more()
    {
        // Of four actors one offers software and three grants: ln(1 + 4/2) = 1.098612, ln(1 + 4/4) = 0.693147. Software alone is met: 1.098612 / 1.791759 = 0.613147.
        var a = Actor("a", needs: [Stated("software"), Stated("funds.grant")], offers: [Stated("funds.grant")]);
        var b = Actor("b", offers: [Stated("software")]);
        Assert.Equal(0.613147f, Of<ScarceNeedsMet>(a, b, Actor("c", offers: [Stated("funds.grant")]), Actor("d", offers: [Stated("funds.grant")])), 1e-5f);
    }

    [Fact]
    public void One_offer_serves_one_need_in_an_assignment()
    {
        // Grant and csr could both use "funds" at 0.5; with one grant beside it, the grant (1) goes to the grant and the funds (0.5) to the csr; software gets nothing: 1.5 / 3.
        var a = Actor("a", needs: [Stated("funds.grant"), Stated("funds.csr"), Stated("software")]);
        Assert.Equal(0.5f, Of<NeedsAssigned>(a, Actor("b", offers: [Stated("funds"), Stated("funds.grant")])), 1e-6f);
        Assert.Equal(0.5f / 3, Of<NeedsAssigned>(a, Actor("b", offers: [Stated("funds")])), 1e-6f);
        Assert.Equal(1 / 3f, Of<NeedsMet>(a, Actor("b", offers: [Stated("funds")])), 1e-6f);
    }

    [Fact]
    public void An_assignment_is_as_good_as_the_best_of_all()
    {
        Assert.Equal(1.7, Assignment.Most(new[,] { { 0.9, 0.8 }, { 0.9, 0.1 } }), 12);
        Assert.Equal(0.9, Assignment.Most(new[,] { { 0.9 }, { 0.8 }, { 0 } }), 12);
        var random = new Random(3);
        for (var draw = 0; draw < 200; draw++)
        {
            var worth = new double[random.Next(1, 5), random.Next(1, 6)];
            foreach (var (row, column) in from row in Enumerable.Range(0, worth.GetLength(0)) from column in Enumerable.Range(0, worth.GetLength(1)) select (row, column))
            {
                worth[row, column] = random.Next(2) * random.NextDouble();
            }

            Assert.Equal(Exhaustive(worth, 0, 0), Assignment.Most(worth), 9);
        }

        static double Exhaustive(double[,] worth, int row, int taken) => row == worth.GetLength(0)
            ? 0
            : Enumerable.Range(0, worth.GetLength(1)).Where(column => (taken & (1 << column)) == 0)
                .Select(column => worth[row, column] + Exhaustive(worth, row + 1, taken | (1 << column)))
                .Append(Exhaustive(worth, row + 1, taken)).Max();
    }

    [Theory]
    [InlineData(ActorKind.Government, "p1", "policy-advocacy.permit", 1)]
    [InlineData(ActorKind.Government, "p1", "policy-advocacy", 1)]
    [InlineData(ActorKind.Government, "p2", "policy-advocacy.permit", 0)]
    [InlineData(ActorKind.Government, "p1", "software", 0)]
    [InlineData(ActorKind.Business, "p1", "policy-advocacy.permit", 0)]
    public void Competent_is_a_government_around_the_home_that_offers_the_permit(ActorKind kind, string seat, string offer, float expected) => Assert.Equal(
        expected,
        Of<CompetentAuthority>(Actor("a", seat: "d1", needs: [Stated("policy-advocacy.permit"), Stated("software")]), Actor("b", kind, seat, offers: [Stated(offer, seat)])));

    [Fact]
    public void Capacity_answers_and_history_are_the_candidates()
    {
        var network = World(
            [
                Actor("a", sectors: ["health"]), Actor("b", ActorKind.Business, "d1", sectors: ["health"]) with { Capacity = 4, Accepted = 3, Declined = 1 },
                Actor("c", sectors: ["education"]) with { Capacity = 1 },
            ],
            [Partnership("1", new(2025, 12, 2), null, "b", "c"), Partnership("2", new(2020, 1, 1), new(2021, 1, 1), "b", "c")],
            [
                new(new("b"), new("a"), true, new(2025, 1, 1)), new(new("b"), new("c"), true, new(2025, 6, 1)), new(new("b"), new("a"), false, Day.AddDays(-180)),
                new(new("a"), new("b"), false, Day), new(new("a"), new("b"), false, Day.AddDays(-360)),
            ]);

        Assert.Equal(0.75f, Of<FreeCapacity>(network, "a", "b")); // one of four runs
        Assert.Equal(0, Of<FreeCapacity>(network, "a", "c"));
        Assert.Equal(float.NaN, Of<FreeCapacity>(network, "b", "a"));
        Assert.Equal(3.433987f, Of<DaysInactive>(network, "a", "b"), 1e-5f); // 30 days since 2 December: ln 31
        Assert.Equal(0, Of<DaysInactive>(network, "b", "a")); // it answered today
        Assert.Equal(4 / 6f, Of<ResponseRate>(network, "a", "b"), 1e-6f);
        Assert.Equal(0.25f, Of<SizeRatio>(network, "c", "b"));
        Assert.Equal(float.NaN, Of<SizeRatio>(network, "a", "b"));
        Assert.Equal(0.693147f, Of<LogDegree>(network, "a", "b"), 1e-5f); // c alone
        Assert.Equal(3 / 6f, Of<Completeness>(network, "a", "b")); // seat, sectors, capacity
        Assert.Equal(2, Of<KindPair>(network, "a", "b"));
        Assert.Equal(10, Of<KindPair>(network, "b", "a"));

        // b answered CSOs in health twice, one yes; businesses answered CSOs three times, two yes: p = (2 + 1) / (3 + 2) = 0.6. (1 + 2·0.6) / (2 + 2) = 0.55.
        Assert.Equal(0.55f, Of<AcceptanceOfKind>(network, "a", "b"), 1e-6f);

        // Declined 180 days ago by b, today and 360 days ago by a: 1/2 + 1 + 1/4, from either side.
        Assert.Equal(1.75f, Of<EarlierDecline>(network, "a", "b"), 1e-6f);
        Assert.Equal(1.75f, Of<EarlierDecline>(network, "b", "a"), 1e-6f);
        Assert.Equal(0, Of<EarlierDecline>(network, "a", "c"));
    }

    [Fact]
    public void Descriptions_meet_in_their_letters()
    {
        var network = World([
            Actor("a") with { Description = "Air bersih" }, Actor("b") with { Description = "air bersih!" }, Actor("c") with { Description = "Perikanan" },
            Actor("d") with { Description = "perikanan tangkap" }, Actor("e"),
        ]);
        Assert.Equal(1, Of<TextSimilarity>(network, "a", "b"), 1e-5f);
        Assert.Equal(0, Of<TextSimilarity>(network, "a", "c"));
        Assert.InRange(Of<TextSimilarity>(network, "c", "d"), 0.3f, 0.95f);
        Assert.Equal(float.NaN, Of<TextSimilarity>(network, "a", "e"));
    }

    [Fact]
    public void Text_weights_follow_the_formula()
    {
        // "abc" has the grams " ab" (of both), "abc", "bc ", " abc", "abc ", " abc " (its own); "abd" likewise. With 2 documents a shared gram weighs ln(3/3) = 0: nothing in common.
        var vectors = new TextVectors(["abc", "abd", null]);
        Assert.Equal(0, vectors.Of("abc").Times(vectors.Of("abd")));

        // With a third document a gram of one of three weighs ln(4/2) = 0.693147 and one of two ln(4/3) = 0.287682. Each vector: 0.287682² + 5·0.693147² = 2.485025.
        // The shared gram gives 0.082761 / 2.485025 = 0.033304.
        var three = new TextVectors(["abc", "abd", "xyz"]);
        Assert.Equal(0.033304f, three.Of("abc").Times(three.Of("abd")), 1e-5f);
    }
}
