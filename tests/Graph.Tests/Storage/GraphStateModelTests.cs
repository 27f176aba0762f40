using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Tests.Storage;

public sealed class GraphStateModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_state_agrees_with_the_model_through_forks_commits_and_rollbacks(int seed)
    {
        var random = new Random(seed);
        var writer = new RandomWriter(random);
        var state = RandomWriter.NewState();
        state.CreateIndex(new IndexDefinition("single", 0, [0], Unique: false));
        state.CreateIndex(new IndexDefinition("pair", 1, [1, 2], Unique: false));
        state.Freeze();
        var model = new GraphModel();
        List<(GraphState State, GraphModel Model)> history = [(state, model)];
        for (var transaction = 0; transaction < 30; transaction++)
        {
            var (fork, copy) = (state.Fork(), model.Clone());
            for (var write = random.Next(80); write > 0; write--)
            {
                writer.Write(fork, copy);
            }

            ModelComparison.AssertSame(copy, fork);
            if (random.Next(3) > 0)
            {
                fork.Freeze();
                (state, model) = (fork, copy);
                history.Add((state, model));
            }
        }

        foreach (var (past, then) in history)
        {
            ModelComparison.AssertSame(then, past);
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void A_savepoint_and_the_state_it_was_taken_from_go_separate_ways(int seed)
    {
        var random = new Random(seed);
        var writer = new RandomWriter(random);
        var trunk = RandomWriter.NewState();
        trunk.CreateIndex(new IndexDefinition("single", 0, [0], Unique: false));
        var model = new GraphModel();
        for (var round = 0; round < 20; round++)
        {
            var (branch, copy) = (trunk.Fork(), model.Clone());
            for (var write = 0; write < 40; write++)
            {
                writer.Write(trunk, model);
                writer.Write(branch, copy);
            }

            ModelComparison.AssertSame(model, trunk);
            ModelComparison.AssertSame(copy, branch);
            if (random.Next(2) == 0)
            {
                (trunk, model) = (branch, copy);
            }
        }
    }
}
