using CoEvolve.Graph;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli;

/// <summary>
/// Passes for one transaction and commits each statement by itself, for work that is too much for one transaction of a Neo4j. Only for statements that can be done
/// twice: one whose connection is lost is sent again, because nobody knows whether it took effect.
/// </summary>
internal sealed class BatchTransactions(Neo4jGraph graph) : IGraphTransaction
{
    /// <summary>A statement without parameters only reads, and its rows may be many: they come as they are read. The rows of a batch's answer are few.</summary>
    public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default) => parameters is null
        ? await graph.RunAsync(cypher, null, cancellationToken).ConfigureAwait(false)
        : await graph.InTransactionAsync(
            AccessMode.Write,
            async (transaction, stop) => await KeptResult.ReadAsync(await transaction.RunAsync(cypher, parameters, stop).ConfigureAwait(false), stop).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Everything is committed already.</summary>
    public ValueTask CommitAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>What was sent stays; there is nothing else.</summary>
    public ValueTask RollbackAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A result that was read to its end.</summary>
    private sealed class KeptResult(IGraphResult read) : IGraphResult
    {
        private readonly List<Value[]> _rows = [];
        private int _at = -1;

        public IReadOnlyList<string> Columns => read.Columns;

        public QueryType QueryType => read.QueryType;

        public ReadOnlySpan<Value> Current => _rows[_at];

        public QueryCounters Counters => read.Counters;

        public static async Task<KeptResult> ReadAsync(IGraphResult result, CancellationToken cancellationToken)
        {
            await using (result.ConfigureAwait(false))
            {
                var kept = new KeptResult(result);
                while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    kept._rows.Add(result.Current.ToArray());
                }

                return kept;
            }
        }

        public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(++_at < _rows.Count);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
