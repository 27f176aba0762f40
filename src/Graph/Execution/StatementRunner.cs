using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Execution.Results;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Execution;

/// <summary>Runs compiled statements against one state of the graph.</summary>
internal sealed class StatementRunner(StatementCache cache, TimeProvider clock, CsvFolder files, QueryLimits limits)
{
    private static readonly IReadOnlyDictionary<string, Value> NoParameters = new Dictionary<string, Value>();
    private readonly NamedGraphs _namedGraphs = new();

    /// <summary>What those projected who do not see all: the others' projections hold what is hidden from them.</summary>
    private readonly NamedGraphs _restrictedGraphs = new();

    public CompiledStatement Compile(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphState graph, int schemaVersion) =>
        cache.Compile(cypher, graph, schemaVersion, parameters ?? NoParameters);

    public Statement Parse(string cypher) => cache.Parse(cypher);

    /// <summary>Rows as they are read. <paramref name="began"/>: when the transaction did; null for a statement that is one by itself.</summary>
    public IGraphResult Stream(CompiledStatement statement, IReadOnlyDictionary<string, Value>? parameters, GraphState graph, Instant? began, RunningTransaction running)
    {
        if (statement.Mode == QueryMode.Explain)
        {
            running.Dispose();
            return Explained(statement, graph);
        }

        var stop = Stop(running, CancellationToken.None);
        try
        {
            return new StreamingResult(statement, Context(statement, parameters, graph, null, began, running, null, stop.Token), stop, limits.Rows) { Transaction = running };
        }
        catch
        {
            stop.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Stream"/>, in a transaction that goes on behind the result.</summary>
    public IGraphResult StreamIn(CompiledStatement statement, IReadOnlyDictionary<string, Value>? parameters, GraphState graph, Instant began, RunningTransaction running, CancellationToken cancellation)
    {
        if (statement.Mode == QueryMode.Explain)
        {
            return Explained(statement, graph);
        }

        var stop = Stop(running, cancellation);
        try
        {
            return new StreamingResult(statement, Context(statement, parameters, graph, null, began, running, null, stop.Token), stop, limits.Rows);
        }
        catch
        {
            stop.Dispose();
            throw;
        }
    }

    /// <summary>What can stop a statement that begins now.</summary>
    public StatementStop Stop(RunningTransaction running, CancellationToken caller) => new(running, limits.Time, clock, caller);

    /// <summary>Carries out a statement about indexes and constraints.</summary>
    public IGraphResult ChangeSchema(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphState graph)
    {
        var (counters, notifications) = (new QueryCounters(), new List<QueryNotification>());
        new SchemaStatements(graph, parameters ?? NoParameters, counters, notifications).Run(cache.Parse(cypher));
        return new BufferedResult(QueryType.Schema, [], new(), counters) { Notifications = notifications };
    }

    /// <summary>Runs the statement to its end; what it changed stands in <paramref name="graph"/> when this returns, and is half there when it throws.</summary>
    public IGraphResult Run(CompiledStatement statement, IReadOnlyDictionary<string, Value>? parameters, GraphState graph, Instant? began, CancellationToken cancellation, BatchCommits? batches = null, RunningTransaction? running = null)
    {
        var counters = new QueryCounters();
        if (statement.Mode == QueryMode.Explain)
        {
            return Explained(statement, graph);
        }

        var context = Context(statement, parameters, graph, null, began, running, batches, cancellation);
        context.Writer = new GraphWriter(graph, counters, context.Functions.Memory);
        var cursor = CursorFactory.Create(statement.Plan, context);
        var rows = new GrowingList<Value[]>();
        cursor.Open();
        while (cursor.Next())
        {
            context.Tick();
            if (statement.ColumnSlots.Length > 0)
            {
                Keep(context, rows, Array.ConvertAll(statement.ColumnSlots, slot => context.Slots[slot]));
            }
        }

        try
        {
            context.Writer!.Complete();
        }
        catch (CypherException failure)
        {
            failure.Counters = counters;
            throw;
        }

        // Entities are read out only now, so that every row shows what the whole statement left behind.
        for (var place = 0; place < rows.Count; place++)
        {
            context.Tick();
            var row = rows[place];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = Materializer.Materialize(context.Graph, row[i], cancellation);
            }
        }

        return new BufferedResult(statement.Type, statement.Columns, rows, counters)
        {
            Notifications = statement.Notifications,
            Plan = context.Profile is { } profile ? statement.Describe(graph, profile) : null,
        };
    }

    /// <exception cref="CypherException">There would be more rows than a statement may answer.</exception>
    public static void RequireRows(long count, long? limit)
    {
        if (count > limit)
        {
            throw new CypherException(RunningTransaction.TerminatedCode, $"The statement answers more than the {limit} rows that it may: add LIMIT, or have the limit raised.");
        }
    }

    public Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private void Keep(ExecutionContext context, GrowingList<Value[]> rows, Value[] row)
    {
        context.Functions.Memory.Charge(MemoryBudget.SizeOf(row, rows.Count > 0 ? rows[rows.Count - 1] : []));
        rows.Add(row);
        RequireRows(rows.Count, limits.Rows);
    }

    private static BufferedResult Explained(CompiledStatement statement, GraphState graph) =>
        new(statement.Type, statement.Columns, new(), new()) { Notifications = statement.Notifications, Plan = statement.Describe(graph, null) };

    private ExecutionContext Context(
        CompiledStatement statement,
        IReadOnlyDictionary<string, Value>? parameters,
        GraphState graph,
        GraphWriter? writer,
        Instant? began,
        RunningTransaction? running,
        BatchCommits? batches,
        CancellationToken cancellation)
    {
        var now = Now();
        var functions = new FunctionContext
        {
            Graph = graph,
            StatementTime = now,
            TransactionTime = began ?? now,
            Clock = clock,
            NamedGraphs = graph.TellsUsedNamesOnly ? _restrictedGraphs : _namedGraphs,
            Running = running,
            Cancellation = cancellation,
            Memory = new(limits.MemoryBytes),
        };
        var values = ParameterValues(statement, parameters ?? NoParameters);
        return new(statement.Bound.SlotCount, statement.Bound.Subqueries.Count, values, functions, cancellation)
        {
            Writer = writer,
            Profile = statement.Mode == QueryMode.Profile ? new() : null,
            CommitBatch = batches?.Commit,
            RunningNumber = batches?.Number ?? 0,
            Files = files,
        };
    }

    private static Value[] ParameterValues(CompiledStatement statement, IReadOnlyDictionary<string, Value> given)
    {
        var names = statement.Bound.Parameters;
        var values = names.Count == 0 ? [] : new Value[names.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!given.TryGetValue(names[i], out values[i]))
            {
                var missing = names.Where(name => !given.ContainsKey(name)).Select(name => "$" + name);
                throw new CypherException(CypherErrors.ParameterMissingCode, $"The statement needs these parameters, which were not given: {string.Join(", ", missing)}.", compileTime: true);
            }
        }

        return values;
    }
}
