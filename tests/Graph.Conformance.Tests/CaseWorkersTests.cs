using CoEvolve.Graph.Conformance.Running;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class CaseWorkersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void A_case_that_throws_fails_alone_and_outcomes_keep_the_order_of_the_cases()
    {
        var outcomes = new CaseWorkers(2, TimeSpan.FromSeconds(10)).Run(
        [
            Case(async token =>
            {
                await Task.Delay(50, token);
                return CaseOutcome.Failed("", "first", "");
            }),
            Case(_ => throw new InvalidOperationException("broken")),
            Case(_ => Task.FromResult(CaseOutcome.Passed)),
        ]);
        Assert.Equal([Verdict.Failed, Verdict.Failed, Verdict.Passed], outcomes.Select(outcome => outcome.Verdict));
        Assert.Equal("first", outcomes[0].Expected);
        Assert.Contains("broken", outcomes[1].Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_runs_too_long_is_cancelled()
    {
        var outcomes = new CaseWorkers(1, Limit).Run(
        [
            Case(async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return CaseOutcome.Passed;
            }),
            Case(_ => Task.FromResult(CaseOutcome.Passed)),
        ]);
        Assert.Equal([Verdict.Failed, Verdict.Passed], outcomes.Select(outcome => outcome.Verdict));
        Assert.Contains("cancelled", outcomes[0].Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_heeds_no_cancellation_is_left_behind()
    {
        using var never = new ManualResetEventSlim();
        var outcomes = new CaseWorkers(1, Limit).Run(
        [
            Case(_ =>
            {
                never.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
                return Task.FromResult(CaseOutcome.Passed);
            }),
            Case(_ => Task.FromResult(CaseOutcome.Passed)),
        ]);
        never.Set();
        Assert.Equal([Verdict.Failed, Verdict.Passed], outcomes.Select(outcome => outcome.Verdict));
        Assert.Contains("does not end", outcomes[0].Got, StringComparison.Ordinal);
    }

    private static ConformanceCase Case(Func<CancellationToken, Task<CaseOutcome>> run) => new("table", "category", "id", "RETURN 1", run);
}
