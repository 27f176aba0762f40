using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using NodaTime;

namespace CoEvolve.Graph.Tests.Temporal;

/// <summary>Calls temporal functions at 2024-05-06T07:08:09.5Z; the transaction began an hour, the real clock reads a minute from it.</summary>
internal static class Calls
{
    private static readonly FunctionContext Context = new()
    {
        Graph = null!, // Temporal functions do not look at the graph.
        StatementTime = Instant.FromUtc(2024, 5, 6, 7, 8, 9).PlusNanoseconds(500_000_000),
        TransactionTime = Instant.FromUtc(2024, 5, 6, 6, 8, 9),
        Clock = new StoppedClock(),
        Random = null!, // Nor do they throw dice.
    };

    public static Value Call(string name, params Value[] arguments)
    {
        var function = TemporalFunctions.All.Single(definition => definition.Name == name);
        Assert.InRange(arguments.Length, function.Required, function.Parameters.Length);
        return function.Body(Context, arguments);
    }

    /// <summary>The answer as text.</summary>
    public static string TextOf(string name, params Value[] arguments) => TemporalText.Format(Call(name, arguments));

    public static Value Date(string text) => Call("date", Value.Of(text));

    public static Value LocalTime(string text) => Call("localtime", Value.Of(text));

    public static Value Time(string text) => Call("time", Value.Of(text));

    public static Value LocalDateTime(string text) => Call("localdatetime", Value.Of(text));

    public static Value DateTime(string text) => Call("datetime", Value.Of(text));

    public static Value Duration(string text) => Call("duration", Value.Of(text));

    public static Value Map(params (string Key, Value Value)[] entries)
        => Value.Of(MapValue.From(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))));

    public static (string Key, Value Value) At(string key, long number) => (key, Value.Of(number));

    public static (string Key, Value Value) At(string key, string text) => (key, Value.Of(text));

    public static (string Key, Value Value) At(string key, double number) => (key, Value.Of(number));

    public static (string Key, Value Value) At(string key, Value value) => (key, value);

    /// <summary>The status code with which the action fails.</summary>
    public static string CodeOf(Action action) => Assert.Throws<CypherException>(action).Code;

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 5, 6, 7, 9, 9, TimeSpan.Zero);
    }
}
