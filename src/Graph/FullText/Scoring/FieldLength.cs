using System.Numerics;

namespace CoEvolve.Graph.FullText.Scoring;

/// <summary>Numbers of words as Lucene keeps them, in one byte: exact up to 40, then with four significant bits. Rounded as there, so that scores agree.</summary>
/// <remarks>
/// Source: Lucene 9, <c>SmallFloat.intToByte4</c>. The first 24 numbers stand for themselves; from there on the byte counts in a floating form with three bits behind the leading one, which is
/// exact for as long as those bits hold the number less 24.
/// </remarks>
internal static class FieldLength
{
    private const int Exact = 24;

    private static readonly float[] Decoded = [.. Enumerable.Range(0, 256).Select(Decode)];

    public static byte Round(int words)
    {
        if (words < Exact)
        {
            return (byte)words;
        }

        var rest = (uint)(words - Exact);
        var shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(rest) - 4);
        var mantissa = rest >> shift;
        return (byte)(Exact + (32 - BitOperations.LeadingZeroCount(rest) < 4 ? rest : (mantissa & 7) | (uint)((shift + 1) << 3)));
    }

    public static float Read(byte rounded) => Decoded[rounded];

    private static float Decode(int code)
    {
        if (code < Exact)
        {
            return code;
        }

        var rest = code - Exact;
        var (exponent, mantissa) = (rest >> 3, rest & 7);
        return Exact + (exponent == 0 ? mantissa : (long)(mantissa | 8) << (exponent - 1));
    }
}
