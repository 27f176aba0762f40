namespace CoEvolve.Graph.Values;

/// <summary>A Cypher value that does not fit into 64 bits. Immutable; safe to share between threads.</summary>
public abstract class HeapValue
{
    private protected HeapValue()
    {
    }

    internal abstract ValueKind Kind { get; }
}
