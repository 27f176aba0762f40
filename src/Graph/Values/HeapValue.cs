using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Values;

/// <summary>A Cypher value that does not fit into 64 bits. Immutable; safe to share between threads.</summary>
public abstract class HeapValue
{
    private protected HeapValue()
    {
    }

    internal abstract ValueKind Kind { get; }

    /// <summary>Equivalence with a value of the same <see cref="Kind"/>. Kinds that the graph itself composes (lists, maps, entities, paths) are compared in <see cref="Value"/>.</summary>
    internal virtual bool EqualsCore(HeapValue other) => ReferenceEquals(this, other);

    /// <summary>Equal for all values that <see cref="EqualsCore"/> calls equivalent.</summary>
    internal virtual int GetHashCodeCore() => RuntimeHelpers.GetHashCode(this);

    /// <summary>The place in ascending order against a value of the same <see cref="Kind"/>: negative, zero or positive.</summary>
    internal virtual int CompareCore(HeapValue other) => 0;
}
