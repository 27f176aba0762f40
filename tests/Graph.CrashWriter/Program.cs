// The process that crash tests kill: writes transactions into a graph for ever, and says each one on standard output once it was acknowledged.
//   CoEvolve.Graph.CrashWriter FOLDER WRITERS
// A line is "WRITER NUMBER". Snapshots are written after every few transactions, so that many are under way when the process is killed.

using System.Globalization;
using System.Text;
using CoEvolve.Graph;
using CoEvolve.Graph.CrashWriter;

var writers = int.Parse(args[1], CultureInfo.InvariantCulture);
var graph = EmbeddedGraph.Open(args[0], new EmbeddedGraphOptions { SnapshotAfterLogBytes = 16 << 10 });
await using (graph.ConfigureAwait(false))
{
    await OrderBook.CreateSchemaAsync(graph).ConfigureAwait(false);
    using var output = Console.OpenStandardOutput();
    var speaking = new Lock();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer)))).ConfigureAwait(false);

    async Task WriteAsync(int writer)
    {
        for (var number = await OrderBook.LastNumberAsync(graph, writer).ConfigureAwait(false) + 1; ; number++)
        {
            await OrderBook.CommitAsync(graph, writer, number).ConfigureAwait(false);
            lock (speaking)
            {
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writer} {number}\n")));
            }
        }
    }
}
