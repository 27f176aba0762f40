using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Jobs.Digests;

/// <summary>
/// Sends the week's mails to the actors of one time zone. For each mail: the decision is stored, then that it is being sent, then it is handed over, then how that
/// ended. Dying before the hand-over loses nothing, dying after it repeats nothing: what was cut off in the middle is flagged.
/// </summary>
public sealed partial class DigestJob(
    TimeZoneInfo zone, IGraph graph, LedgerStore ledger, DigestWriter writer, Func<IMailTransport> transport, DigestOptions options, TimeProvider time, ILogger<DigestJob> logger) : IJob
{
    /// <inheritdoc/>
    public string Name => "digest-" + zone.Id;

    /// <inheritdoc/>
    public string LeaseName => "digest"; // one at a time: whoever holds it may flag what it finds half sent

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var figures = new DigestFigures { Unknown = await ledger.Deliveries.FlagUnknownAsync(cancellationToken) };
        if (figures.Unknown > 0)
        {
            Flagged(logger, figures.Unknown);
        }

        if (time.GetUtcNow() - context.Due > TimeSpan.FromHours(options.HoursToSend))
        {
            return figures.Json("too late");
        }

        var week = DigestWeek.Of(context.Due, zone);
        var readers = await ReadersAsync(cancellationToken);
        var known = (await ledger.Deliveries.OfWeekAsync(week, cancellationToken)).ToDictionary(delivery => delivery.Actor);
        await using var open = transport();
        for (var index = 0; index < readers.Count; index++)
        {
            await OneAsync(readers[index], week, known.GetValueOrDefault(readers[index]), open, figures, cancellationToken);
            if ((index + 1) % 100 == 0 || index + 1 == readers.Count)
            {
                await context.ReportAsync(index + 1, readers.Count);
            }
        }

        return figures.PutOff == 0
            ? figures.Json(week)
            : throw new IOException($"{figures.PutOff} mails of {week} could not be handed over; they stay decided and are tried again.");
    }

    private async Task<IReadOnlyList<ActorId>> ReadersAsync(CancellationToken cancellationToken)
    {
        var all = await graph.ReadAsync(
            "Digests/readers",
            new() { ["asOf"] = Value.Of(ProgrammeDay.Today(time)) },
            row => (Id: new ActorId(row[0].AsString()), Zone: IndonesianTime.Of(row[1].AsList() is { Count: > 0 } seats ? new LocalityCode(seats[0].AsString()) : null)),
            cancellationToken);
        return [.. all.Where(reader => reader.Zone.Id == zone.Id).Select(reader => reader.Id)];
    }

    private async Task OneAsync(ActorId actor, string week, Delivery? known, IMailTransport open, DigestFigures figures, CancellationToken cancellationToken)
    {
        if (known is { State: not DeliveryState.Decided })
        {
            figures.Before++;
            return;
        }

        // Written anew also where it was decided before: whoever has withdrawn since gets nothing.
        if (await writer.WriteAsync(actor, week, cancellationToken: cancellationToken) is not { } digest)
        {
            figures.Nothing++;
            return;
        }

        var step = JobMeters.Time("outbox: deciding");
        await ledger.Deliveries.DecideAsync(actor, week, digest.Message.MessageId!, digest.Run, digest.Shown.Select(item => item.Candidate.Id), cancellationToken);
        var delivery = (await ledger.Deliveries.FindAsync(actor, week, cancellationToken))!;
        step.Dispose();
        await SendAsync(delivery, digest, open, figures, cancellationToken);
    }

    private async Task SendAsync(Delivery delivery, Digest digest, IMailTransport open, DigestFigures figures, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = JobMeters.Time("outbox: claiming");
            if (!await ledger.Deliveries.ClaimAsync(delivery, cancellationToken))
            {
                figures.Before++;
                return;
            }

            // From here to the outcome nothing may be stopped half-way.
            step.Dispose();
            step = JobMeters.Time("SMTP");
            var (state, detail) = await HandOverAsync(digest, open);
            step.Dispose();
            step = JobMeters.Time("outbox: ending");
            await ledger.Deliveries.EndAsync(delivery, state, detail, CancellationToken.None);
            step.Dispose();
            figures.Count(state);
            JobMeters.Mails.Add(1, new KeyValuePair<string, object?>("outcome", state.ToString()));
            if (state != DeliveryState.Decided)
            {
                await AfterwardsAsync(state, detail, digest);
                return;
            }

            if (attempt >= options.Attempts || figures.ServerIsGone)
            {
                figures.PutOff++;
                figures.ServerIsGone = true;
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancellationToken);
        }
    }

    private async Task<(DeliveryState State, string? Detail)> HandOverAsync(Digest digest, IMailTransport open)
    {
        try
        {
            await _pace.WaitAsync(options.MailsPerSecond, time);
            await open.SendAsync(digest.Message, CancellationToken.None);
            return (DeliveryState.Sent, null);
        }
        catch (MailPutOffException later)
        {
            PutOff(logger, digest.Week, later.Message);
            return (DeliveryState.Decided, later.Message);
        }
        catch (MailRefusedException refused)
        {
            return (DeliveryState.Failed, refused.Message);
        }
#pragma warning disable CA1031 // The boundary of a connection: whatever broke while the mail was under way, nobody knows whether it arrived.
        catch (Exception unknown)
#pragma warning restore CA1031
        {
            Lost(logger, digest.Week, unknown);
            return (DeliveryState.Unknown, unknown.Message);
        }
    }

    private readonly Pace _pace = new();

    private async Task AfterwardsAsync(DeliveryState state, string? detail, Digest digest)
    {
        if (state == DeliveryState.Sent)
        {
            using var step = JobMeters.Time("exposures");
            await ledger.Lists.ShownAsync(digest.Actor, "digest", digest.Run, digest.Model, digest.Shown, CancellationToken.None);
        }
        else if (state == DeliveryState.Failed && detail?.StartsWith("55", StringComparison.Ordinal) == true)
        {
            // 550 to 559: there is no such mailbox, or it wants nothing (RFC 5321, section 4.2.3).
            await ledger.Deliveries.BlockAsync(digest.Address, detail, CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Error, Message = "{Count} mails were cut off while they were handed over: whether they arrived is unknown, they are not repeated")]
    private static partial void Flagged(ILogger logger, int count);

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "A mail of {Week} was put off: {Reason}")]
    private static partial void PutOff(ILogger logger, string week, string reason);

    [LoggerMessage(EventId = 122, Level = LogLevel.Error, Message = "The connection broke while a mail of {Week} was handed over: whether it arrived is unknown, it is not repeated")]
    private static partial void Lost(ILogger logger, string week, Exception failure);
}

/// <summary>Lets through so many a second.</summary>
internal sealed class Pace
{
    private DateTimeOffset _next;

    public async Task WaitAsync(int perSecond, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var wait = _next - now;
        if (wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(2))
        {
            await Task.Delay(wait, time, CancellationToken.None);
        }

        _next = (wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(2) ? _next : now) + TimeSpan.FromSeconds(1.0 / perSecond);
    }
}

/// <summary>What a run of digests did, as its record shows it.</summary>
internal sealed class DigestFigures
{
    public int Sent { get; private set; }

    public int Refused { get; private set; }

    public int Unknown { get; set; }

    public int Before { get; set; }

    public int Nothing { get; set; }

    public int PutOff { get; set; }

    /// <summary>After one mail was put off to the end, the others are tried once each.</summary>
    public bool ServerIsGone { get; set; }

    public void Count(DeliveryState state)
    {
        Sent += state == DeliveryState.Sent ? 1 : 0;
        Refused += state == DeliveryState.Failed ? 1 : 0;
        Unknown += state == DeliveryState.Unknown ? 1 : 0;
        ServerIsGone &= state == DeliveryState.Decided;
    }

    public string Json(string week) => JsonSerializer.Serialize(new { week, Sent, Refused, Unknown, Before, Nothing, PutOff });
}
