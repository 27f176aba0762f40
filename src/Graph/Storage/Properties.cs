using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

/// <summary>The properties of one entity: keys, ascending, and values at the same positions. Stays as it is when the entity is written to.</summary>
internal readonly ref struct Properties(ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
{
    public ReadOnlySpan<int> Keys { get; } = keys;

    public ReadOnlySpan<Value> Values { get; } = values;
}
