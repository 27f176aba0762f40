namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>A clock that stands still until a test moves it on; timers fire then, on the test's thread.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var now = Interlocked.Add(ref _now, time.Ticks);
        Timer[] due;
        lock (_lock)
        {
            due = [.. _timers.Where(timer => timer.TakeIfDue(now))];
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    /// <summary>Moves on by steps until something has happened that other threads do.</summary>
    public async Task AdvanceUntilAsync(Task happened, TimeSpan step)
    {
        for (var tries = 0; !happened.IsCompleted; tries++)
        {
            Assert.True(tries < 60_000, "What the clock was moved on for has not happened.");
            Advance(step);
            await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(1), System, TestContext.Current.CancellationToken));
        }
    }

    private sealed class Timer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _due = long.MaxValue;
        private long _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _due = dueTime < TimeSpan.Zero ? long.MaxValue : clock._now + dueTime.Ticks;
                _period = period <= TimeSpan.Zero ? 0 : period.Ticks;
            }

            return true;
        }

        public bool TakeIfDue(long now)
        {
            if (_due > now)
            {
                return false;
            }

            _due = _period > 0 ? now + _period : long.MaxValue;
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
