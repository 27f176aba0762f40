using CoEvolve.Ledger.Lists;
using CoEvolve.Matching.Network;

namespace CoEvolve.Ledger.Mail;

/// <summary>How a mail stands. Kept as text: values are added, never renamed.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent; no attempt is under way.</summary>
    Decided = 0,

    /// <summary>An attempt has begun. Found after a crash, it means that nobody knows whether the mail went out.</summary>
    Sending = 1,

    /// <summary>The mail server took it.</summary>
    Sent = 2,

    /// <summary>It was refused for good, or too often; it did not go out.</summary>
    Failed = 3,

    /// <summary>Nobody knows whether it went out: flagged for a person, and never repeated.</summary>
    Unknown = 4,

    /// <summary>It went out and came back.</summary>
    Bounced = 5,

    /// <summary>Its reader called it unwanted.</summary>
    Complained = 6,
}

/// <summary>The mail to one actor for one week.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Actor">To whom.</param>
/// <param name="Week">For which week, such as <c>2026-W05</c>.</param>
/// <param name="MessageId">The same for every attempt.</param>
/// <param name="Run">The run whose lists it shows.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempts">How often sending was begun.</param>
/// <param name="DecidedAt">When it was decided to send it.</param>
/// <param name="FinishedAt">When its fate was known; null before.</param>
/// <param name="Detail">Why it failed; null where it did not.</param>
/// <param name="Shown">Ids of the candidates that it shows, by rank.</param>
public sealed record Delivery(
    long Id, ActorId Actor, string Week, string MessageId, long Run, DeliveryState State, int Attempts, DateTimeOffset DecidedAt, DateTimeOffset? FinishedAt, string? Detail, IReadOnlyList<ActorId> Shown);

/// <summary>That an actor is to be sent a mail for a week.</summary>
/// <param name="Actor">To whom.</param>
/// <param name="Week">For which week.</param>
/// <param name="MessageId">The same for every attempt.</param>
/// <param name="Run">The run whose lists it shows.</param>
/// <param name="Shown">Ids of the candidates that it shows, by rank.</param>
public sealed record MailDecision(ActorId Actor, string Week, string MessageId, long Run, IReadOnlyList<ActorId> Shown);

/// <summary>How an attempt ended, with all that follows from it.</summary>
/// <param name="State">How the mail stands now; <see cref="DeliveryState.Decided"/> for an attempt that certainly sent nothing and may be repeated.</param>
/// <param name="Detail">Why it failed; null where it did not.</param>
/// <param name="Shown">What its reader was shown; null where the mail did not go out.</param>
/// <param name="Blocked">An address to which no mail goes any more; null for none.</param>
public sealed record MailOutcome(DeliveryState State, string? Detail = null, ShownPartners? Shown = null, string? Blocked = null);
