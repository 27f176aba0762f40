using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on any kind of value.</summary>
internal static class ScalarFunctions
{
    private const CypherTypes Sized = CypherTypes.String | CypherTypes.List;

    public static IEnumerable<FunctionDefinition> All =>
    [
        new("file", [], 0, CypherTypes.String, (context, _) => Value.Of(context.CsvFile)),
        new("linenumber", [], 0, CypherTypes.Integer, (context, _) => context.CsvFile is null ? Value.Null : Value.Of(context.CsvLine)),
        new("coalesce", [CypherTypes.Any], 1, CypherTypes.Any, Coalesce) { Variadic = true },
        new("nullIf", [CypherTypes.Any, CypherTypes.Any], 2, CypherTypes.Any, (_, arguments) =>
            ValueComparison.AreEqual(arguments[0], arguments[1]) == true ? Value.Null : arguments[0]),
        new("valueType", [CypherTypes.Any], 1, CypherTypes.String, (_, arguments) => Value.Of(ValueTypes.Name(arguments[0]))),
        FunctionTypes.Unary("size", Sized, CypherTypes.Integer, Size),
        FunctionTypes.Unary("isEmpty", Sized | CypherTypes.Map | CypherTypes.Entity, CypherTypes.Boolean, IsEmpty),
        FunctionTypes.Unary("reverse", Sized, Sized, Reverse),
        new("timestamp", [], 0, CypherTypes.Integer, (context, _) => Value.Of(context.StatementTime.ToUnixTimeMilliseconds())),
        new("randomUUID", [], 0, CypherTypes.String, (context, _) => Value.Of(RandomUuid(context.Random))) { Deterministic = false },
    ];

    private static Value Coalesce(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!argument.IsNull)
            {
                return argument;
            }
        }

        return Value.Null;
    }

    private static Value Size(FunctionContext context, Value value) => value.Kind switch
    {
        ValueKind.String => Value.Of((long)CodePoints.Count(value.AsString(), context.Cancellation)),
        ValueKind.List => Value.Of((long)value.AsList().Count),
        ValueKind.Bytes => Value.Of((long)value.Heap<BytesValue>()!.Content.Length),
        _ => throw FunctionTypes.WrongType("size", "a string or a list", value),
    };

    private static Value IsEmpty(Value value) => value.Kind switch
    {
        ValueKind.String => Value.Of(value.AsString().Length == 0),
        ValueKind.List => Value.Of(value.AsList().Count == 0),
        ValueKind.Map => Value.Of(value.AsMap().Count == 0),
        _ => throw FunctionTypes.WrongType("isEmpty", "a string, a list or a map", value),
    };

    private static Value Reverse(FunctionContext context, Value value)
    {
        if (value.IsString)
        {
            return Value.Of(CodePoints.Reverse(value.AsString(), context.Cancellation));
        }

        // As in Neo4j 5, the list that a property holds must be made a list of the query first, as in [x IN n.list | x].
        if (value.Heap<ListValue>() is not { IsStored: false } list)
        {
            throw FunctionTypes.WrongType("reverse", "a string or a list that does not come straight from a property", value);
        }

        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % ExecutionContext.WeighedItems == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            items[i] = list[items.Length - 1 - i];
        }

        return Value.Of(items);
    }

    /// <summary>A version 4 UUID (RFC 9562): 122 random bits.</summary>
    private static string RandomUuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
