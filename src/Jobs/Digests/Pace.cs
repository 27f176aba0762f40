namespace CoEvolve.Jobs.Digests;

/// <summary>Lets through so many a second.</summary>
internal sealed class Pace(int perSecond, TimeProvider time)
{
    private DateTimeOffset _next;

    /// <summary>How long the next one has to wait. A clock that was set back must not stop everything.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = _next - time.GetUtcNow();
            return wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(2) ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Waits until the next one may go.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Wait is { Ticks: > 0 } wait ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;

    /// <summary>Notes that one goes.</summary>
    public void Go() => _next = (Wait > TimeSpan.Zero ? _next : time.GetUtcNow()) + TimeSpan.FromSeconds(1.0 / perSecond);
}
