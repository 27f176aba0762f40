using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Tests.Evaluation;

namespace CoEvolve.Matching.Tests.Ranking.Registry;

/// <summary>A network of groups over four years, and a model that saw its third year.</summary>
public sealed class DriftCheckTests : IDisposable
{
    private static readonly DateOnly Today = new(2018, 1, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-drift-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_network_that_stays_as_it_was_does_not_drift()
    {
        await using var graph = await GraphAsync();
        var report = await RunAsync(graph, values => values);
        Assert.NotNull(report);
        Assert.Equal(DriftLevel.None, report.Level);
        Assert.All(report.Columns, column => Assert.Equal(0, column.Psi, 1e-9));
        Assert.Contains(report.Columns, column => column.Column == "score");
    }

    [Fact]
    public async Task A_column_that_has_moved_alarms_and_stands_first()
    {
        await using var graph = await GraphAsync();
        var report = await RunAsync(graph, values => [.. values.Select(value => value + 100)]);
        Assert.Equal(DriftLevel.Alarming, report!.Level);
        Assert.Equal("partners", report.Columns[0].Column);
    }

    [Fact]
    public async Task Where_no_model_serves_nothing_drifts()
    {
        await using var graph = await GraphAsync();
        Assert.Null(await DriftCheck.RunAsync(graph, new(_folder), Today, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Task<EmbeddedGraph> GraphAsync()
    {
        var made = MadeNetwork.OfGroups(3);
        return (made with { Actors = [.. made.Actors.Select(actor => actor with { Consent = true })] }).ToGraphAsync();
    }

    /// <summary>The drift against spreads of the same lists, the column <c>partners</c> changed.</summary>
    private async Task<DriftReport?> RunAsync(EmbeddedGraph graph, Func<float[], float[]> change)
    {
        var token = TestContext.Current.CancellationToken;
        var registry = new ModelRegistry(_folder);
        var split = await TemporalSplit.ReadAsync(graph, new(2017, 1, 1), Today, new() { ConsentWhereUnknown = false }, token);
        var source = new ListSource(split.ToTraining(20261124, 1, token));
        string[] columns = [.. source.Table.Columns.Select(column => column.Name)];
        var text = new RankingModelText(columns, [], ["common-neighbours.share"], 0, null);
        var (rows, scores) = (columns.Select(_ => new List<float>()).ToArray(), new List<float>());
        var list = source.NewRows();
        foreach (var query in split.Queries)
        {
            list.Turn(query);
            var values = new double[list.Candidates.Length];
            new RankingModel(text).Score(list.Matrix, values);
            scores.AddRange(values.Select(value => (float)value));
            for (var place = 0; place < list.Matrix.Length; place++)
            {
                rows[place % columns.Length].Add(list.Matrix[place]);
            }
        }

        var spreads = columns.Zip(rows).ToDictionary(column => column.First, column => Drift.SpreadOf(column.First == "partners" ? change([.. column.Second]) : [.. column.Second]));
        spreads["score"] = Drift.SpreadOf([.. scores]);
        var record = ModelRegistryTests.Record(1) with { Columns = columns, Spreads = spreads, HeldOut = ModelRegistryTests.Record(1).HeldOut! with { From = new(2017, 1, 1), Until = Today } };
        Assert.True(registry.Promote(registry.Add(JsonSerializer.Serialize(text), record).Id).Promoted);
        return await DriftCheck.RunAsync(graph, registry, Today, 10_000, token);
    }
}
