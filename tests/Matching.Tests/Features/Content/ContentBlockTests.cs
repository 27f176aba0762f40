using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using static CoEvolve.Matching.Tests.Features.Content.ContentWorld;

namespace CoEvolve.Matching.Tests.Features.Content;

public sealed class ContentBlockTests
{
    [Fact]
    public void Unknown_features_carry_a_stand_in_and_an_indicator()
    {
        var network = World([Actor("a", seat: "d1"), Actor("b", seat: "d1"), Actor("c")]);
        var rows = Rows(network, network[0], [1, 2]);

        Assert.Equal((4f, 0f), (rows[0][At("place.common-depth")], rows[0][At("place.common-depth?")]));
        Assert.Equal((1f, 1f), (rows[1][At("place.common-depth")], rows[1][At("place.common-depth?")]));
        Assert.Equal((0.25f, 1f), (rows[0][At("need.met")], rows[0][At("need.met?")]));
        Assert.DoesNotContain(ContentBlock.Columns, column => column.Name == "place.same-district?");
        Assert.Equal(ContentBlock.Columns.Count, ContentBlock.Columns.Select(column => column.Name).Distinct().Count());
    }

    [Fact]
    public void Values_stay_in_their_ranges_on_networks_drawn_by_lot()
    {
        var random = new Random(11);
        var network = Drawn(random);
        for (var actor = 0; actor < 40; actor++)
        {
            foreach (var row in Rows(network, network[actor], [.. Enumerable.Range(0, 40).Where(other => other != actor)]))
            {
                Assert.DoesNotContain(row, float.IsNaN);
                Assert.All(ContentBlock.All.Index(), entry => Assert.InRange(row[entry.Index], entry.Item.Least, entry.Item.Most));
                Assert.All(row[ContentBlock.All.Count..], indicator => Assert.True(indicator is 0 or 1));
            }
        }

        // The stand-ins lie in range as well, and every feature takes at least two values in such a network.
        Assert.All(ContentBlock.All.Where(feature => feature.StandIn is not null), feature => Assert.InRange(feature.StandIn!.Value, feature.Least, feature.Most));
        var all = Enumerable.Range(0, 40).SelectMany(actor => Rows(network, network[actor], [.. Enumerable.Range(0, 40).Where(other => other != actor)])).ToArray();
        Assert.All(ContentBlock.All.Index(), entry => Assert.True(all.Select(row => row[entry.Index]).Distinct().Count() > 1, entry.Item.Name));
    }

    [Fact]
    public void A_newcomer_is_looked_at_like_others_and_has_no_history()
    {
        var known = Actor("a", seat: "d1", sectors: ["health"], needs: [Stated("software")]);
        var network = World([known, Actor("b", seat: "d1", sectors: ["health"], offers: [Stated("software")])]);

        Assert.Equal(Rows(network, network[0], [1])[0], Rows(network, network.Newcomer(known), [1])[0]);
        Assert.Equal(0, network.Newcomer(known).Degree);
    }

    [Fact]
    public void Each_feature_says_what_it_costs()
    {
        var network = World([Actor("a"), Actor("b")]);
        var block = new ContentBlock(network);
        block.Fill(network[0], [1], new float[ContentBlock.Columns.Count], ContentBlock.Columns.Count, 0);
        block.Fill(network[1], [0], new float[ContentBlock.Columns.Count], ContentBlock.Columns.Count, 0);
        Assert.Equal(ContentBlock.All.Count, block.Costs().Count);
        Assert.All(block.Costs(), cost => Assert.Equal(2, cost.Pairs));
        Assert.True(block.Costs()[0].Nanoseconds > 0);
    }

    private static int At(string name) => ContentBlock.Columns.Index().Single(entry => entry.Item.Name == name).Index;

    private static float[][] Rows(ContentNetwork network, ContentActor from, int[] candidates)
    {
        // A stride wider than the block and a start inside of it: neighbours must not be touched.
        var width = ContentBlock.Columns.Count;
        var rows = Enumerable.Repeat(-7f, candidates.Length * (width + 2)).ToArray();
        new ContentBlock(network).Fill(from, candidates, rows, width + 2, 1);
        return [.. rows.Chunk(width + 2).Select(row =>
        {
            Assert.Equal((-7f, -7f), (row[0], row[^1]));
            return row[1..^1];
        })];
    }

    private static ContentNetwork Drawn(Random random)
    {
        string[] places = ["n", "p1", "p2", "p3", "d1", "d2", "d3", "d4"];
        string[] sectors = ["health", "nutrition", "education", "sdg-04"];
        string[] resources = ["funds", "funds.grant", "policy-advocacy.permit", "software"];
        T[] Some<T>(T[] all, int most) => [.. random.GetItems(all, random.Next(most + 1)).Distinct()];
        ProjectedResource[] Lines() => [.. Some(resources, 3).Select(code => Stated(code, random.Next(2) == 0 ? places[random.Next(8)] : null, random.Next(1, 90), "IDR", Day.AddDays(random.Next(1, 400))))];
        var actors = Enumerable.Range(0, 40).Select(number => Actor(
            $"a{number:00}", (ActorKind)random.Next(5), random.Next(5) == 0 ? null : places[random.Next(8)], Some(places, 3), Some(sectors, 2), Lines(), Lines()) with
        {
            Capacity = random.Next(3) == 0 ? null : random.Next(5),
            Description = random.Next(3) == 0 ? null : string.Join(' ', Some(["air", "bersih", "laut", "sehat", "sekolah"], 4)),
            Accepted = random.Next(4),
            Declined = random.Next(4),
        }).ToArray();
        string Member() => $"a{random.Next(40):00}";
        return World(
            actors,
            Enumerable.Range(0, 50).Select(number => Partnership($"t{number:00}", Day.AddDays(-random.Next(2000)), random.Next(2) == 0 ? null : Day.AddDays(random.Next(-9, 9)), [.. new[] { Member(), Member(), Member() }.Distinct()])),
            Enumerable.Range(0, 60).Select(_ => new ProjectedAnswer(new(Member()), new(Member()), random.Next(2) == 0, Day.AddDays(-random.Next(500)))));
    }
}
