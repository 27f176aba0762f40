namespace CoEvolve.Graph.Values;

/// <summary>Copies of what may be very long, part by part, so that they can be stopped in the middle.</summary>
internal static class PatientCopy
{
    /// <summary>So many values or characters are copied in some milliseconds.</summary>
    private const int Part = 1 << 19;

    public static void Copy<T>(ReadOnlySpan<T> source, Span<T> target, CancellationToken cancellation)
    {
        for (var from = 0; from < source.Length; from += Part)
        {
            cancellation.ThrowIfCancellationRequested();
            source[from..Math.Min(from + Part, source.Length)].CopyTo(target[from..]);
        }
    }

    public static T[] ToArray<T>(ReadOnlySpan<T> source, CancellationToken cancellation)
    {
        var items = new T[source.Length];
        Copy(source, items, cancellation);
        return items;
    }

    public static string Text(ReadOnlySpan<char> text, CancellationToken cancellation) => Joined(text, [], cancellation);

    /// <summary>Two texts as one.</summary>
    public static string Joined(ReadOnlySpan<char> left, ReadOnlySpan<char> right, CancellationToken cancellation)
    {
        if (left.Length + right.Length <= Part)
        {
            return string.Concat(left, right);
        }

        return string.Create(left.Length + right.Length, new TwoTexts(left, right, cancellation), (target, texts) =>
        {
            Copy(texts.Left, target, texts.Cancellation);
            Copy(texts.Right, target[texts.Left.Length..], texts.Cancellation);
        });
    }

    private readonly ref struct TwoTexts(ReadOnlySpan<char> left, ReadOnlySpan<char> right, CancellationToken cancellation)
    {
        public ReadOnlySpan<char> Left { get; } = left;

        public ReadOnlySpan<char> Right { get; } = right;

        public CancellationToken Cancellation => cancellation;
    }
}
