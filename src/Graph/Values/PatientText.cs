using System.Text;

namespace CoEvolve.Graph.Values;

/// <summary>Searching and rewriting of strings that may be very long, which can be stopped in the middle. Characters are compared by their code, as <see cref="StringComparison.Ordinal"/>.</summary>
/// <remarks>
/// A search looks at one place after the other, and at each compares up to the whole of what it seeks: its steps are the places times the length sought. So it goes over the text in
/// stretches of so many places that a stretch never takes more than <see cref="StretchSteps"/>, and before each looks whether it is to stop.
/// </remarks>
internal static class PatientText
{
    private const int StretchSteps = 1 << 24;
    private const int LongestStretch = 1 << 20;
    private const int Interval = 1 << 12;

    /// <summary>The first place from <paramref name="from"/> on where a text that is not empty stands; -1 where there is none.</summary>
    public static int IndexOf(string text, string sought, int from, CancellationToken cancellation)
    {
        var places = Math.Clamp(StretchSteps / sought.Length, 1, LongestStretch);
        for (var last = text.Length - sought.Length; from <= last;)
        {
            cancellation.ThrowIfCancellationRequested();
            var tried = Math.Min(places, last - from + 1);
            var found = text.AsSpan(from, tried - 1 + sought.Length).IndexOf(sought, StringComparison.Ordinal);
            if (found >= 0)
            {
                return from + found;
            }

            from += tried;
        }

        return -1;
    }

    public static bool Contains(string text, string sought, CancellationToken cancellation) => sought.Length == 0 || IndexOf(text, sought, 0, cancellation) >= 0;

    /// <summary>Every occurrence of a text that is not empty, from left to right and none overlapping, replaced.</summary>
    public static string Replace(string text, string sought, string substitute, CancellationToken cancellation)
    {
        if (text.Length <= LongestStretch && (long)text.Length * sought.Length <= StretchSteps)
        {
            return text.Replace(sought, substitute, StringComparison.Ordinal);
        }

        if (sought.Length == 1)
        {
            return Rewrite(text, part => part.Replace(sought, substitute, StringComparison.Ordinal), cancellation);
        }

        var result = new StringBuilder();
        var from = 0;
        for (int found; (found = IndexOf(text, sought, from, cancellation)) >= 0; from = found + sought.Length)
        {
            result.Append(text, from, found - from).Append(substitute);
        }

        return from == 0 ? text : Text(result.Append(text, from, text.Length - from), cancellation);
    }

    /// <summary>A text before, between and after all code points of another.</summary>
    public static string Interspersed(string text, string between, CancellationToken cancellation)
    {
        var result = new StringBuilder(between);
        foreach (var (place, character) in CodePoints.Split(text).Index())
        {
            if (place % Interval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            result.Append(character).Append(between);
        }

        return Text(result, cancellation);
    }

    /// <summary>What lies between separators, none of which is empty. Where several begin at one place, the first that is given counts.</summary>
    public static IEnumerable<string> Split(string text, string[] separators, CancellationToken cancellation)
    {
        var next = Array.ConvertAll(separators, separator => IndexOf(text, separator, 0, cancellation));
        for (var from = 0; ;)
        {
            var nearest = -1;
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = next[i] >= 0 && next[i] < from ? IndexOf(text, separators[i], from, cancellation) : next[i];
                nearest = next[i] >= 0 && (nearest < 0 || next[i] < next[nearest]) ? i : nearest;
            }

            if (nearest < 0)
            {
                yield return text[from..];
                yield break;
            }

            yield return text[from..next[nearest]];
            from = next[nearest] + separators[nearest].Length;
        }
    }

    /// <summary>A text rewritten part by part; parts end between code points.</summary>
    public static string Rewrite(string text, Func<string, string> rewrite, CancellationToken cancellation)
    {
        if (text.Length <= LongestStretch)
        {
            return rewrite(text);
        }

        var result = new StringBuilder(text.Length);
        for (var from = 0; from < text.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(from + LongestStretch, text.Length);
            end -= end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]) ? 1 : 0;
            result.Append(rewrite(text[from..end]));
            from = end;
        }

        return Text(result, cancellation);
    }

    /// <summary>What a builder holds.</summary>
    public static string Text(StringBuilder builder, CancellationToken cancellation) => builder.Length <= LongestStretch
        ? builder.ToString()
        : string.Create(builder.Length, (builder, cancellation), (target, state) =>
        {
            foreach (var chunk in state.builder.GetChunks())
            {
                PatientCopy.Copy(chunk.Span, target, state.cancellation);
                target = target[chunk.Length..];
            }
        });
}
