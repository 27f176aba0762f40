using System.Collections.Concurrent;

namespace CoEvolve.Matching.Features;

/// <summary>Numbers for codes, so that they compare fast: those of a vocabulary from 0 in their order, any other from there on as it comes. Safe to use from several threads.</summary>
internal sealed class CodeNumbers<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, int> _numbers;
    private int _last;

    public CodeNumbers(IEnumerable<T> vocabulary)
    {
        _numbers = new(vocabulary.Select((code, number) => KeyValuePair.Create(code, number)));
        _last = _numbers.Count - 1;
    }

    /// <summary>The number of a code.</summary>
    public int this[T code] => _numbers.GetOrAdd(code, _ => Interlocked.Increment(ref _last));
}
