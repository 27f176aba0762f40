using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest.Rows;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest;

/// <summary>Brings rows into the graph within one transaction, in batches, and counts what they changed.</summary>
/// <remarks>
/// Every query compares before it sets, so that rows which say what the graph says already change nothing and count as nothing. Relationships that
/// the package holds no longer are deleted for the actors, localities, terms and partnerships it contains; nodes are never deleted.
/// </remarks>
internal sealed class NetworkWriter(IGraphTransaction transaction, KnownNetwork known, int batchSize)
{
    private const string Folder = "Ingest/Queries/";

    public ImportChanges Changes { get; } = new();

    public Task WriteAsync(IReadOnlyList<LocalityRow> batch, CancellationToken cancellationToken) =>
        SendAsync("localities", batch.Select(RowValues.Of), cancellationToken);

    /// <summary>Hangs localities under their parents, which must all be there by now.</summary>
    public Task LinkAsync(IReadOnlyList<LocalityRow> batch, CancellationToken cancellationToken) =>
        SendAsync("localities-within", batch.Select(RowValues.Of), cancellationToken);

    public Task WriteSectorsAsync(IReadOnlyList<TermRow> batch, CancellationToken cancellationToken) =>
        SendAsync("sectors", batch.Select(RowValues.Of), cancellationToken);

    public Task LinkSectorsAsync(IReadOnlyList<TermRow> batch, CancellationToken cancellationToken) =>
        SendAsync("sectors-part-of", batch.Select(RowValues.Of), cancellationToken);

    public Task WriteResourcesAsync(IReadOnlyList<TermRow> batch, CancellationToken cancellationToken) =>
        SendAsync("resources", batch.Select(RowValues.Of), cancellationToken);

    public Task LinkResourcesAsync(IReadOnlyList<TermRow> batch, CancellationToken cancellationToken) =>
        SendAsync("resources-kind-of", batch.Select(RowValues.Of), cancellationToken);

    public Task WriteAsync(IReadOnlyList<NeighbourRow> batch, CancellationToken cancellationToken) =>
        SendAsync("neighbours", batch.Select(RowValues.Of), cancellationToken);

    public async Task WriteAsync(IReadOnlyList<ActorRow> batch, CancellationToken cancellationToken)
    {
        var rows = batch.Select(RowValues.Of).ToList();
        await SendAsync("actors", rows, cancellationToken);
        if (known.Actors.AnyInGraph)
        {
            await SendAsync("actors-outdated", rows, cancellationToken);
        }

        await SendAsync("actors-based-in", batch.Where(row => row.Locality is not null).Select(row => RowValues.Link(row.Id, row.Locality!, row.Valid)), cancellationToken);
        await SendAsync("actors-serve", batch.SelectMany(row => row.Serves.Select(code => RowValues.Link(row.Id, code, row.Valid))), cancellationToken);
        await SendAsync("actors-work-in", batch.SelectMany(row => row.Sectors.Select(code => RowValues.Link(row.Id, code, row.Valid))), cancellationToken);
    }

    public Task WriteOffersAsync(IReadOnlyList<ExchangeRow> batch, CancellationToken cancellationToken) =>
        SendAsync("offers", batch.Select(RowValues.Of), cancellationToken);

    public Task WriteNeedsAsync(IReadOnlyList<ExchangeRow> batch, CancellationToken cancellationToken) =>
        SendAsync("needs", batch.Select(RowValues.Of), cancellationToken);

    public Task RemoveOutdatedOffersAsync(ExchangeKeys said, CancellationToken cancellationToken) =>
        RemoveOutdatedAsync("offers-of-actors", "offers-outdated", said, cancellationToken);

    public Task RemoveOutdatedNeedsAsync(ExchangeKeys said, CancellationToken cancellationToken) =>
        RemoveOutdatedAsync("needs-of-actors", "needs-outdated", said, cancellationToken);

    public async Task WriteAsync(IReadOnlyList<PartnershipRow> batch, CancellationToken cancellationToken)
    {
        var rows = batch.Select(RowValues.Of).ToList();
        await SendAsync("partnerships", rows, cancellationToken);
        if (known.Actors.AnyInGraph)
        {
            await SendAsync("partnerships-outdated", rows, cancellationToken);
        }

        await SendAsync("partnerships-members", batch.SelectMany(row => row.Members.Select(member => RowValues.Of(row, member))), cancellationToken);
        await SendAsync("partnerships-about", batch.SelectMany(row => row.Sectors.Select(code => RowValues.Link(row.Id, code, row.Lasted))), cancellationToken);
        await SendAsync("partnerships-in", batch.Where(row => row.Locality is not null).Select(row => RowValues.Link(row.Id, row.Locality!, row.Lasted)), cancellationToken);
    }

    public Task WriteAsync(IReadOnlyList<FeedbackRow> batch, CancellationToken cancellationToken) =>
        SendAsync("feedback", batch.Select(RowValues.Of), cancellationToken);

    public Task WriteAsync(IReadOnlyList<TargetRow> batch, CancellationToken cancellationToken) =>
        SendAsync("targets", batch.Select(RowValues.Of), cancellationToken);

    /// <summary>
    /// Removes what the graph holds of the package's actors and the package does not say any more. An actor of whom a row was rejected keeps everything:
    /// the package meant to say more than it could.
    /// </summary>
    private async Task RemoveOutdatedAsync(string listing, string removal, ExchangeKeys said, CancellationToken cancellationToken)
    {
        if (!known.Actors.AnyInGraph)
        {
            return;
        }

        foreach (var actors in known.Actors.InPackage.Where(id => !said.ActorsWithRejections.Contains(id)).Chunk(batchSize))
        {
            var outdated = new List<Value>();
            await using (var result = await transaction.RunAsync(NamedQueries.Get(Folder + listing), Rows([.. actors.Select(Value.Of)]), cancellationToken))
            {
                while (await result.ReadAsync(cancellationToken))
                {
                    var key = KeyAt(result);
                    if (!said.Lines.ContainsKey(key))
                    {
                        outdated.Add(RowValues.Of(key));
                    }
                }
            }

            await SendAsync(removal, outdated, cancellationToken);
        }
    }

    private static ExchangeKey KeyAt(IGraphResult result)
    {
        var row = result.Current;
        return new(row[0].AsString(), row[1].AsString(), row[2].AsStringOrNull(), row[3].IsNull ? null : row[3].AsDate());
    }

    private static Dictionary<string, Value> Rows(Value[] rows) => new() { ["rows"] = Value.Of(rows) };

    private async Task SendAsync(string query, IEnumerable<Value> rows, CancellationToken cancellationToken)
    {
        foreach (var part in rows.Chunk(batchSize))
        {
            await using var result = await transaction.RunAsync(NamedQueries.Get(Folder + query), Rows(part), cancellationToken);
            while (await result.ReadAsync(cancellationToken))
            {
            }

            Count(result.Counters);
        }
    }

    private void Count(QueryCounters counters)
    {
        Changes.NodesCreated += counters.NodesCreated;
        Changes.RelationshipsCreated += counters.RelationshipsCreated;
        Changes.RelationshipsDeleted += counters.RelationshipsDeleted;
        Changes.PropertiesSet += counters.PropertiesSet;
        Changes.LabelsAdded += counters.LabelsAdded;
        Changes.LabelsRemoved += counters.LabelsRemoved;
    }
}
