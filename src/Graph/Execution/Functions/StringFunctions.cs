using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on strings, but for trimming. Lengths and positions count code points.</summary>
internal static class StringFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Strict("left", [CypherTypes.String, CypherTypes.Integer], CypherTypes.String, (_, arguments) => Left(arguments)),
        FunctionTypes.Strict("right", [CypherTypes.String, CypherTypes.Integer], CypherTypes.String, (_, arguments) => Right(arguments)),
        FunctionTypes.Strict("substring", [CypherTypes.String, CypherTypes.Integer, CypherTypes.Integer], CypherTypes.String, (_, arguments) => Substring(arguments), required: 2),
        FunctionTypes.Strict("replace", [CypherTypes.String, CypherTypes.String, CypherTypes.String], CypherTypes.String, (_, arguments) => Replace(arguments)),
        FunctionTypes.Strict("split", [CypherTypes.String, CypherTypes.String | CypherTypes.List], CypherTypes.List, (_, arguments) => Split(arguments)),
        FunctionTypes.Strict("normalize", [CypherTypes.String, CypherTypes.String], CypherTypes.String, (_, arguments) => Normalize(arguments), required: 1),
        FunctionTypes.Strict(Cypher.Parsing.CypherParser.NormalizedCheck, [CypherTypes.Any, CypherTypes.String], CypherTypes.Boolean, (_, arguments) => IsNormalized(arguments)),
        OfText("toUpper", LetterCase.ToUpper),
        OfText("upper", LetterCase.ToUpper),
        OfText("toLower", LetterCase.ToLower),
        OfText("lower", LetterCase.ToLower),
        FunctionTypes.Unary("char_length", CypherTypes.String, CypherTypes.Integer, value => Length("char_length", value)),
        FunctionTypes.Unary("character_length", CypherTypes.String, CypherTypes.Integer, value => Length("character_length", value)),
    ];

    /// <summary>A strict function from a string to a string.</summary>
    public static FunctionDefinition OfText(string name, Func<string, string> body) =>
        FunctionTypes.Unary(name, CypherTypes.String, CypherTypes.String, value => Value.Of(body(FunctionTypes.Text(name, value))));

    private static Value Normalize(ReadOnlySpan<Value> arguments) =>
        Value.Of(UnicodeNormalization.Normalize(FunctionTypes.Text("normalize", arguments[0]), arguments.Length == 1 ? NormalForm.Nfc : FormOf(arguments[1])));

    /// <summary>Of anything but a string it is not known.</summary>
    private static Value IsNormalized(ReadOnlySpan<Value> arguments) => !arguments[0].IsString ? Value.Null
        : Value.Of(UnicodeNormalization.Normalize(arguments[0].AsString(), FormOf(arguments[1])) == arguments[0].AsString());

    private static NormalForm FormOf(Value name) => name.IsString && Enum.TryParse<NormalForm>(name.AsString(), ignoreCase: true, out var form)
        ? form
        : throw CypherErrors.Argument($"{name} is no normal form: there are NFC, NFD, NFKC and NFKD.");

    private static Value Length(string name, Value value) => Value.Of((long)CodePoints.Count(FunctionTypes.Text(name, value)));

    private static Value Left(ReadOnlySpan<Value> arguments)
    {
        var text = FunctionTypes.Text("left", arguments[0]);
        return Value.Of(text[..CodePoints.UnitIndex(text, Count("left", text, arguments[1]))]);
    }

    private static Value Right(ReadOnlySpan<Value> arguments)
    {
        var text = FunctionTypes.Text("right", arguments[0]);
        var length = FunctionTypes.Integer("right", arguments[1]);
        if (length < 0)
        {
            throw NegativeCount("right", length);
        }

        return Value.Of(text[CodePoints.UnitIndex(text, CodePoints.Count(text) - length)..]);
    }

    private static Value Substring(ReadOnlySpan<Value> arguments)
    {
        var text = FunctionTypes.Text("substring", arguments[0]);
        var rest = text[CodePoints.UnitIndex(text, Count("substring", text, arguments[1]))..];
        return Value.Of(arguments.Length == 2 ? rest : rest[..CodePoints.UnitIndex(rest, Count("substring", text, arguments[2]))]);
    }

    /// <summary>A start or length, which must not be negative, except that of an empty text Neo4j takes any.</summary>
    private static long Count(string function, string text, Value value)
    {
        var count = FunctionTypes.Integer(function, value);
        return count >= 0 || text.Length == 0 ? count : throw NegativeCount(function, count);
    }

    private static CypherException NegativeCount(string function, long count) =>
        CypherErrors.ExecutionFailed($"{function}() takes no negative start or length, but {count} was given.");

    private static Value Replace(ReadOnlySpan<Value> arguments)
    {
        var text = FunctionTypes.Text("replace", arguments[0]);
        var search = FunctionTypes.Text("replace", arguments[1]);
        var substitute = FunctionTypes.Text("replace", arguments[2]);
        var most = text.Length + ((long)substitute.Length * (search.Length > 0 ? text.Length / search.Length : text.Length + 1));
        if (most > Arithmetic.LongestString)
        {
            throw CypherErrors.TooLarge($"replace() could make more than {Arithmetic.LongestString} characters, the most that a string may have.");
        }

        return Value.Of(search.Length > 0
            ? text.Replace(search, substitute, StringComparison.Ordinal)
            : substitute + string.Concat(CodePoints.Split(text).Select(character => character + substitute)));
    }

    private static Value Split(ReadOnlySpan<Value> arguments)
    {
        var text = FunctionTypes.Text("split", arguments[0]);
        string[] delimiters = arguments[1].IsString
            ? [arguments[1].AsString()]
            : [.. FunctionTypes.List("split", arguments[1]).Select(item => FunctionTypes.Text("split", item))];
        if (text.Length == 0 || delimiters.Length == 0)
        {
            return Value.Of([text]);
        }

        return Value.Of(delimiters.Contains(string.Empty) ? CodePoints.Split(text) : text.Split(delimiters, StringSplitOptions.None));
    }
}
