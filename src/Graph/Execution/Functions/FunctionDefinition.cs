using System.Security.Cryptography;
using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>What a function may look at besides its arguments.</summary>
internal sealed class FunctionContext
{
    /// <summary>The graph as the running statement sees it.</summary>
    public required GraphState Graph { get; set; }

    /// <summary>The clock's reading when the statement began; <c>date()</c> and its kin answer from it.</summary>
    public required Instant StatementTime { get; init; }

    /// <summary>The clock's reading when the transaction began.</summary>
    public required Instant TransactionTime { get; init; }

    /// <summary>The clock itself, for <c>datetime.realtime()</c> and <c>timestamp()</c>.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The file that LOAD CSV reads; null outside it.</summary>
    public string? CsvFile { get; set; }

    /// <summary>The line that LOAD CSV read last.</summary>
    public long CsvLine { get; set; }

    /// <summary>Source of <c>rand()</c>; seeded when first asked for, unless it is given.</summary>
    public Random Random
    {
        get => field ??= new Random(RandomNumberGenerator.GetInt32(int.MaxValue));
        init;
    }

    /// <summary>The projected graphs that algorithms run on; those of the embedded graph, or none yet.</summary>
    public NamedGraphs NamedGraphs { get; init; } = new();

    /// <summary>What the statement keeps, and how much that may be.</summary>
    public MemoryBudget Memory { get; init; } = new(null);

    /// <summary>The transaction in which the statement runs; null where nobody could ask for it.</summary>
    public RunningTransaction? Running { get; init; }

    /// <summary>In whose name the statement runs.</summary>
    public GraphCaller Caller => Running?.Caller ?? GraphCaller.Embedded;

    /// <summary>Stops the statement: looked at by whatever computes for long.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Computes a function. The number of arguments has been checked.</summary>
internal delegate Value FunctionBody(FunctionContext context, ReadOnlySpan<Value> arguments);

/// <summary>A function that has one value for each row.</summary>
/// <param name="Name">With its namespace, in the documented spelling; looked up without regard to case.</param>
/// <param name="Parameters">Accepted types by position; an argument whose static type shares none of them is a compile-time error.</param>
/// <param name="Required">How many of the parameters must be given.</param>
/// <param name="Returns">The types that a result may have.</param>
/// <param name="Body">The computation.</param>
internal sealed record FunctionDefinition(string Name, CypherTypes[] Parameters, int Required, CypherTypes Returns, FunctionBody Body)
{
    /// <summary>Whether any number of further arguments of the last parameter's type may follow (<c>coalesce</c>).</summary>
    public bool Variadic { get; init; }

    /// <summary>Whether the same arguments give the same answer within a statement; <c>rand()</c> does not.</summary>
    public bool Deterministic { get; init; } = true;
}
