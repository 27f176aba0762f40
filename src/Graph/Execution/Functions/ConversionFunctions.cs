using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary><c>toBoolean</c>, <c>toInteger</c>, <c>toFloat</c>, <c>toString</c>, and their <c>OrNull</c> and <c>List</c> forms.</summary>
/// <remarks>A string that cannot be read gives null. A kind that cannot be converted is a type error, in the other forms null.</remarks>
internal static class ConversionFunctions
{
    private const CypherTypes Texts = CypherTypes.Boolean | CypherTypes.Number | CypherTypes.String | CypherTypes.Temporal | CypherTypes.Duration | CypherTypes.Point;

    private delegate bool Conversion(Value value, out Value result);

    public static IEnumerable<FunctionDefinition> All =>
    [
        .. Family("toBoolean", CypherTypes.Boolean | CypherTypes.Integer | CypherTypes.String, CypherTypes.Boolean, TryToBoolean),
        .. Family("toInteger", CypherTypes.Any, CypherTypes.Integer, TryToInteger),
        .. Family("toFloat", CypherTypes.Number | CypherTypes.String, CypherTypes.Float, TryToFloat),
        .. Family("toString", Texts, CypherTypes.String, TryToString),
    ];

    private static IEnumerable<FunctionDefinition> Family(string name, CypherTypes accepted, CypherTypes returns, Conversion convert)
    {
        yield return FunctionTypes.Unary(name, accepted, returns, value => convert(value, out var result)
            ? result
            : throw FunctionTypes.WrongType(name, "another kind of value", value));
        yield return FunctionTypes.Unary(name + "OrNull", CypherTypes.Any, returns, value => OrNull(convert, value));
        yield return FunctionTypes.Unary(name + "List", CypherTypes.List, CypherTypes.List, (context, value) =>
            FunctionTypes.Map(FunctionTypes.List(name + "List", value), item => OrNull(convert, item), context.Cancellation));
    }

    /// <summary>A number in a string that is too large counts as unreadable here.</summary>
    private static Value OrNull(Conversion convert, Value value)
    {
        try
        {
            return convert(value, out var result) ? result : Value.Null;
        }
        catch (CypherException tooLarge) when (tooLarge.Code == CypherErrors.TypeCode)
        {
            return Value.Null;
        }
    }

    private static bool TryToBoolean(Value value, out Value result)
    {
        result = value.Kind switch
        {
            ValueKind.Boolean => value,
            ValueKind.Integer => Value.Of(value.AsInteger() != 0),
            ValueKind.String => bool.TryParse(value.AsString(), out var truth) ? Value.Of(truth) : Value.Null,
            _ => Value.Null,
        };
        return value.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.String;
    }

    private static bool TryToInteger(Value value, out Value result)
    {
        result = value.Kind switch
        {
            ValueKind.Boolean => Value.Of(value.AsBoolean() ? 1L : 0L),
            ValueKind.Integer => value,
            ValueKind.Float => Value.Of(Truncate(value.AsDouble())),
            ValueKind.String => JavaNumbers.ParseInteger(value.AsString()) is { } number ? Value.Of(number) : Value.Null,
            _ => Value.Null,
        };
        return value.IsNumber || value.Kind is ValueKind.Boolean or ValueKind.String;
    }

    private static bool TryToFloat(Value value, out Value result)
    {
        result = value.IsNumber ? Value.Of(value.AsDouble())
            : value.IsString && JavaNumbers.ParseDouble(value.AsString()) is { } number ? Value.Of(number)
            : Value.Null;
        return value.IsNumber || value.IsString;
    }

    private static bool TryToString(Value value, out Value result)
    {
        var text = CypherText.TryToString(value);
        result = Value.Of(text);
        return text is not null;
    }

    /// <summary>Towards zero; NaN is 0, and what is too large becomes the largest integer of its sign.</summary>
    public static long Truncate(double value) => double.IsNaN(value) ? 0
        : value >= long.MaxValue ? long.MaxValue
        : value <= long.MinValue ? long.MinValue
        : (long)value;
}
