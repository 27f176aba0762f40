using CoEvolve.Graph;
using CoEvolve.Matching.Ingest.Rows;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest;

/// <summary>What an import asks of the graph and arranges in it before it writes.</summary>
internal static class NetworkQueries
{
    private const string Folder = "Ingest/Queries/";

    /// <summary>Whether the graph holds any locality, and any actor.</summary>
    public static async Task<(bool Localities, bool Actors)> HasNetworkAsync(IGraph graph, CancellationToken cancellationToken)
    {
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        return await HasNetworkAsync(transaction, cancellationToken);
    }

    /// <summary>The same, as a transaction sees the graph.</summary>
    public static async Task<(bool Localities, bool Actors)> HasNetworkAsync(IGraphTransaction transaction, CancellationToken cancellationToken)
    {
        await using var result = await transaction.RunAsync(NamedQueries.Get(Folder + "has-network"), null, cancellationToken);
        return await result.ReadAsync(cancellationToken)
            ? (result.Current[0].AsBoolean(), result.Current[1].AsBoolean())
            : throw new InvalidOperationException("A query that always returns one row returned none.");
    }

    /// <summary>Creates the constraints that keep ids unique and quick to find. Statements on the schema run in transactions of their own.</summary>
    public static async Task EnsureSchemaAsync(IGraph graph, CancellationToken cancellationToken)
    {
        var statements = NamedQueries.Get(Folder + "schema").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var statement in statements)
        {
            await using var result = await graph.RunAsync(statement, null, cancellationToken);
            while (await result.ReadAsync(cancellationToken))
            {
            }
        }
    }

    /// <summary>Reads what rows may refer to.</summary>
    public static async Task ReadKnownAsync(IGraphTransaction transaction, KnownNetwork known, CancellationToken cancellationToken)
    {
        await ForEachAsync(transaction, "known-localities", row => known.AddLocality(row[0].AsString(), Words.Tiers[row[1].AsString()], row[2].AsStringOrNull()), cancellationToken);
        await ForEachAsync(transaction, "known-sectors", row => known.AddSector(row[0].AsString(), row[1].AsStringOrNull()), cancellationToken);
        await ForEachAsync(transaction, "known-resources", row => known.AddResource(row[0].AsString(), row[1].AsStringOrNull()), cancellationToken);
        await ForEachAsync(transaction, "known-actors", row => known.Actors.AddFromGraph(row[0].AsString()), cancellationToken);
    }

    private delegate void RowAction(ReadOnlySpan<Graph.Values.Value> row);

    private static async Task ForEachAsync(IGraphTransaction transaction, string query, RowAction action, CancellationToken cancellationToken)
    {
        await using var result = await transaction.RunAsync(NamedQueries.Get(Folder + query), null, cancellationToken);
        while (await result.ReadAsync(cancellationToken))
        {
            action(result.Current);
        }
    }
}
