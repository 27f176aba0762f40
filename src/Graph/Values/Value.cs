using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Values;

/// <summary>
/// One Cypher value: immutable, 16 bytes, without allocation for null, booleans, numbers, dates, local times and
/// references to nodes and relationships.
/// </summary>
/// <remarks>
/// Layout: <c>_reference</c> is null for Null; a <see cref="Tag"/> for kinds whose whole content fits <c>_bits</c>
/// (boolean 0/1, integer, the bits of a float, days since 1970-01-01, nanoseconds of the day, entity id); else the string
/// or the <see cref="HeapValue"/> itself. A materialised <see cref="NodeValue"/> or <see cref="RelationshipValue"/> keeps its
/// id in <c>_bits</c> too, so that identity is read in the same way from both forms.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Value : IEquatable<Value>
{
    private const int UnixEpochDayNumber = 719162;

    private readonly object? _reference;
    private readonly long _bits;

    private Value(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>The missing value; also <c>default(Value)</c>.</summary>
    public static Value Null => default;

    /// <summary>The boolean true.</summary>
    public static Value True => new(Tag.Boolean, 1);

    /// <summary>The boolean false.</summary>
    public static Value False => new(Tag.Boolean, 0);

    /// <summary>The Cypher type of this value.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is null ? ValueKind.Null
            : _reference.GetType() == typeof(Tag) ? Unsafe.As<Tag>(_reference).Inline
            : _reference.GetType() == typeof(string) ? ValueKind.String
            : Unsafe.As<HeapValue>(_reference).Kind;
    }

    /// <summary>Whether this is the missing value.</summary>
    public bool IsNull => _reference is null;

    internal bool IsInteger => ReferenceEquals(_reference, Tag.Integer);

    internal bool IsFloat => ReferenceEquals(_reference, Tag.Float);

    internal bool IsNumber => IsInteger || IsFloat;

    internal bool IsBoolean => ReferenceEquals(_reference, Tag.Boolean);

    internal bool IsString => _reference is string;

    /// <summary>The boolean true, and not null, false or another type: what WHERE keeps.</summary>
    internal bool IsTrue => IsBoolean && _bits != 0;

    internal bool IsFalse => IsBoolean && _bits == 0;

    internal bool IsNode => IsNodeReference || Kind == ValueKind.Node;

    internal bool IsRelationship => IsRelationshipReference || Kind == ValueKind.Relationship;

    /// <summary>The raw 64 bits: the integer, the entity id, or what the kind defines.</summary>
    internal long Bits => _bits;

    /// <summary>A boolean value.</summary>
    public static Value Of(bool value) => new(Tag.Boolean, value ? 1 : 0);

    /// <summary>An integer value.</summary>
    public static Value Of(long value) => new(Tag.Integer, value);

    /// <summary>A float value.</summary>
    public static Value Of(double value) => new(Tag.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A string value, or Null for a null reference.</summary>
    public static Value Of(string? value) => new(value, 0);

    /// <summary>A list value that takes over the array; the caller must not change it afterwards.</summary>
    public static Value Of(params Value[] items) => new(new ListValue(items), 0);

    /// <summary>A value kept on the heap: list, map, path, temporal value, point or bytes.</summary>
    public static Value Of(HeapValue? value) => value switch
    {
        null => Null,
        NodeValue node => new(node, node.Id),
        RelationshipValue relationship => new(relationship, relationship.Id),
        _ => new(value, 0),
    };

    /// <summary>A list of strings.</summary>
    public static Value Of(IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new(new ListValue([.. items.Select(Of)]), 0);
    }

    /// <summary>A date of the proleptic Gregorian calendar.</summary>
    public static Value Of(DateOnly value) => DateFromEpochDay(value.DayNumber - UnixEpochDayNumber);

    /// <summary>A date, or Null for null.</summary>
    public static Value Of(DateOnly? value) => value is { } date ? Of(date) : Null;

    /// <summary>A date, as days since 1970-01-01.</summary>
    internal static Value DateFromEpochDay(long day) => new(Tag.Date, day);

    /// <summary>A local time, as nanoseconds since midnight.</summary>
    internal static Value LocalTimeFromNanosecond(long nanosecondOfDay) => new(Tag.LocalTime, nanosecondOfDay);

    /// <summary>A reference to a node of the graph that the query runs on; properties are read when asked for.</summary>
    internal static Value NodeReference(long id) => new(Tag.Node, id);

    /// <summary>A reference to a relationship of the graph that the query runs on.</summary>
    internal static Value RelationshipReference(long id) => new(Tag.Relationship, id);

    internal bool IsNodeReference => ReferenceEquals(_reference, Tag.Node);

    internal bool IsRelationshipReference => ReferenceEquals(_reference, Tag.Relationship);

    /// <summary>Whether this node or relationship has not been read out of the graph yet.</summary>
    internal bool IsReference => ReferenceEquals(_reference, Tag.Node) || ReferenceEquals(_reference, Tag.Relationship);

    /// <summary>The boolean. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public bool AsBoolean() => IsBoolean ? _bits != 0 : throw WrongKind(ValueKind.Boolean);

    /// <summary>The integer. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public long AsInteger() => IsInteger ? _bits : throw WrongKind(ValueKind.Integer);

    /// <summary>The number as a double, of an integer or a float. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public double AsDouble() => IsFloat ? BitConverter.Int64BitsToDouble(_bits)
        : IsInteger ? _bits : throw WrongKind(ValueKind.Float);

    /// <summary>The string. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public string AsString() => _reference as string ?? throw WrongKind(ValueKind.String);

    /// <summary>The string, or null for Null. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public string? AsStringOrNull() => IsNull ? null : AsString();

    /// <summary>The list. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public ListValue AsList() => _reference as ListValue ?? throw WrongKind(ValueKind.List);

    /// <summary>The map. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public MapValue AsMap() => _reference as MapValue ?? throw WrongKind(ValueKind.Map);

    /// <summary>The node with its labels and properties. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public NodeValue AsNode() => _reference as NodeValue ?? throw WrongKind(ValueKind.Node);

    /// <summary>The relationship with its properties. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public RelationshipValue AsRelationship() => _reference as RelationshipValue ?? throw WrongKind(ValueKind.Relationship);

    /// <summary>The path. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public PathValue AsPath() => _reference as PathValue ?? throw WrongKind(ValueKind.Path);

    /// <summary>The date. Throws <see cref="InvalidOperationException"/> for another kind, <see cref="ArgumentOutOfRangeException"/> for a year outside 1–9999.</summary>
    public DateOnly AsDate() => Kind == ValueKind.Date ? DateOnly.FromDayNumber(checked((int)(_bits + UnixEpochDayNumber))) : throw WrongKind(ValueKind.Date);

    /// <summary>The object behind a heap kind, or null where the value is inline or a string.</summary>
    internal T? Heap<T>()
        where T : HeapValue => _reference as T;

    /// <summary>Whether both refer to the same string or object, or neither to any.</summary>
    internal bool RefersToSame(Value other) => ReferenceEquals(_reference, other._reference);

    private InvalidOperationException WrongKind(ValueKind wanted) => new($"A {wanted} was asked for, but the value is a {Kind}.");

    /// <summary>A marker that stands in the reference field for kinds whose content fits the bits.</summary>
    private sealed class Tag(ValueKind kind) : HeapValue
    {
        /// <summary>The kind without a virtual call.</summary>
        public readonly ValueKind Inline = kind;

        public static readonly Tag Boolean = new(ValueKind.Boolean);
        public static readonly Tag Integer = new(ValueKind.Integer);
        public static readonly Tag Float = new(ValueKind.Float);
        public static readonly Tag Node = new(ValueKind.Node);
        public static readonly Tag Relationship = new(ValueKind.Relationship);
        public static readonly Tag Date = new(ValueKind.Date);
        public static readonly Tag LocalTime = new(ValueKind.LocalTime);

        internal override ValueKind Kind => Inline;
    }
}
