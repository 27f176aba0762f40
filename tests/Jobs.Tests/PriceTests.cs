using CoEvolve.Jobs.Rescoring;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Jobs.Tests;

public sealed class PriceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Other_prices_make_the_next_night_full_and_are_no_difference_to_alarm_of()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var matching = new MatchingOptions { ProfileLifetime = TimeSpan.Zero, Prices = new() { File = network["prices.json"], UnknownCapacity = 1 } };
        await network.RunAsync(network.Rescoring(matching: matching), Token);
        await network.RunAsync(network.Rescoring(matching: matching), Token);
        Assert.Equal(RunMode.Incremental, (await network.Ledger.Runs.VisibleAsync(Token))!.Mode);

        // Two askers seek partners who can look into one request each.
        Assert.Equal(1, await network.RunAsync(new PriceJob(new Recommender(network.Graph, network.Clock, matching), network.Ledger, network.Clock, new()), Token));
        var record = (await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!;
        Assert.Contains("\"Askers\":5", record, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Cheaper\":0,", record, StringComparison.Ordinal);

        await network.RunAsync(network.Rescoring(matching: matching), Token);
        var repriced = (await network.Ledger.Runs.VisibleAsync(Token))!;
        Assert.Equal(RunMode.Full, repriced.Mode);
        Assert.Contains("\"Scored\":5,", repriced.Record, StringComparison.Ordinal);
        Assert.Contains("\"Different\":0,\"Alarm\":false", repriced.Record, StringComparison.Ordinal);

        await network.RunAsync(network.Rescoring(matching: matching), Token);
        Assert.Equal(RunMode.Incremental, (await network.Ledger.Runs.VisibleAsync(Token))!.Mode);
    }

    [Fact]
    public async Task A_night_that_was_cut_off_is_not_finished_at_other_prices()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var lease = (await network.Ledger.Leases.TakeAsync("rescore", "dies", TimeSpan.FromMinutes(1), Token))!;
        await Assert.ThrowsAsync<IOException>(() => network.Rescoring().RunAsync(new(lease, network.Clock.Now, (_, _) => throw new IOException("cut off")), Token));
        await network.Ledger.Leases.ReleaseAsync(lease, Token);
        Assert.Equal(RunState.Running, (await network.Ledger.Runs.FindAsync(1, Token))!.State);

        Assert.Equal(1, await network.RunAsync(new PriceJob(new Recommender(network.Graph, network.Clock), network.Ledger, network.Clock, new()), Token));
        Assert.Equal(RunState.Abandoned, (await network.Ledger.Runs.FindAsync(1, Token))!.State);
    }

    [Fact]
    public void The_same_prices_have_the_same_fingerprint_in_any_order()
    {
        Assert.Equal("", PriceTable.None.Fingerprint);
        var table = new PriceTable([new(new("a"), 0.5), new(new("b"), 0.25)]);
        Assert.Equal(table.Fingerprint, new PriceTable([new(new("b"), 0.25), new(new("a"), 0.5), new(new("c"), 1)]).Fingerprint);
        Assert.NotEqual(table.Fingerprint, new PriceTable([new(new("a"), 0.5), new(new("b"), 0.26)]).Fingerprint);
    }
}
