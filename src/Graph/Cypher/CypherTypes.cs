namespace CoEvolve.Graph.Cypher;

/// <summary>The set of types that an expression may have, as far as it is known before the query runs. Null belongs to every type.</summary>
[Flags]
internal enum CypherTypes
{
    None = 0,
    Boolean = 1 << 0,
    Integer = 1 << 1,
    Float = 1 << 2,
    String = 1 << 3,
    List = 1 << 4,
    Map = 1 << 5,
    Node = 1 << 6,
    Relationship = 1 << 7,
    Path = 1 << 8,
    Date = 1 << 9,
    LocalTime = 1 << 10,
    Time = 1 << 11,
    LocalDateTime = 1 << 12,
    DateTime = 1 << 13,
    Duration = 1 << 14,
    Point = 1 << 15,
    Bytes = 1 << 16,

    Number = Integer | Float,
    Temporal = Date | LocalTime | Time | LocalDateTime | DateTime,
    Entity = Node | Relationship,
    Any = (1 << 17) - 1,
}
