using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Values;

/// <summary>A regular expression that must match the whole text.</summary>
/// <remarks>
/// .NET's matching cannot be cancelled. So a match that is not done within a moment begins again on another thread, for which the statement waits until it is cancelled; the thread then goes on,
/// for the rest of <see cref="JavaRegex.Timeout"/> at most, and nobody looks at what it finds.
/// </remarks>
internal sealed class WholeRegex(Func<TimeSpan, Regex> build)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(40);

    private readonly Regex _brief = build(Moment);
    private readonly Lazy<Regex> _patient = new(() => build(JavaRegex.Timeout));

    /// <exception cref="RegexMatchTimeoutException">It took longer than <see cref="JavaRegex.Timeout"/>.</exception>
    public bool IsMatch(string text, CancellationToken cancellation)
    {
        try
        {
            return _brief.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            var matching = Task.Factory.StartNew(() => _patient.Value.IsMatch(text), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return matching.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
    }
}

/// <summary>Compiled Java regular expressions, by their text.</summary>
/// <remarks>
/// Expressions without look-around, back references and atomic groups run on .NET's linear-time engine; the others backtrack, under a
/// time limit. The cache starts anew when it is full: queries use few expressions, or build ever new ones.
/// </remarks>
internal static class JavaRegex
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int CacheLimit = 512;

    private static readonly ConcurrentDictionary<string, WholeRegex> Cache = new(StringComparer.Ordinal);

    /// <summary>The expression, anchored at both ends. Throws a semantic error where it is not well formed.</summary>
    /// <remarks>.NET takes long over some expressions before it matches anything, and cannot be cancelled then either: so another thread builds it.</remarks>
    public static WholeRegex WholeMatch(string pattern, CancellationToken cancellation)
    {
        if (Cache.TryGetValue(pattern, out var known))
        {
            return known;
        }

        if (Cache.Count >= CacheLimit)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(pattern, Task.Run(() => Compile(pattern), CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult());
    }

    private static WholeRegex Compile(string pattern)
    {
        try
        {
            var translation = new JavaRegexTranslator(pattern).Translate();
            return new(time => Build($@"\A(?:{translation.Pattern})\z", translation.NeedsBacktracking, time));
        }
        catch (ArgumentException invalid)
        {
            throw CypherErrors.Semantic($"The regular expression '{pattern}' is not valid: {invalid.Message}");
        }
    }

    private static Regex Build(string pattern, bool needsBacktracking, TimeSpan time)
    {
        const RegexOptions common = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        if (!needsBacktracking)
        {
            try
            {
                return new Regex(pattern, common | RegexOptions.NonBacktracking, time);
            }
            catch (NotSupportedException)
            {
                // Large repetition counts exceed what the linear-time engine builds; backtracking can still run them.
            }
        }

        return new Regex(pattern, common, time);
    }
}
