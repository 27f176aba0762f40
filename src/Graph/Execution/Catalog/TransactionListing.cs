using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using NodaTime;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>SHOW TRANSACTIONS and TERMINATE TRANSACTIONS.</summary>
internal static class TransactionListing
{
    private static readonly ProcedureField Names = new("names", CypherTypes.Any);

    public static IEnumerable<ProcedureDefinition> All(RunningTransactions transactions) =>
    [
        ShowRows.Procedure(ShowCommand.Transactions, [Names], (context, arguments) => Show(transactions, context, Ids(arguments[0]))),
        ShowRows.Procedure(ShowCommand.Terminate, [Names], (context, arguments) => Ids(arguments[0]).Select(id => Terminate(transactions, context.Caller, id))),
    ];

    private static IEnumerable<Dictionary<string, Value>> Show(RunningTransactions transactions, FunctionContext context, string[] wanted) => transactions.All
        .Where(transaction => context.Caller.Sees(transaction.Caller))
        .Where(transaction => wanted.Length == 0 || wanted.Contains(RunningTransactions.IdOf(transaction)))
        .Select(transaction => new Dictionary<string, Value>
        {
            ["database"] = Value.Of(ServerFacts.Name),
            ["transactionId"] = Value.Of(RunningTransactions.IdOf(transaction)),
            ["currentQueryId"] = Value.Of($"query-{transaction.Number}"),
            ["connectionId"] = Value.Of(transaction.Caller.Connection),
            ["clientAddress"] = Value.Of(transaction.Caller.Address),
            ["username"] = Value.Of(transaction.Caller.User),
            ["currentQuery"] = Value.Of(transaction.Statement),
            ["startTime"] = Value.Of(transaction.Began.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)),
            ["status"] = Value.Of(transaction.IsTerminated ? "Terminated" : "Running"),
            ["elapsedTime"] = Elapsed(transaction, context.Clock),
            ["outerTransactionId"] = Value.Of(""),
            ["metaData"] = Value.Of(transaction.Caller.Metadata),
            ["parameters"] = Value.Of(MapValue.Empty),
            ["protocol"] = Value.Of(transaction.Caller.Protocol),
            ["statusDetails"] = Value.Of(""),
            ["currentQueryStatus"] = Value.Of("running"),
        });

    private static Dictionary<string, Value> Terminate(RunningTransactions transactions, GraphCaller caller, string id)
    {
        var transaction = transactions.Find(id) is { } found && caller.Sees(found.Caller) ? found : null;
        transaction?.Terminate();
        return new()
        {
            ["transactionId"] = Value.Of(id),
            ["username"] = transaction is null ? Value.Null : Value.Of(transaction.Caller.User),
            ["message"] = Value.Of(transaction is null ? "Transaction not found." : "Transaction terminated."),
        };
    }

    private static Value Elapsed(RunningTransaction transaction, TimeProvider clock)
    {
        var ticks = (Instant.FromDateTimeOffset(clock.GetUtcNow()) - Instant.FromDateTimeOffset(transaction.Began)).TotalTicks;
        var seconds = (long)(ticks / TimeSpan.TicksPerSecond);
        return Value.Of(DurationValue.Of(0, 0, seconds, (long)((ticks % TimeSpan.TicksPerSecond) * 100)));
    }

    private static string[] Ids(Value names) => names.IsString ? [names.AsString()]
        : names.Kind == ValueKind.List && names.AsList().All(name => name.IsString) ? [.. names.AsList().Select(name => name.AsString())]
        : throw CypherErrors.Type("A transaction's id is a string.");
}
