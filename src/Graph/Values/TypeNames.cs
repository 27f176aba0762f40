namespace CoEvolve.Graph.Values;

/// <summary>Names of kinds as Cypher spells them, for messages.</summary>
internal static class TypeNames
{
    public static string Of(ValueKind kind) => kind switch
    {
        ValueKind.Null => "NULL",
        ValueKind.Boolean => "BOOLEAN",
        ValueKind.Integer => "INTEGER",
        ValueKind.Float => "FLOAT",
        ValueKind.String => "STRING",
        ValueKind.List => "LIST",
        ValueKind.Map => "MAP",
        ValueKind.Node => "NODE",
        ValueKind.Relationship => "RELATIONSHIP",
        ValueKind.Path => "PATH",
        ValueKind.Date => "DATE",
        ValueKind.LocalTime => "LOCAL TIME",
        ValueKind.Time => "ZONED TIME",
        ValueKind.LocalDateTime => "LOCAL DATETIME",
        ValueKind.DateTime => "ZONED DATETIME",
        ValueKind.Duration => "DURATION",
        ValueKind.Point => "POINT",
        _ => "BYTES",
    };

    /// <summary>The kind and the value itself, shortened where it is long.</summary>
    public static string Describe(Value value)
    {
        const int limit = 60;
        var text = CypherText.Literal(value);
        return $"{Of(value.Kind)} {(text.Length <= limit ? text : text[..limit] + "…")}";
    }
}
