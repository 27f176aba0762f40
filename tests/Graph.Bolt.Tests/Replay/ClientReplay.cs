using System.Text.Json;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Our client does what a recorded one did in a talk, hears what Neo4j said, and must end with the same rows, summaries and errors.</summary>
internal sealed class ClientReplay(RecordedTalk talk, RecordedServer server) : IAsyncDisposable
{
    /// <summary>A graph for each database and each limit of time that the recorded client named.</summary>
    private readonly Dictionary<(string?, long?), Neo4jGraph> _graphs = [];

    /// <summary>Reads recorded parameters and writes the rows that came. Whether its times are in UTC was agreed on in the greeting.</summary>
    private readonly ValueFormat _format = new(new(talk.Version[3], talk.Version[2]))
    {
        UsesUtc = talk.Version[3] == 5 || RecordedRequest.Entry(talk.Hello.Told, "patch_bolt") is not null,
        TakesEntities = true,
    };

    private IGraphTransaction? _transaction;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="talk">What is played.</param>
    /// <param name="time">How long a request may take; one that takes longer is a difference.</param>
    /// <returns>How many statements were played, and the first difference or null.</returns>
    public static async Task<(int Statements, string? Difference)> PlayAsync(RecordedTalk talk, TimeSpan time)
    {
        await using var server = new RecordedServer(talk);
        await using var replay = new ClientReplay(talk, server);
        var statements = 0;
        foreach (var request in talk.Requests.Where(request => request.IsAnswered).Prepend(talk.Login))
        {
            string? difference;
            try
            {
                difference = await replay.StepAsync(request).WaitAsync(time, Token);
            }
            catch (Exception failure) when (failure is GraphUnavailableException or TimeoutException or ArgumentException or InvalidOperationException)
            {
                difference = failure.Message;
            }

            if (server.Complaint is { } complaint)
            {
                difference = complaint;
            }

            if (difference is not null)
            {
                return (statements, $"{request.Name} {(request.Name == "RUN" ? request.Fields[0].ToString() : "")}: {difference}");
            }

            statements += request.Name == "RUN" ? 1 : 0;
        }

        return (statements, null);
    }

    public async ValueTask DisposeAsync()
    {
        await RollBackAsync();
        foreach (var graph in _graphs.Values)
        {
            await graph.DisposeAsync();
        }
    }

    private async Task<string?> StepAsync(RecordedRequest request)
    {
        switch (request.Name)
        {
            case "HELLO" or "LOGON":
                return Differs(await CodeAsync(() => ReachAsync(Options("bolt"), AccessMode.Write)), request.Code);
            case "ROUTE":
                return await RouteAsync(request);
            case "RUN":
                return await RunAsync(request);
            case "BEGIN":
                await RollBackAsync();
                var mode = RecordedRequest.Text(request.Fields[0], "mode") == "r" ? AccessMode.Read : AccessMode.Write;
                return Differs(await CodeAsync(async () => _transaction = await Graph(request.Fields[0]).BeginTransactionAsync(mode, Token)), request.Code);
            case "COMMIT":
                var ended = _transaction ?? throw new InvalidOperationException("There is no transaction to be committed.");
                _transaction = null;
                return Differs(await CodeAsync(() => ended.CommitAsync(Token).AsTask()), request.Code);
            case "ROLLBACK" or "RESET":
                await RollBackAsync();
                return null;
            default:
                return null;
        }
    }

    private static string? Differs(string? got, string? wanted) => got == wanted ? null : $"{got ?? "no error"} instead of {wanted ?? "none"}";

    private static async Task<string?> CodeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (CypherException failure)
        {
            return failure.Code;
        }
    }

    private Neo4jGraphOptions Options(string scheme) => new()
    {
        Address = new($"{scheme}://{server.Address}"),
        Credentials = RecordedRequest.Text(talk.Login.Fields[0], "scheme") == "basic"
            ? BoltCredentials.Basic(RecordedRequest.Text(talk.Login.Fields[0], "principal")!, RecordedRequest.Text(talk.Login.Fields[0], "credentials")!)
            : BoltCredentials.None,
        RetryTime = TimeSpan.Zero,
    };

    private Neo4jGraph Graph(JsonElement extra)
    {
        var key = (RecordedRequest.Text(extra, "db"), RecordedRequest.Number(extra, "tx_timeout") is { } time and > 0 ? time : (long?)null);
        if (!_graphs.TryGetValue(key, out var graph))
        {
            var options = Options(talk.IsRouted ? "neo4j" : "bolt") with
            {
                Database = key.Item1,
                TransactionTime = key.Item2 is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            };
            _graphs[key] = graph = new(options, seed: 1);
        }

        return graph;
    }

    /// <summary>Where a server for reading, and one for writing, is found by a table that has them.</summary>
    private async Task<string?> RouteAsync(RecordedRequest request)
    {
        var options = Options("neo4j") with { Database = RecordedRequest.Text(request.Fields[2], "db") };
        return Differs(await CodeAsync(() => ReachAsync(options, AccessMode.Read)), request.Code) ?? Differs(await CodeAsync(() => ReachAsync(options, AccessMode.Write)), request.Code);
    }

    private static async Task ReachAsync(Neo4jGraphOptions options, AccessMode mode)
    {
        await using var router = new Router(options, TimeProvider.System, () => []);
        var (pool, connection) = await router.AcquireAsync(mode, Token);
        await pool.ReleaseAsync(connection);
    }

    private async Task RollBackAsync()
    {
        var open = _transaction;
        _transaction = null;
        await (open?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<string?> RunAsync(RecordedRequest run)
    {
        var wanted = run.Fetches.SelectMany(fetch => fetch.Rows).ToList();
        var end = run.Answer == "FAILURE" ? run : run.Fetches.Find(fetch => fetch.IsEnd);
        IGraphResult? result = null;
        var rows = 0;
        string? difference = null;
        var code = await CodeAsync(async () =>
        {
            result = await StartAsync(run);
            await using (result)
            {
                difference = DifferentColumns(result.Columns, run);

                // A recorded client that read to the end did so until it was told that this was the end.
                for (var readsOn = end is { Name: "PULL" }; (readsOn || rows < wanted.Count) && await result.ReadAsync(Token); rows++)
                {
                    difference ??= rows < wanted.Count ? DifferentRow(result.Current, wanted[rows]) : "a row too many";
                }
            }
        });
        return difference
            ?? Differs(code, end?.Code)
            ?? (rows == wanted.Count ? null : $"{rows} rows instead of {wanted.Count}")
            ?? (end is { Answer: "SUCCESS" } ? Summaries.Compare(result!, end.Told) : null);
    }

    private async ValueTask<IGraphResult> StartAsync(RecordedRequest run)
    {
        var (cypher, parameters) = (run.Fields[0].GetString()!, Parameters(run.Fields[1]));
        return _transaction is { } transaction ? await transaction.RunAsync(cypher, parameters, Token) : await Graph(run.Fields[2]).RunAsync(cypher, parameters, Token);
    }

    private MapValue Parameters(JsonElement recorded)
    {
        var writer = new PackWriter();
        Canonical.Pack(writer, recorded);
        var reader = new PackReader(writer.Written.Span);
        return ValueReader.Read(ref reader, _format).AsMap();
    }

    private static string? DifferentColumns(IReadOnlyList<string> columns, RecordedRequest run)
    {
        var wanted = RecordedRequest.Entry(run.Told, "fields")!.Value.EnumerateArray().Select(one => one.GetString()!);
        return columns.SequenceEqual(wanted) ? null : $"columns {string.Join(", ", columns)} instead of {string.Join(", ", wanted)}";
    }

    private string? DifferentRow(ReadOnlySpan<Value> row, JsonElement recorded)
    {
        var writer = new PackWriter();
        writer.WriteListHeader(row.Length);
        foreach (var value in row)
        {
            ValueWriter.Write(writer, _format, value);
        }

        var reader = new PackReader(writer.Written.Span);
        var (got, wanted) = (Canonical.Text(ref reader), Canonical.Text(recorded));
        return got == wanted ? null : $"row {got} instead of {wanted}";
    }
}
