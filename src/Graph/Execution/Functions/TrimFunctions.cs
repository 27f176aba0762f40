using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions that take characters off the ends of a string: white space, or those of a second argument.</summary>
internal static class TrimFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        StringFunctions.OfText("trim", (text, cancellation) => Trim(text, CodePoints.IsJavaWhitespace, start: true, end: true, cancellation)),
        Trimming("btrim", start: true, end: true),
        Trimming("ltrim", start: true, end: false),
        Trimming("rtrim", start: false, end: true),
    ];

    private static FunctionDefinition Trimming(string name, bool start, bool end) =>
        FunctionTypes.Strict(name, [CypherTypes.String, CypherTypes.String], CypherTypes.String, required: 1, body: (context, arguments) =>
        {
            var text = FunctionTypes.Text(name, arguments[0]);
            if (arguments.Length == 1)
            {
                return Value.Of(Trim(text, CodePoints.IsJavaWhitespace, start, end, context.Cancellation));
            }

            var characters = FunctionTypes.Text(name, arguments[1]);
            return Value.Of(TrimCodePoints(text, [.. CodePoints.Split(characters)], start, end, context.Cancellation));
        });

    private static string Trim(string text, Func<char, bool> isTrimmed, bool start, bool end, CancellationToken cancellation)
    {
        var from = 0;
        var to = text.Length;
        while (start && from < to && isTrimmed(text[from]))
        {
            Look(++from, cancellation);
        }

        while (end && to > from && isTrimmed(text[to - 1]))
        {
            Look(--to, cancellation);
        }

        return PatientCopy.Text(text.AsSpan(from..to), cancellation);
    }

    private static string TrimCodePoints(string text, HashSet<string> characters, bool start, bool end, CancellationToken cancellation)
    {
        var trimmed = characters.GetAlternateLookup<ReadOnlySpan<char>>();
        var (from, steps) = (0, 0);
        var to = text.Length;
        while (start && from < to && trimmed.Contains(text.AsSpan(from, UnitsFrom(text, from))))
        {
            from += UnitsFrom(text, from);
            Look(++steps, cancellation);
        }

        while (end && to > from && trimmed.Contains(text.AsSpan(to - UnitsBefore(text, to), UnitsBefore(text, to))))
        {
            to -= UnitsBefore(text, to);
            Look(++steps, cancellation);
        }

        return PatientCopy.Text(text.AsSpan(from..to), cancellation);
    }

    private static int UnitsFrom(string text, int place) => place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]) ? 2 : 1;

    private static int UnitsBefore(string text, int place) => place > 1 && char.IsSurrogatePair(text[place - 2], text[place - 1]) ? 2 : 1;

    private static void Look(int steps, CancellationToken cancellation)
    {
        if (steps % ExecutionContext.WeighedItems == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
