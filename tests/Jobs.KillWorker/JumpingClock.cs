namespace CoEvolve.Jobs.KillWorker;

/// <summary>A clock that begins at an instant, goes at the speed of the machine's, and can be put forward.</summary>
public sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private long _jumped;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));

    public void Jump(TimeSpan span) => Interlocked.Add(ref _jumped, span.Ticks);
}
