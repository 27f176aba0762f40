using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Network;

namespace CoEvolve.Cli.Checks;

/// <summary>Runs every query of the product on the seed and sample packages in an empty graph, within a transaction that is taken back.</summary>
/// <remarks>Nothing but the constraints of the schema stays, which the product needs and which change no data. Not for several threads.</remarks>
internal sealed class GraphCheck(IGraph graph, IReadOnlyList<string> packages)
{
    private const string Schema = "Ingest/Queries/schema";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Answers by the labels of the cases, in their order.</summary>
    public List<KeyValuePair<string, IReadOnlyList<string>>> Answers { get; } = [];

    /// <summary>Queries that the graph refused, and queries that no case runs.</summary>
    public SortedDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <exception cref="CommandFailedException">The graph holds data.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await GraphState.IsEmptyAsync(graph, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandFailedException(
                "the graph holds data, and the check touches none: give it an empty one, such as a new folder with --data, or an empty database with --graph-database");
        }

        await CheckSchemaAsync(cancellationToken).ConfigureAwait(false);
        var cases = new Queue<CheckCase>(await CheckCase.ReadAsync(cancellationToken).ConfigureAwait(false));
        for (var isFirst = true; isFirst || cases.Count > 0; isFirst = false)
        {
            // A statement that fails takes its transaction with it; the cases after it get another one.
            var transaction = await graph.BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await ImportAsync(new Noting(transaction, _seen), isFirst, cancellationToken).ConfigureAwait(false);
                await RunUntilFailureAsync(transaction, cases, cancellationToken).ConfigureAwait(false);
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var name in ProductQueries.Names.Where(name => !_seen.Contains(ProductQueries.Text(name))))
        {
            Failures.TryAdd(name, "no case runs it");
        }
    }

    /// <summary>The schema is set up twice: the second time nothing may be left to do.</summary>
    private async Task CheckSchemaAsync(CancellationToken cancellationToken)
    {
        await NetworkImport.PrepareAsync(graph, cancellationToken).ConfigureAwait(false);
        var again = 0;
        foreach (var statement in ProductQueries.Text(Schema).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var result = await graph.RunAsync(statement, null, cancellationToken).ConfigureAwait(false);
            await using (result.ConfigureAwait(false))
            {
                await CanonicalRows.ReadAsync(result, statement, cancellationToken).ConfigureAwait(false);
                again += result.Counters.ConstraintsAdded + result.Counters.IndexesAdded;
            }
        }

        _seen.Add(ProductQueries.Text(Schema));
        Answers.Add(new(Schema, [string.Create(CultureInfo.InvariantCulture, $"made by the second run: {again}")]));
    }

    private async Task ImportAsync(Noting transaction, bool noted, CancellationToken cancellationToken)
    {
        foreach (var package in packages.Concat(packages))
        {
            var report = await NetworkImport.RunAsync(transaction, package, cancellationToken: cancellationToken).ConfigureAwait(false);
            var changes = report.Changes;
            if (noted)
            {
                var time = Answers.Count > packages.Count ? "again" : "first";
                Answers.Add(new($"Ingest: {Path.GetFileName(package)}, {time}", [string.Create(
                    CultureInfo.InvariantCulture,
                    $"nodes +{changes.NodesCreated}, relationships +{changes.RelationshipsCreated} -{changes.RelationshipsDeleted}, anything changed: {changes.Any}")]));
            }
        }
    }

    private async Task RunUntilFailureAsync(IGraphTransaction transaction, Queue<CheckCase> cases, CancellationToken cancellationToken)
    {
        while (cases.TryDequeue(out var next))
        {
            var text = ProductQueries.Text(next.Query);
            _seen.Add(text);
            try
            {
                var result = await transaction.RunAsync(text, next.Parameters, cancellationToken).ConfigureAwait(false);
                await using (result.ConfigureAwait(false))
                {
                    Answers.Add(new(next.Label, await CanonicalRows.ReadAsync(result, text, cancellationToken).ConfigureAwait(false)));
                }
            }
            catch (CypherException failure)
            {
                Failures[next.Label] = $"{failure.Message} [{failure.Code}]";
                return;
            }
        }
    }

    /// <summary>Notes what is sent, so that the check knows which queries the import has run.</summary>
    private sealed class Noting(IGraphTransaction transaction, HashSet<string> seen) : IGraphTransaction
    {
        public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
        {
            seen.Add(cypher);
            return transaction.RunAsync(cypher, parameters, cancellationToken);
        }

        public ValueTask CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken);

        public ValueTask RollbackAsync(CancellationToken cancellationToken = default) => transaction.RollbackAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
