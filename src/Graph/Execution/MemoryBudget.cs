using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>What a statement keeps in memory, as far as it is counted, and how much that may be.</summary>
internal sealed class MemoryBudget(long? limit)
{
    /// <summary>What a table of groups keeps of each beside its key: the hash, and two to eight places where it is sought.</summary>
    public const int GroupBytes = 24;

    /// <summary>What a value takes where it lies, without what it refers to.</summary>
    public const int ValueBytes = 16;

    private const int ObjectBytes = 32;
    private const int EntryBytes = 3 * ValueBytes;

    private readonly long _limit = limit ?? long.MaxValue;
    private long _used;

    /// <summary>Bytes of values that lie beside each other, without what they refer to.</summary>
    public static long SizeOf(int values) => ObjectBytes + ((long)values * ValueBytes);

    /// <summary>Bytes of a row; what its values refer to counts where the row before it does not refer to the same.</summary>
    public static long SizeOf(ReadOnlySpan<Value> row, ReadOnlySpan<Value> before)
    {
        var bytes = SizeOf(row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            bytes += before.Length > i && before[i].RefersToSame(row[i]) ? 0 : SizeBeside(row[i]);
        }

        return bytes;
    }

    /// <summary>Bytes of what a value refers to, but not of what that refers to.</summary>
    public static long SizeBeside(Value value) => value.Kind switch
    {
        ValueKind.String => ObjectBytes + (2L * value.AsString().Length),
        ValueKind.List => SizeOf(value.AsList().Count),
        ValueKind.Map => ObjectBytes + ((long)value.AsMap().Count * EntryBytes),
        _ => 0,
    };

    /// <summary>Bytes are kept from now on.</summary>
    /// <exception cref="CypherException">That is more than the statement may keep.</exception>
    public void Charge(long bytes)
    {
        _used += bytes;
        if (_used > _limit)
        {
            throw Exceeded();
        }
    }

    public void Release(long bytes) => _used -= bytes;

    /// <summary>A single value that may be gone soon, but is there now.</summary>
    public void Require(Value value)
    {
        if (_limit != long.MaxValue && _used + SizeBeside(value) > _limit)
        {
            throw Exceeded();
        }
    }

    /// <summary>A value in the making that takes so many bytes by now.</summary>
    public void Require(long bytes)
    {
        if (_used + bytes > _limit)
        {
            throw Exceeded();
        }
    }

    private CypherException Exceeded() => new(
        CypherErrors.OutOfMemoryCode,
        $"The statement would keep more than the {_limit} bytes that it may: let it take in less at a time, or have the limit raised.");
}

/// <summary>The part of a budget that one step of a plan holds.</summary>
internal sealed class HeldMemory(MemoryBudget budget)
{
    private long _held;

    public void Add(long bytes)
    {
        _held += bytes;
        budget.Charge(bytes);
    }

    public void Clear()
    {
        budget.Release(_held);
        _held = 0;
    }
}
