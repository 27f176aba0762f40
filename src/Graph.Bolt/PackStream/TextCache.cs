using System.Text;

namespace CoEvolve.Graph.Bolt.PackStream;

/// <summary>Gives the same string object for the same short text, since keys, labels and types repeat from row to row. One connection's own; not thread-safe.</summary>
internal sealed class TextCache
{
    private const int Slots = 256;
    private const int MaxLength = 48;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = 2166136261u; // FNV-1a
        foreach (var one in utf8)
        {
            hash = (hash ^ one) * 16777619u;
        }

        ref var slot = ref _slots[(hash ^ (hash >> 16)) % Slots];
        if (slot.Text is null || !utf8.SequenceEqual(slot.Utf8))
        {
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return slot.Text;
    }
}
