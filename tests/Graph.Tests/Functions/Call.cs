using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Tests.Functions;

/// <summary>Calls functions and aggregates by name, as a query would.</summary>
internal static class Call
{
    public static FunctionContext Context(GraphState? graph = null) => new()
    {
        Graph = graph ?? new GraphState(),
        StatementTime = Instant.FromUnixTimeMilliseconds(1_577_836_800_123),
        TransactionTime = Instant.FromUnixTimeMilliseconds(1_577_836_800_000),
        Clock = TimeProvider.System,
        Random = new Random(42),
    };

    public static Value Function(string name, params Value[] arguments) => FunctionLibrary.Find(name)!.Body(Context(), arguments);

    public static string ErrorCode(string name, params Value[] arguments) =>
        Assert.Throws<CypherException>(() => Function(name, arguments)).Code;

    public static Value Aggregate(string name, Value parameter, params Value[] rows)
    {
        var aggregator = AggregateLibrary.Find(name)!.Create(Context());
        foreach (var row in rows)
        {
            aggregator.Add(row, parameter);
        }

        return aggregator.Result();
    }
}
