using System.Runtime.CompilerServices;
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
/// Sends the week's mails to the actors of one time zone, one after the other, while the next ones are being written. For each mail: the decision is stored, then that it is being sent, then it is handed over,
/// then how that ended. Dying before the hand-over loses nothing, dying after it repeats nothing: what was cut off in the middle is flagged.
/// </summary>
public sealed partial class DigestJob(
    TimeZoneInfo zone, IGraph graph, LedgerStore ledger, DigestWriter writer, Func<IMailTransport> transport, DigestOptions options, TimeProvider time, ILogger<DigestJob> logger) : IJob
{
    /// <summary>Mails that are written together: what is read once for all of them is worth it, and they are sent within a second or two.</summary>
    private const int Together = 100;

    /// <summary>So many are worth reading the whole network for.</summary>
    private const int ManyMails = 300;

    private static readonly int WritersAtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

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
        var ended = (await ledger.Deliveries.OfWeekAsync(week, cancellationToken)).Where(mail => mail.State != DeliveryState.Decided).Select(mail => mail.Actor).ToHashSet();
        ActorId[] open = [.. readers.Where(reader => !ended.Contains(reader))];
        figures.Before = readers.Count - open.Length;
        using var held = open.Length >= ManyMails ? writer.Hold() : null;
        await using var connection = transport();
        var sender = new DigestSender(ledger, connection, options, time, figures, logger);
        var done = figures.Before;
        await foreach (var (asked, digests, stopped) in WriteAheadAsync(open, week, cancellationToken))
        {
            figures.Nothing += asked - digests.Count - stopped;
            figures.Stopped += stopped;
            await sender.SendAsync(digests, week, cancellationToken);
            done += asked;
            await context.ReportAsync(done, readers.Count);
        }

        return figures.PutOff == 0
            ? figures.Json(week)
            : throw new JobPutOffException($"{figures.PutOff} mails of {week} could not be handed over; they stay decided and are tried again.");
    }

    /// <summary>By seat: neighbours are written together.</summary>
    private async Task<IReadOnlyList<ActorId>> ReadersAsync(CancellationToken cancellationToken)
    {
        var all = await graph.ReadAsync(
            "Digests/readers",
            new() { ["asOf"] = Value.Of(ProgrammeDay.Today(time)) },
            row => (Id: new ActorId(row[0].AsString()), Seat: row[1].AsList() is { Count: > 0 } seats ? new LocalityCode(seats[0].AsString()) : (LocalityCode?)null),
            cancellationToken);
        return
        [
            .. all.Where(reader => IndonesianTime.Of(reader.Seat).Id == zone.Id)
                .OrderBy(reader => reader.Seat?.Value, StringComparer.Ordinal).ThenBy(reader => reader.Id.Value, StringComparer.Ordinal).Select(reader => reader.Id),
        ];
    }

    /// <summary>
    /// The mails in order, some being written while others are sent; where few a second may go, few are written ahead, for what is new may change who gets one.
    /// Also those that were decided before are written anew: whoever has withdrawn since gets nothing.
    /// </summary>
    private async IAsyncEnumerable<(int Asked, IReadOnlyList<Digest> Digests, int Stopped)> WriteAheadAsync(ActorId[] readers, string week, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var written = new Queue<Task<(int, IReadOnlyList<Digest>, int)>>();
        try
        {
            foreach (var chunk in readers.Chunk(Math.Min(Together, options.MailsPerSecond)))
            {
                written.Enqueue(Task.Run(
                    async () =>
                    {
                        var (digests, stopped) = await writer.WriteBatchAsync(chunk, week, preview: false, stop.Token);
                        return (chunk.Length, digests, stopped);
                    },
                    stop.Token));
                if (written.Count > WritersAtOnce)
                {
                    yield return await written.Dequeue();
                }
            }

            while (written.TryDequeue(out var next))
            {
                yield return await next;
            }
        }
        finally
        {
            // Nothing may still be reading when the job has ended.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(written)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Error, Message = "{Count} mails were cut off while they were handed over: whether they arrived is unknown, they are not repeated")]
    private static partial void Flagged(ILogger logger, int count);
}
