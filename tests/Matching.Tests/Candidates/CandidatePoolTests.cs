using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Tests.Evaluation;

namespace CoEvolve.Matching.Tests.Candidates;

public sealed class CandidatePoolTests
{
    [Fact]
    public void The_best_are_found_and_nobody_with_nothing()
    {
        Assert.Equal([1, 4], CandidatePool.Best([0.5, 2, 0, 3, 2, 1], [true, true, true, false, true, true], 2).Order());
        Assert.Equal([0], CandidatePool.Best([0.5, 0, 0], [true, true, true], 2));
    }

    [Fact]
    public async Task The_room_of_rules_that_find_nobody_goes_to_the_others()
    {
        // 1,000 pairs at one place: a newcomer has no history for walks and factors, so that the rules of place and activity may find more than their own numbers.
        var network = await new MadeNetwork(
            [.. Enumerable.Range(0, 1000).Select(number => new MadeActor($"a{number:0000}", "cso", "d1"))],
            [.. Enumerable.Range(0, 500).Select(number => new MadePartnership($"t{number:000}", "2015-01-01", [$"a{2 * number:0000}", $"a{(2 * number) + 1:0000}"]))]).ProjectAsync(new(2016, 1, 1));
        var rows = new ProximityRows(new(new(network, 1, 1, TestContext.Current.CancellationToken)));
        var eligible = Enumerable.Repeat(true, 1000).ToArray();

        rows.Turn(Seeker.Of(network, new ProjectedActor { Id = new("z"), Kind = ActorKind.Cso, Seat = new("d1") }));
        var found = CandidatePool.Of(rows, eligible);

        // All measures that need no history are equal for all here, so that each rule finds those with the lowest numbers: the widest of them decides.
        var widest = NetworkRules.All.Where(rule => rows[rule.Measure].ToArray().Any(score => score > 0)).ToArray();
        var expected = (int)(widest.Max(rule => rule.Most) * ((double)NetworkRules.All.Sum(rule => rule.Most) / widest.Sum(rule => rule.Most)));
        Assert.True(widest.Length < NetworkRules.All.Count);
        Assert.Equal(Enumerable.Range(0, expected), found.Select(candidate => candidate.Actor));
    }
}
