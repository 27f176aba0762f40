using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class CongestionPricesTests(ITestOutputHelper output)
{
    [Fact]
    public void Nobody_pays_where_everybody_has_room() =>
        Assert.Equal([1, 1], CongestionPrices.Of(new([[new(0, 0.5f, 0.5f)], [new(1, 0.5f, 0.5f)]], [3, 3]), null, TestContext.Current.CancellationToken));

    [Fact]
    public void The_first_round_lowers_a_price_by_the_root_of_the_excess()
    {
        // Two askers look at one partner first, with p = ½ and attention 1: R = 1, room for ¾, so λ = 1 · (¾)^¼.
        ScoredLists lists = new([[new(0, 0.5f, 0.5f)], [new(0, 0.5f, 0.5f)]], [0.75]);
        Assert.Equal(Math.Pow(0.75, 0.25), CongestionPrices.Of(lists, new() { Rounds = 1 }, TestContext.Current.CancellationToken)[0], 12);
    }

    [Fact]
    public void A_list_is_ordered_by_worth_times_price_and_equals_by_place()
    {
        ScoredPartner[] row = [new(0, 0.5f, 0.5f), new(1, 1, 0.5f), new(2, 0.5f, 1), new(3, 1, 1)];
        Assert.Equal([3, 1, 2], CongestionPrices.Top(row, [], 3));
        Assert.Equal([1, 2, 0], CongestionPrices.Top(row, [1, 1, 1, 0.1], 3));
    }

    [Fact]
    public void Prices_spread_attention_over_a_crowded_market()
    {
        var result = MarketSimulation.Run(asks: 300, partners: 150, seed: 20261124, TestContext.Current.CancellationToken);
        output.WriteLine(result.ToString());
        Assert.True(result.Priced.Matches >= 1.5 * result.OneSided.Matches, result.ToString());
        Assert.True(result.Priced.Matches > result.Product.Matches, result.ToString());
        Assert.True(result.Priced.Ndcg10 > 0.97, result.ToString());
        Assert.True(result.Priced.Gini <= result.OneSided.Gini * 2 / 3, result.ToString());
    }
}
