using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on strings, but for trimming. Lengths and positions count code points.</summary>
internal static class StringFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Strict("left", [CypherTypes.String, CypherTypes.Integer], CypherTypes.String, (context, arguments) => Left(arguments, context.Cancellation)),
        FunctionTypes.Strict("right", [CypherTypes.String, CypherTypes.Integer], CypherTypes.String, (context, arguments) => Right(arguments, context.Cancellation)),
        FunctionTypes.Strict("substring", [CypherTypes.String, CypherTypes.Integer, CypherTypes.Integer], CypherTypes.String, (context, arguments) => Substring(arguments, context.Cancellation), required: 2),
        FunctionTypes.Strict("replace", [CypherTypes.String, CypherTypes.String, CypherTypes.String], CypherTypes.String, (context, arguments) => Replace(arguments, context)),
        FunctionTypes.Strict("split", [CypherTypes.String, CypherTypes.String | CypherTypes.List], CypherTypes.List, (context, arguments) => Split(arguments, context)),
        FunctionTypes.Strict("normalize", [CypherTypes.String, CypherTypes.String], CypherTypes.String, (context, arguments) => Normalize(arguments, context.Cancellation), required: 1),
        FunctionTypes.Strict(Cypher.Parsing.CypherParser.NormalizedCheck, [CypherTypes.Any, CypherTypes.String], CypherTypes.Boolean, (context, arguments) => IsNormalized(arguments, context.Cancellation)),
        OfText("toUpper", LetterCase.ToUpper),
        OfText("upper", LetterCase.ToUpper),
        OfText("toLower", LetterCase.ToLower),
        OfText("lower", LetterCase.ToLower),
        FunctionTypes.Unary("char_length", CypherTypes.String, CypherTypes.Integer, (context, value) => Length("char_length", value, context.Cancellation)),
        FunctionTypes.Unary("character_length", CypherTypes.String, CypherTypes.Integer, (context, value) => Length("character_length", value, context.Cancellation)),
    ];

    /// <summary>A strict function from a string to a string.</summary>
    public static FunctionDefinition OfText(string name, Func<string, CancellationToken, string> body) =>
        FunctionTypes.Unary(name, CypherTypes.String, CypherTypes.String, (context, value) => Value.Of(body(FunctionTypes.Text(name, value), context.Cancellation)));

    private static Value Normalize(ReadOnlySpan<Value> arguments, CancellationToken cancellation) =>
        Value.Of(UnicodeNormalization.Normalize(FunctionTypes.Text("normalize", arguments[0]), arguments.Length == 1 ? NormalForm.Nfc : FormOf(arguments[1]), cancellation));

    /// <summary>Of anything but a string it is not known.</summary>
    private static Value IsNormalized(ReadOnlySpan<Value> arguments, CancellationToken cancellation) => !arguments[0].IsString ? Value.Null
        : Value.Of(UnicodeNormalization.Normalize(arguments[0].AsString(), FormOf(arguments[1]), cancellation) == arguments[0].AsString());

    private static NormalForm FormOf(Value name) => name.IsString && Enum.TryParse<NormalForm>(name.AsString(), ignoreCase: true, out var form)
        ? form
        : throw CypherErrors.Argument($"{name} is no normal form: there are NFC, NFD, NFKC and NFKD.");

    private static Value Length(string name, Value value, CancellationToken cancellation) => Value.Of((long)CodePoints.Count(FunctionTypes.Text(name, value), cancellation));

    private static Value Left(ReadOnlySpan<Value> arguments, CancellationToken cancellation)
    {
        var text = FunctionTypes.Text("left", arguments[0]);
        return Cut(text, 0, CodePoints.UnitIndex(text, Count("left", text, arguments[1]), cancellation: cancellation), cancellation);
    }

    private static Value Right(ReadOnlySpan<Value> arguments, CancellationToken cancellation)
    {
        var text = FunctionTypes.Text("right", arguments[0]);
        var length = FunctionTypes.Integer("right", arguments[1]);
        if (length < 0)
        {
            throw NegativeCount("right", length);
        }

        return Cut(text, CodePoints.UnitIndex(text, CodePoints.Count(text, cancellation) - length, cancellation: cancellation), text.Length, cancellation);
    }

    private static Value Substring(ReadOnlySpan<Value> arguments, CancellationToken cancellation)
    {
        var text = FunctionTypes.Text("substring", arguments[0]);
        var start = CodePoints.UnitIndex(text, Count("substring", text, arguments[1]), cancellation: cancellation);
        var end = arguments.Length == 2 ? text.Length : CodePoints.UnitIndex(text, Count("substring", text, arguments[2]), start, cancellation);
        return Cut(text, start, end, cancellation);
    }

    private static Value Cut(string text, int start, int end, CancellationToken cancellation) =>
        Value.Of(start == 0 && end == text.Length ? text : PatientCopy.Text(text.AsSpan(start..end), cancellation));

    /// <summary>A start or length, which must not be negative, except that of an empty text Neo4j takes any.</summary>
    private static long Count(string function, string text, Value value)
    {
        var count = FunctionTypes.Integer(function, value);
        return count >= 0 || text.Length == 0 ? count : throw NegativeCount(function, count);
    }

    private static CypherException NegativeCount(string function, long count) =>
        CypherErrors.ExecutionFailed($"{function}() takes no negative start or length, but {count} was given.");

    private static Value Replace(ReadOnlySpan<Value> arguments, FunctionContext context)
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
            ? PatientText.Replace(text, search, substitute, context.Cancellation)
            : PatientText.Interspersed(text, substitute, context.Cancellation));
    }

    /// <summary>The parts as a list, which may be very long: it must fit into what the statement may keep while it is made.</summary>
    private static Value[] Items(IEnumerable<string> parts, FunctionContext context)
    {
        var items = new GrowingList<Value>();
        var bytes = MemoryBudget.SizeOf(0);
        foreach (var part in parts)
        {
            if (items.Count % ExecutionContext.WeighedItems == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                context.Memory.Require(bytes);
            }

            var item = Value.Of(part);
            bytes += MemoryBudget.ValueBytes + MemoryBudget.SizeBeside(item);
            items.Add(item);
        }

        return items.ToArray(context.Cancellation);
    }

    private static Value Split(ReadOnlySpan<Value> arguments, FunctionContext context)
    {
        var text = FunctionTypes.Text("split", arguments[0]);
        string[] delimiters = arguments[1].IsString
            ? [arguments[1].AsString()]
            : [.. FunctionTypes.List("split", arguments[1]).Select(item => FunctionTypes.Text("split", item))];
        if (text.Length == 0 || delimiters.Length == 0)
        {
            return Value.Of([text]);
        }

        var parts = delimiters.Contains(string.Empty) ? CodePoints.Split(text) : PatientText.Split(text, delimiters, context.Cancellation);
        return Value.Of(Items(parts, context));
    }
}
