using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Numbers combinations of values from 0 in the order of their first appearance. Equal is what is equivalent.</summary>
/// <remarks>
/// Layout: <c>_buckets</c> is open addressing with linear probing; a bucket holds a group's number + 1, or 0 where it is free, and there
/// are always at least twice as many buckets as groups, so that every probe ends. Group g keeps its hash and its <c>width</c> values at place
/// g mod 256 of chunk g / 256. Chunks are added and never copied, so that many groups cost neither a move nor an array that the collector treats as large. Buckets lie in parts of
/// a megabyte, and while they are made anew, which takes long of many groups, the table looks whether it is to stop.
/// </remarks>
internal sealed class GroupTable(int width, CancellationToken cancellation)
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstBuckets = 32;
    private const int PartBits = 18;
    private const int PartSize = 1 << PartBits;

    /// <summary>From so many buckets on the table doubles; below it grows fourfold.</summary>
    private const int ManyBuckets = 1 << 20;
    private const int CancellationInterval = 1 << 14;

    private readonly List<Value[]> _keys = [];
    private readonly List<int[]> _hashes = [];
    private int[][] _buckets = [new int[FirstBuckets]];
    private int _bucketCount = FirstBuckets;

    public int Count { get; private set; }

    public ReadOnlySpan<Value> KeyOf(int group) => _keys[group >> ChunkBits].AsSpan((group & (ChunkSize - 1)) * width, width);

    public void Clear()
    {
        _keys.Clear();
        _hashes.Clear();
        _buckets = [new int[FirstBuckets]];
        _bucketCount = FirstBuckets;
        Count = 0;
    }

    /// <summary>The number of a key, and whether it is new.</summary>
    public (int Group, bool Added) FindOrAdd(ReadOnlySpan<Value> key)
    {
        var hash = Hash(key);
        var mask = _bucketCount - 1;
        var place = hash & mask;
        for (int entry; (entry = Bucket(place)) != 0; place = (place + 1) & mask)
        {
            var group = entry - 1;
            if (HashOf(group) == hash && SameKey(KeyOf(group), key))
            {
                return (group, false);
            }
        }

        Bucket(place) = Count + 1;
        Append(key, hash);
        if (Count * 2 > _bucketCount)
        {
            Rehash(_bucketCount * (_bucketCount < ManyBuckets ? 4 : 2));
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

    private bool SameKey(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i], cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private ref int Bucket(int place) => ref _buckets[place >> PartBits][place & (PartSize - 1)];

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
        _buckets = new int[Math.Max(1, length >> PartBits)][];
        for (var part = 0; part < _buckets.Length; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            _buckets[part] = new int[Math.Min(length, PartSize)];
        }

        _bucketCount = length;
        for (var group = 0; group < Count; group++)
        {
            if (group % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var place = HashOf(group) & (length - 1);
            while (Bucket(place) != 0)
            {
                place = (place + 1) & (length - 1);
            }

            Bucket(place) = group + 1;
        }
    }
}
