using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Matching.Tests.Ranking.Registry;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-models-").FullName;
    private readonly ModelRegistry _registry;

    public ModelRegistryTests() => _registry = new(Path.Combine(_folder, "models"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_comes_back_as_it_was_added_and_the_same_one_has_the_same_id()
    {
        var record = Record(1) with
        {
            Metrics = new Dictionary<string, double> { ["ndcg@10"] = 0.1 + 0.2 },
            Spreads = new Dictionary<string, Spread> { ["score"] = new([0.1f, float.MaxValue], [0.25, 0.5, 0.25]) },
        };
        var added = _registry.Add("tree\nTree=0\n", record);
        Assert.StartsWith("20251231-", added.Id, StringComparison.Ordinal);
        Assert.Equal(added.Id, _registry.Add("tree\nTree=0\n", record).Id);
        Assert.NotEqual(added.Id, _registry.Add("tree\nTree=1\n", record).Id);
        Assert.Equal(2, _registry.Ids().Count);

        var (model, trees) = new ModelRegistry(Path.Combine(_folder, "models")).Load(added.Id);
        Assert.Equal("tree\nTree=0\n", trees);
        Assert.Equal(0.1 + 0.2, model.Record.Metrics["ndcg@10"]);
        Assert.Equal([0.1f, float.MaxValue], model.Record.Spreads["score"].Borders);
        Assert.Equal(record.HeldOut!.Queries, model.Record.HeldOut!.Queries);
        Assert.Null(_registry.Serving);
    }

    [Theory]
    [InlineData("trained.json")]
    [InlineData("model.json")]
    [InlineData("SHA256SUMS")]
    public void A_changed_or_missing_file_is_refused(string file)
    {
        var id = _registry.Add("trees", Record(1)).Id;
        var path = Path.Combine(_folder, "models", id, file);
        File.AppendAllText(path, "\n# 1");
        Assert.True(file == "SHA256SUMS" || Assert.Throws<InvalidDataException>(() => _registry.Load(id)).Message.Contains("checksum", StringComparison.Ordinal));
        File.Delete(path);
        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => _registry.Promote(id)).Message, StringComparison.Ordinal);
        Assert.Null(_registry.Serving);
    }

    [Theory]
    [InlineData("../models")]
    [InlineData("")]
    [InlineData("20251231-00000000")]
    public void A_model_that_is_not_there_is_refused(string id) => Assert.Throws<InvalidDataException>(() => _registry.Load(id));

    [Fact]
    public void What_a_crash_left_behind_is_no_model()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "models", ".20251231-3f1c09ab-77"));
        File.WriteAllText(Path.Combine(_folder, "models", ".serving.json"), "[\"half");
        Assert.Empty(_registry.Ids());
        Assert.Null(_registry.Serving);
        Assert.True(_registry.Promote(_registry.Add("trees", Record(1)).Id).Promoted);
        Assert.NotNull(_registry.Serving);
    }

    [Fact]
    public void Promotions_are_taken_back_one_by_one_down_to_the_prior()
    {
        var first = _registry.Add("first", Record(1)).Id;
        Assert.True(_registry.Promote(first).Promoted);
        var second = _registry.Add("second", Record(1, serving: first)).Id;
        Assert.True(_registry.Promote(second).Promoted);
        Assert.Equal(second, _registry.Serving);
        Assert.Equal(VerdictReason.AlreadyServing, _registry.Promote(second).Reason);

        Assert.Equal((second, first), _registry.RollBack());
        Assert.Equal(first, new ModelRegistry(Path.Combine(_folder, "models")).Serving);
        Assert.Equal((first, null), _registry.RollBack());
        Assert.Null(_registry.Serving);
        Assert.Null(_registry.RollBack());
    }

    [Fact]
    public void Nothing_is_rolled_back_to_a_broken_model()
    {
        var first = _registry.Add("first", Record(1)).Id;
        _registry.Promote(first);
        var second = _registry.Add("second", Record(1, serving: first)).Id;
        _registry.Promote(second);
        File.WriteAllText(Path.Combine(_folder, "models", first, "trained.json"), "other");

        Assert.Throws<InvalidDataException>(() => _registry.RollBack());
        Assert.Equal(second, _registry.Serving);
    }

    [Fact]
    public void A_model_that_was_measured_against_another_than_the_serving_one_has_to_be_trained_again()
    {
        var (first, second) = (_registry.Add("first", Record(1)).Id, _registry.Add("second", Record(1)).Id);
        Assert.True(_registry.Promote(first).Promoted);
        Assert.Equal(VerdictReason.ComparedWithAnother, _registry.Promote(second).Reason);
        Assert.Equal(first, _registry.Serving);
    }

    [Fact]
    public void A_worse_model_does_not_serve()
    {
        var id = _registry.Add("worse", Record(0.8)).Id;
        var verdict = _registry.Promote(id);
        Assert.Equal((false, VerdictReason.Worse), (verdict.Promoted, verdict.Reason));
        Assert.Null(_registry.Serving);
    }

    [Fact]
    public void Two_cannot_change_what_serves_at_the_same_time()
    {
        var id = _registry.Add("trees", Record(1)).Id;
        using (new FileStream(Path.Combine(_folder, "models", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("Another process", Assert.Throws<IOException>(() => _registry.Promote(id)).Message, StringComparison.Ordinal);
        }

        Assert.True(_registry.Promote(id).Promoted);
    }

    /// <summary>A model that has some times the measure of prior and serving model, on forty queries.</summary>
    internal static ModelRecord Record(double times, string? serving = null) => new()
    {
        Columns = ["x"],
        Until = new(2026, 1, 1),
        Positives = 10,
        HeldOut = new(new(2025, 7, 1), new(2026, 1, 1), "ndcg@10", serving, [
            .. Enumerable.Range(0, 40).Select(number => 0.1 + (number % 7 * 0.1)).Select((value, number) => new HeldOutQuery($"p{number}", value * times, value, serving is null ? null : value)),
        ]),
    };
}
