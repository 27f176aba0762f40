using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Mail;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Jobs.Digests;

/// <summary>
/// Takes mails through the outbox: decided all together, then each claimed, handed over and ended. Ending one and claiming the next is one transaction where the next may go at once; so at any moment there is at
/// most one mail of which nobody knows whether it went out.
/// </summary>
internal sealed partial class DigestSender(LedgerStore ledger, IMailTransport transport, DigestOptions options, TimeProvider time, DigestFigures figures, ILogger logger)
{
    private readonly Pace _pace = new(options.MailsPerSecond, time);

    /// <summary>Sends mails of one week, each once or not at all.</summary>
    public async Task SendAsync(IReadOnlyList<Digest> digests, string week, CancellationToken cancellationToken)
    {
        if (digests.Count == 0)
        {
            return;
        }

        var mails = await DecideAsync(digests, week, cancellationToken);
        figures.Before += digests.Count - mails.Count;
        var claimed = false;
        for (var index = 0; index < mails.Count; index++)
        {
            claimed = await SendAsync(mails[index], claimed, index + 1 < mails.Count ? mails[index + 1].Delivery : null, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<(Delivery Delivery, Digest Digest)>> DecideAsync(IReadOnlyList<Digest> digests, string week, CancellationToken cancellationToken)
    {
        using var step = JobMeters.Time("outbox: deciding");
        await ledger.Deliveries.DecideAsync(
            [.. digests.Select(digest => new MailDecision(digest.Actor, week, digest.Message.MessageId!, digest.Run, [.. digest.Shown.Select(item => item.Candidate.Id)]))], cancellationToken);
        var decided = await ledger.Deliveries.OfWeekAsync(week, [.. digests.Select(digest => digest.Actor)], cancellationToken);
        return
        [
            .. digests.Select(digest => (Delivery: decided.GetValueOrDefault(digest.Actor), Digest: digest))
                .Where(mail => mail.Delivery is { State: DeliveryState.Decided }).Select(mail => (mail.Delivery!, mail.Digest)),
        ];
    }

    /// <summary>Sends one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="claimed">Whether it has been claimed already.</param>
    /// <param name="next">The mail that follows; null for none.</param>
    /// <param name="cancellationToken">Stops it between attempts.</param>
    /// <returns>Whether the mail that follows has been claimed.</returns>
    private async Task<bool> SendAsync((Delivery Delivery, Digest Digest) mail, bool claimed, Delivery? next, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!claimed && !await ClaimAsync(mail.Delivery, cancellationToken))
            {
                figures.Before++;
                return false;
            }

            // From here to the outcome nothing may be stopped half-way.
            var outcome = await HandOverAsync(mail.Digest);
            var follows = outcome.State != DeliveryState.Decided && _pace.Wait == TimeSpan.Zero && !cancellationToken.IsCancellationRequested ? next : null;
            using (JobMeters.Time("outbox: ending one and claiming the next"))
            {
                claimed = await ledger.Deliveries.SettleAsync(mail.Delivery, outcome, follows, CancellationToken.None);
            }

            figures.Count(outcome.State);
            JobMeters.Mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome.State.ToString()));
            if (outcome.State != DeliveryState.Decided)
            {
                return claimed;
            }

            if (attempt >= options.Attempts || figures.ServerIsGone)
            {
                figures.PutOff++;
                figures.ServerIsGone = true;
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancellationToken);
        }
    }

    private async Task<bool> ClaimAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _pace.WaitAsync(cancellationToken);
        using var step = JobMeters.Time("outbox: claiming");
        return await ledger.Deliveries.ClaimAsync(delivery, cancellationToken);
    }

    private async Task<MailOutcome> HandOverAsync(Digest digest)
    {
        using var step = JobMeters.Time("SMTP");
        _pace.Go();
        try
        {
            await transport.SendAsync(digest.Message, CancellationToken.None);
            return new(DeliveryState.Sent, Shown: new(digest.Run, digest.Model, digest.Shown));
        }
        catch (MailPutOffException later)
        {
            var why = Addresses.LeftOut(later.Message);
            PutOff(logger, digest.Week, why);
            return new(DeliveryState.Decided, why);
        }
        catch (MailRefusedException refused)
        {
            // 550 to 559: there is no such mailbox, or it wants nothing (RFC 5321, section 4.2.3).
            return new(DeliveryState.Failed, Addresses.LeftOut(refused.Message), Blocked: refused.Message.StartsWith("55", StringComparison.Ordinal) ? digest.Address : null);
        }
#pragma warning disable CA1031 // The boundary of a connection: whatever broke while the mail was under way, nobody knows whether it arrived.
        catch (Exception unknown)
#pragma warning restore CA1031
        {
            Lost(logger, digest.Week, unknown);
            return new(DeliveryState.Unknown, Addresses.LeftOut(unknown.Message));
        }
    }

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "A mail of {Week} was put off: {Reason}")]
    private static partial void PutOff(ILogger logger, string week, string reason);

    [LoggerMessage(EventId = 122, Level = LogLevel.Error, Message = "The connection broke while a mail of {Week} was handed over: whether it arrived is unknown, it is not repeated")]
    private static partial void Lost(ILogger logger, string week, Exception failure);
}
