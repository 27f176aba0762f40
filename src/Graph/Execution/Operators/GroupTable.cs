using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Numbers combinations of values from 0 in the order of their first appearance. Equal is what is equivalent.</summary>
/// <remarks>
/// Layout: <c>_buckets</c> is open addressing with linear probing; a bucket holds a group's number + 1, or 0 where it is free, and there
/// are always at least twice as many buckets as groups, so that every probe ends. Group g keeps its hash and its <c>width</c> values at place
/// g mod 256 of chunk g / 256. Chunks are added and never copied, so that many groups cost neither a move nor an array that the collector treats as large.
/// </remarks>
internal sealed class GroupTable(int width)
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstBuckets = 32;

    private readonly List<Value[]> _keys = [];
    private readonly List<int[]> _hashes = [];
    private int[] _buckets = new int[FirstBuckets];

    public int Count { get; private set; }

    public ReadOnlySpan<Value> KeyOf(int group) => _keys[group >> ChunkBits].AsSpan((group & (ChunkSize - 1)) * width, width);

    public void Clear()
    {
        _keys.Clear();
        _hashes.Clear();
        _buckets = new int[FirstBuckets];
        Count = 0;
    }

    /// <summary>The number of a key, and whether it is new.</summary>
    public (int Group, bool Added) FindOrAdd(ReadOnlySpan<Value> key)
    {
        var hash = Hash(key);
        var mask = _buckets.Length - 1;
        var place = hash & mask;
        for (int entry; (entry = _buckets[place]) != 0; place = (place + 1) & mask)
        {
            var group = entry - 1;
            if (HashOf(group) == hash && KeyOf(group).SequenceEqual(key))
            {
                return (group, false);
            }
        }

        _buckets[place] = Count + 1;
        Append(key, hash);
        if (Count * 2 > _buckets.Length)
        {
            Rehash(_buckets.Length * 4);
        }

        return (Count - 1, true);
    }

    private static int Hash(ReadOnlySpan<Value> key)
    {
        var hash = 0UL;
        foreach (ref readonly var value in key)
        {
            hash = (hash ^ (uint)value.GetHashCode()) * 0x9E3779B97F4A7C15;
        }

        return (int)(hash >> 33);
    }

    private int HashOf(int group) => _hashes[group >> ChunkBits][group & (ChunkSize - 1)];

    private void Append(ReadOnlySpan<Value> key, int hash)
    {
        var (chunk, place) = (Count >> ChunkBits, Count & (ChunkSize - 1));
        if (place == 0)
        {
            _keys.Add(new Value[FirstOr(chunk, ChunkSize) * width]);
            _hashes.Add(new int[FirstOr(chunk, ChunkSize)]);
        }
        else if (chunk == 0 && place == _hashes[0].Length)
        {
            _keys[0] = Grown(_keys[0]);
            _hashes[0] = Grown(_hashes[0]);
        }

        key.CopyTo(_keys[chunk].AsSpan(place * width));
        _hashes[chunk][place] = hash;
        Count++;
    }

    // Most statements have few groups: the first chunk starts small and grows fourfold until it is full.
    private static int FirstOr(int chunk, int size) => chunk == 0 ? size / 16 : size;

    private static T[] Grown<T>(T[] items)
    {
        Array.Resize(ref items, items.Length * 4);
        return items;
    }

    private void Rehash(int length)
    {
        _buckets = new int[length];
        for (var group = 0; group < Count; group++)
        {
            var place = HashOf(group) & (length - 1);
            while (_buckets[place] != 0)
            {
                place = (place + 1) & (length - 1);
            }

            _buckets[place] = group + 1;
        }
    }
}
