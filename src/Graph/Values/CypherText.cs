using System.Globalization;
using System.Numerics;
using System.Text;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Values;

/// <summary>Values as text: what <c>toString()</c> gives, and literals for people and logs.</summary>
internal static class CypherText
{
    /// <summary>The result of <c>toString()</c> for a value that is not null; a type error for kinds that have no text.</summary>
    public static string ToStringFunction(Value value) => TryToString(value)
        ?? throw CypherErrors.Type($"toString() takes a boolean, number, string, point or temporal value, but {TypeNames.Describe(value)} was given.");

    /// <summary>The text of a scalar, or null for null, lists, maps, entities and paths.</summary>
    public static string? TryToString(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
        ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => OfDouble(value.AsDouble()),
        ValueKind.String => value.AsString(),
        ValueKind.Point => value.Heap<PointValue>()!.ToString(),
        >= ValueKind.Date and <= ValueKind.Duration => TemporalText.Format(value),
        _ => null,
    };

    /// <summary>A float as Java's <c>Double.toString</c> prints it (JDK 17, on which Neo4j 5 runs).</summary>
    /// <remarks>
    /// The shortest digits that read back as the same number, at least one on each side of the point; with an exponent below
    /// 10^-3 and from 10^7 on. At least two digits are tried: 4.9E-324, not 5.0E-324. Digits that lie exactly between two
    /// floats do not count, though reading rounds them to this one: 10^23 prints as 9.999999999999999E22.
    /// </remarks>
    public static string OfDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var (digits, exponent) = ShortestDigits(Math.Abs(value));
        var text = exponent is >= -3 and < 7 ? Plain(digits, exponent)
            : $"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
        return value < 0 ? "-" + text : text;
    }

    /// <summary>The value as it would be written in a query, as far as its kind has a literal.</summary>
    public static string Literal(Value value)
    {
        var text = new StringBuilder();
        AppendLiteral(text, value);
        return text.ToString();
    }

    /// <summary>Significant digits without trailing zeros, and the power of ten of the first one.</summary>
    public static (string Digits, int Exponent) ShortestDigits(double value)
    {
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 1; precision < 17; precision++)
        {
            var candidate = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == value && !IsMidpoint(candidate, value))
            {
                scientific = candidate;
                break;
            }
        }

        var e = scientific.IndexOf('E', StringComparison.Ordinal);
        var digits = string.Concat(scientific[0].ToString(), scientific.AsSpan(2, e - 2)).TrimEnd('0');
        return (digits, int.Parse(scientific.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a decimal lies halfway between a float and its neighbour. Only from 2^54 on can one of 17 digits do so: there the halves are whole.</summary>
    private static bool IsMidpoint(string text, double value)
    {
        if (value < 18014398509481984.0)
        {
            return false;
        }

        var number = BigInteger.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var exact = new BigInteger(value);
        var neighbour = new BigInteger(number > exact ? Math.BitIncrement(value) : Math.BitDecrement(value));
        return number + number == exact + neighbour;
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return $"{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    private static void AppendLiteral(StringBuilder text, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                text.Append("null");
                break;
            case ValueKind.String:
                AppendQuoted(text, value.AsString());
                break;
            case ValueKind.List:
                AppendJoined(text.Append('['), value.AsList(), AppendLiteral).Append(']');
                break;
            case ValueKind.Map:
                AppendMap(text, value.AsMap());
                break;
            case ValueKind.Bytes:
                text.Append("0x").Append(Convert.ToHexString(value.Heap<BytesValue>()!.Content));
                break;
            case ValueKind.Node or ValueKind.Relationship or ValueKind.Path:
                AppendGraphPart(text, value);
                break;
            case >= ValueKind.Date and <= ValueKind.Duration:
                AppendQuoted(text.Append(TypeNames.Of(value.Kind).Replace(' ', '_')).Append('('), TemporalText.Format(value)).Append(')');
                break;
            default:
                text.Append(TryToString(value));
                break;
        }
    }

    private static void AppendGraphPart(StringBuilder text, Value value)
    {
        if (value.Heap<NodeValue>() is { } node)
        {
            text.Append('(').Append(string.Concat(node.Labels.Select(label => ":" + label)));
            AppendMap(node.Labels.Count > 0 ? text.Append(' ') : text, node.Properties);
            text.Append(')');
        }
        else if (value.Heap<RelationshipValue>() is { } relationship)
        {
            text.Append("[:").Append(relationship.Type).Append(' ');
            AppendMap(text, relationship.Properties);
            text.Append(']');
        }
        else if (value.Kind == ValueKind.Path)
        {
            AppendJoined(text.Append('<'), PathIds.Of(value), (builder, id) => builder.Append(id), "-").Append('>');
        }
        else
        {
            text.Append(value.IsNode ? "(#" : "[#").Append(value.Bits).Append(value.IsNode ? ')' : ']');
        }
    }

    private static void AppendMap(StringBuilder text, MapValue map) =>
        AppendJoined(text.Append('{'), map, (builder, entry) => AppendLiteral(builder.Append(entry.Key).Append(": "), entry.Value)).Append('}');

    private static StringBuilder AppendJoined<T>(StringBuilder text, IEnumerable<T> items, Action<StringBuilder, T> append, string separator = ", ")
    {
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? string.Empty : separator);
            append(text, item);
            first = false;
        }

        return text;
    }

    private static StringBuilder AppendQuoted(StringBuilder text, string content) => text.Append('\'')
        .Append(content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)).Append('\'');
}
