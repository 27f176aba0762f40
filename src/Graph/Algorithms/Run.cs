namespace CoEvolve.Graph.Algorithms;

/// <summary>One run of an algorithm: whether it is to stop. Every loop that grows with the graph ticks.</summary>
internal sealed class Run(CancellationToken cancellation)
{
    private const int Interval = 4096;
    private int _ticks;

    public CancellationToken Cancellation => cancellation;

    /// <summary>One for each item, as <see cref="Array.ConvertAll"/>, ticking.</summary>
    public TOutput[] ConvertAll<TInput, TOutput>(TInput[] items, Func<TInput, TOutput> convert)
    {
        var converted = new TOutput[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            Tick();
            converted[i] = convert(items[i]);
        }

        return converted;
    }

    /// <summary>Called once a step; <paramref name="steps"/> is how much work the step was.</summary>
    public void Tick(int steps = 1)
    {
        _ticks += steps + 1;
        if (_ticks >= Interval)
        {
            _ticks = 0;
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
