using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Values;

/// <summary>A Cypher value that does not fit into 64 bits. Immutable; safe to share between threads.</summary>
public abstract class HeapValue
{
    private protected HeapValue()
    {
    }

    internal abstract ValueKind Kind { get; }

    /// <summary>Equivalence, as DISTINCT and grouping mean it, with another value of the heap.</summary>
    internal virtual bool EquivalentTo(HeapValue other) => ReferenceEquals(this, other);

    /// <summary>Equal for equivalent values.</summary>
    internal virtual int EquivalenceHash() => RuntimeHelpers.GetHashCode(this);
}
