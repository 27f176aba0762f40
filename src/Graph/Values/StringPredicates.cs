using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Values;

/// <summary>The string operators. An operand that is no string gives null.</summary>
internal static class StringPredicates
{
    public static Value StartsWith(Value text, Value prefix) => text.IsString && prefix.IsString
        ? Value.Of(text.AsString().StartsWith(prefix.AsString(), StringComparison.Ordinal))
        : Value.Null;

    public static Value EndsWith(Value text, Value suffix) => text.IsString && suffix.IsString
        ? Value.Of(text.AsString().EndsWith(suffix.AsString(), StringComparison.Ordinal))
        : Value.Null;

    public static Value Contains(Value text, Value part, CancellationToken cancellation = default) => text.IsString && part.IsString
        ? Value.Of(PatientText.Contains(text.AsString(), part.AsString(), cancellation))
        : Value.Null;

    /// <summary>The operator <c>=~</c>: whether a Java regular expression matches the whole text.</summary>
    public static Value RegexMatch(Value text, Value pattern, CancellationToken cancellation = default)
    {
        if (!text.IsString || !pattern.IsString)
        {
            return Value.Null;
        }

        try
        {
            return Value.Of(JavaRegex.WholeMatch(pattern.AsString(), cancellation).IsMatch(text.AsString(), cancellation));
        }
        catch (RegexMatchTimeoutException)
        {
            throw CypherErrors.Argument($"The regular expression '{pattern.AsString()}' took longer than {JavaRegex.Timeout.TotalSeconds} s on one text.");
        }
    }
}
