namespace CoEvolve.Graph.Values;

/// <summary>The type of a <see cref="Value"/>, as Cypher names it. Numbers are stable: they are written to disk.</summary>
public enum ValueKind : byte
{
    /// <summary>The missing value.</summary>
    Null = 0,

    /// <summary>BOOLEAN.</summary>
    Boolean = 1,

    /// <summary>INTEGER, 64 bits, signed.</summary>
    Integer = 2,

    /// <summary>FLOAT, IEEE 754 binary64.</summary>
    Float = 3,

    /// <summary>STRING.</summary>
    String = 4,

    /// <summary>LIST.</summary>
    List = 5,

    /// <summary>MAP.</summary>
    Map = 6,

    /// <summary>NODE.</summary>
    Node = 7,

    /// <summary>RELATIONSHIP.</summary>
    Relationship = 8,

    /// <summary>PATH.</summary>
    Path = 9,

    /// <summary>DATE.</summary>
    Date = 10,

    /// <summary>LOCAL TIME.</summary>
    LocalTime = 11,

    /// <summary>ZONED TIME.</summary>
    Time = 12,

    /// <summary>LOCAL DATETIME.</summary>
    LocalDateTime = 13,

    /// <summary>ZONED DATETIME.</summary>
    DateTime = 14,

    /// <summary>DURATION.</summary>
    Duration = 15,

    /// <summary>POINT.</summary>
    Point = 16,

    /// <summary>A byte array; it has no literal and travels as a parameter or a property only.</summary>
    Bytes = 17,
}
