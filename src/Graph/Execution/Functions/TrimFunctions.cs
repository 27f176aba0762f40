using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions that take characters off the ends of a string: white space, or those of a second argument.</summary>
internal static class TrimFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        StringFunctions.OfText("trim", text => Trim(text, CodePoints.IsJavaWhitespace, start: true, end: true)),
        Trimming("btrim", start: true, end: true),
        Trimming("ltrim", start: true, end: false),
        Trimming("rtrim", start: false, end: true),
    ];

    private static FunctionDefinition Trimming(string name, bool start, bool end) =>
        FunctionTypes.Strict(name, [CypherTypes.String, CypherTypes.String], CypherTypes.String, required: 1, body: (_, arguments) =>
        {
            var text = FunctionTypes.Text(name, arguments[0]);
            if (arguments.Length == 1)
            {
                return Value.Of(Trim(text, CodePoints.IsJavaWhitespace, start, end));
            }

            var characters = FunctionTypes.Text(name, arguments[1]);
            return Value.Of(TrimCodePoints(text, [.. CodePoints.Split(characters)], start, end));
        });

    private static string Trim(string text, Func<char, bool> isTrimmed, bool start, bool end)
    {
        var from = 0;
        var to = text.Length;
        while (start && from < to && isTrimmed(text[from]))
        {
            from++;
        }

        while (end && to > from && isTrimmed(text[to - 1]))
        {
            to--;
        }

        return text[from..to];
    }

    private static string TrimCodePoints(string text, HashSet<string> characters, bool start, bool end)
    {
        List<string> parts = [.. CodePoints.Split(text)];
        var from = start ? parts.FindIndex(part => !characters.Contains(part)) : 0;
        var to = end ? parts.FindLastIndex(part => !characters.Contains(part)) : parts.Count - 1;
        return from < 0 ? string.Empty : string.Concat(parts.Skip(from).Take(to - from + 1));
    }
}
