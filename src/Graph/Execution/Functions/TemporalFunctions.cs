using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using NodaTime;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>The functions that make temporal values and measure between them.</summary>
internal static class TemporalFunctions
{
    private static readonly (string Name, ValueKind Kind, CypherTypes Type)[] Kinds =
    [
        ("date", ValueKind.Date, CypherTypes.Date),
        ("localtime", ValueKind.LocalTime, CypherTypes.LocalTime),
        ("time", ValueKind.Time, CypherTypes.Time),
        ("localdatetime", ValueKind.LocalDateTime, CypherTypes.LocalDateTime),
        ("datetime", ValueKind.DateTime, CypherTypes.DateTime),
    ];

    /// <summary>Every temporal function.</summary>
    public static IReadOnlyList<FunctionDefinition> All { get; } =
    [
        .. Kinds.SelectMany(kind => OfKind(kind.Name, kind.Kind, kind.Type)),
        new("datetime.fromepoch", [CypherTypes.Number, CypherTypes.Number], 2, CypherTypes.DateTime, FromEpoch),
        new("datetime.fromepochmillis", [CypherTypes.Number], 1, CypherTypes.DateTime, FromEpochMillis),
        new("duration", [CypherTypes.Any], 1, CypherTypes.Duration, static (_, arguments) => DurationConstruction.Of(arguments[0])),
        Between("duration.between", DurationBetween.InAll),
        Between("duration.inMonths", DurationBetween.InMonths),
        Between("duration.inDays", DurationBetween.InDays),
        Between("duration.inSeconds", DurationBetween.InSeconds),
    ];

    private static IEnumerable<FunctionDefinition> OfKind(string name, ValueKind kind, CypherTypes type)
    {
        yield return new(name, [CypherTypes.Any], 0, type, (context, arguments) => arguments.Length == 0
            ? TemporalConstruction.AtInstant(kind, context.StatementTime, Zone.Utc)
            : TemporalConstruction.Of(kind, arguments[0], context.StatementTime));
        yield return Clock($"{name}.transaction", kind, type, static context => context.TransactionTime);
        yield return Clock($"{name}.statement", kind, type, static context => context.StatementTime);
        yield return Clock($"{name}.realtime", kind, type, static context => Instant.FromDateTimeOffset(context.Clock.GetUtcNow())) with { Deterministic = false };
        yield return new($"{name}.truncate", [CypherTypes.Any, CypherTypes.Any, CypherTypes.Any], 1, type, (context, arguments) =>
        {
            var input = arguments.Length > 1 ? arguments[1] : TemporalConstruction.AtInstant(kind, context.StatementTime, Zone.Utc);
            var fields = arguments.Length > 2 ? arguments[2] : Value.Null;
            return TemporalTruncation.Truncate(kind, arguments[0], input, fields, context.StatementTime.ToUnixTimeSeconds());
        });
    }

    private static FunctionDefinition Clock(string name, ValueKind kind, CypherTypes type, Func<FunctionContext, Instant> read)
        => new(name, [CypherTypes.Any], 0, type, (context, arguments) =>
        {
            if (arguments.Length > 0 && arguments[0].IsNull)
            {
                return Value.Null;
            }

            if (arguments.Length > 0 && !arguments[0].IsString)
            {
                throw TemporalErrors.WrongCall($"{name} takes the name of a time zone.");
            }

            var zone = arguments.Length == 0 ? Zone.Utc : TemporalText.ParseZone(arguments[0].AsString());
            return TemporalConstruction.AtInstant(kind, read(context), zone);
        });

    private static FunctionDefinition Between(string name, Func<Value, Value, DurationValue> measure)
        => new(name, [CypherTypes.Any, CypherTypes.Any], 2, CypherTypes.Duration, (_, arguments) =>
        {
            if (arguments[0].IsNull || arguments[1].IsNull)
            {
                return Value.Null;
            }

            return IsPointInTime(arguments[0]) && IsPointInTime(arguments[1])
                ? Value.Of(measure(arguments[0], arguments[1]))
                : throw TemporalErrors.WrongCall($"{name} takes two dates or times.");
        });

    private static bool IsPointInTime(Value value)
        => value.Kind is ValueKind.Date or ValueKind.LocalTime or ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime;

    private static Value FromEpoch(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsNull || arguments[1].IsNull)
        {
            return Value.Null;
        }

        return TemporalConstruction.OfEpoch(WholeNumber(arguments[0]), WholeNumber(arguments[1]), Zone.Utc);
    }

    private static Value FromEpochMillis(FunctionContext context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsNull)
        {
            return Value.Null;
        }

        var (seconds, rest) = Math.DivRem(WholeNumber(arguments[0]), 1000);
        return TemporalConstruction.OfEpoch(seconds, rest * 1_000_000, Zone.Utc);
    }

    private static long WholeNumber(Value value) => value.IsInteger
        ? value.AsInteger()
        : throw TemporalErrors.WrongCall("The time since 1970 is a whole number.");
}
