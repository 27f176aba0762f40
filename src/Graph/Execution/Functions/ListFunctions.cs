using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on lists.</summary>
internal static class ListFunctions
{
    /// <summary>A list is held in memory whole; this many items take 800 MB.</summary>
    public const long MaximumLength = 50_000_000;
    private const int CancellationInterval = 1 << 16;

    /// <summary>range(), which UNWIND knows by its identity and counts through without making the list.</summary>
    public static readonly FunctionDefinition CountingRange =
        new("range", [CypherTypes.Number, CypherTypes.Number, CypherTypes.Number], 2, CypherTypes.List, Range);

    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Unary("head", CypherTypes.List, CypherTypes.Any, value =>
            FunctionTypes.List("head", value) is { Count: > 0 } list ? list[0] : Value.Null),
        FunctionTypes.Unary("last", CypherTypes.List, CypherTypes.Any, value =>
            FunctionTypes.List("last", value) is { Count: > 0 } list ? list[list.Count - 1] : Value.Null),
        FunctionTypes.Unary("tail", CypherTypes.List, CypherTypes.List, Tail),
        CountingRange,
    ];

    /// <summary>As in Neo4j, of a value that is no list the empty list.</summary>
    private static Value Tail(FunctionContext context, Value value) => value.Heap<ListValue>() is { Count: > 1 } list
        ? Value.Of(PatientCopy.ToArray(list.Items[1..], context.Cancellation))
        : Value.Of(ListValue.Empty);

    /// <summary>What range() counts through: its first item, the step, and how many steps follow, or less than 0 where there is no item.</summary>
    public static (long Start, long Step, long Steps) RangeOf(ReadOnlySpan<Value> arguments)
    {
        var start = Bound(arguments[0]);
        var end = Bound(arguments[1]);
        var step = arguments.Length > 2 ? Bound(arguments[2]) : 1;
        if (step == 0)
        {
            throw CypherErrors.Argument("The step of range() must not be zero.");
        }

        // As in Neo4j the quotient truncates towards zero, so that range(0, 1, -123) holds its start, and a distance beyond 64 bits wraps around.
        return (start, step, unchecked(end - start) / step);
    }

    private static Value Range(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        var (start, step, steps) = RangeOf(arguments);
        if (steps < 0)
        {
            return Value.Of(ListValue.Empty);
        }

        if (steps >= MaximumLength)
        {
            throw steps >= int.MaxValue
                ? CypherErrors.Arithmetic($"range() would have more than {int.MaxValue} items.")
                : CypherErrors.Argument($"range() would have more than {MaximumLength} items, the most that a list may hold.");
        }

        context.Memory.Require(MemoryBudget.SizeOf((int)steps + 1));
        var items = new Value[(int)steps + 1];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % CancellationInterval == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            items[i] = Value.Of(start + (i * step));
        }

        return Value.Of(items);
    }

    private static long Bound(Value value) => value.IsInteger ? value.AsInteger()
        : value.IsFloat ? ConversionFunctions.Truncate(value.AsDouble())
        : throw FunctionTypes.WrongType("range", "numbers", value);
}
