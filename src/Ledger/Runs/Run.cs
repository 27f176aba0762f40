namespace CoEvolve.Ledger.Runs;

/// <summary>How far a run is. Kept as text: values are added, never renamed.</summary>
public enum RunState
{
    /// <summary>Its lists are being made; nobody sees them.</summary>
    Running = 0,

    /// <summary>Its lists are visible, or were; the analysts' edges may not be written yet.</summary>
    Visible = 1,

    /// <summary>Everything of it is done.</summary>
    Complete = 2,

    /// <summary>Given up for another run; its lists were never visible.</summary>
    Abandoned = 3,
}

/// <summary>How much a run looks at.</summary>
public enum RunMode
{
    /// <summary>What has changed since the visible run.</summary>
    Incremental = 0,

    /// <summary>Everyone.</summary>
    Full = 1,
}

/// <summary>One run of re-scoring.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Mode">How much it looks at.</param>
/// <param name="AsOf">The day of its view of the network.</param>
/// <param name="State">How far it is.</param>
/// <param name="Model">What scored.</param>
/// <param name="BasedOn">The run whose unchanged lists it takes over; null for none.</param>
/// <param name="Total">Actors to look at.</param>
/// <param name="Done">Actors looked at.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; null while it goes on.</param>
/// <param name="Record">What it did, as JSON; null while it goes on.</param>
public sealed record Run(
    long Id, RunMode Mode, DateOnly AsOf, RunState State, string Model, long? BasedOn, long Total, long Done, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Record);

/// <summary>What a run noted of one actor.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="SourceRun">The run that made the list.</param>
/// <param name="Fingerprint">Hash of what the graph said of the actor, and a <see cref="Gap"/> for each partner that the list has lost since.</param>
public sealed record RunActor(string Actor, long SourceRun, string Fingerprint)
{
    /// <summary>Ends the fingerprint of a list that somebody has left.</summary>
    public const char Gap = '-';
}
