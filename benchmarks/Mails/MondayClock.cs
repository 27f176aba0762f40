namespace CoEvolve.Mails;

/// <summary>The machine's clock, put back to a Monday at noon in Jakarta, when the mails of all three zones are due.</summary>
internal sealed class MondayClock : TimeProvider
{
    private readonly long _began = System.GetTimestamp();

    public static DateTimeOffset Start { get; } = new(2026, 2, 2, 5, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Start + System.GetElapsedTime(_began);
}
