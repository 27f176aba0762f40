using CoEvolve.Graph;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Jobs.Training;
using CoEvolve.Jobs.Upkeep;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Jobs.Hosting;

/// <summary>The ledger with all jobs over one graph: what the API's process, a separate worker and single commands share.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private Workplace(LedgerStore ledger, Settings settings, Recommender recommender, JobRunner runner, Timetable timetable, LinkSigner signer, DigestWriter writer) =>
        (Ledger, Settings, Recommender, Runner, Timetable, Signer, Writer) = (ledger, settings, recommender, runner, timetable, signer, writer);

    /// <summary>What happened.</summary>
    public LedgerStore Ledger { get; }

    /// <summary>What the operator has set.</summary>
    public Settings Settings { get; }

    /// <summary>Makes lists: the same for jobs and API, so that both see one view of the network and one table of prices.</summary>
    public Recommender Recommender { get; }

    /// <summary>Runs what is due.</summary>
    public JobRunner Runner { get; }

    /// <summary>Says what is due.</summary>
    public Timetable Timetable { get; }

    /// <summary>Reads links of mails.</summary>
    public LinkSigner Signer { get; }

    /// <summary>Writes mails.</summary>
    public DigestWriter Writer { get; }

    /// <summary>Opens the ledger and sets up the jobs.</summary>
    /// <param name="folder">The data folder: mails and backups go below it.</param>
    /// <param name="settings">What the operator has set.</param>
    /// <param name="graph">The network; stays the caller's.</param>
    /// <param name="recommender">Makes lists.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Takes events.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static async Task<Workplace> OpenAsync(
        string folder, Settings settings, IGraph graph, Recommender recommender, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Training.Validate();
        var ledger = await LedgerStore.OpenAsync(settings.Ledger ?? new() { Connection = Path.Combine(folder, "ledger.db") }, time, cancellationToken);
        try
        {
            var signer = await LinkSigner.CreateAsync(ledger, cancellationToken);
            var writer = new DigestWriter(graph, ledger, signer, settings.Digests, time, new(recommender));
            IMailTransport Transport() => settings.Smtp is { } smtp ? new SmtpTransport(smtp) : new MailFolder(Path.Combine(folder, "mail"));
            var consent = new ConsentJob(graph, ledger);
            IJob[] jobs =
            [
                consent,
                new RescoringJob(RunMode.Incremental, graph, recommender, ledger, consent, time, settings.Rescoring, logs.CreateLogger<RescoringJob>()),
                new RescoringJob(RunMode.Full, graph, recommender, ledger, consent, time, settings.Rescoring, logs.CreateLogger<RescoringJob>()),
                new PriceJob(recommender, ledger, time, settings.Rescoring),
                .. IndonesianTime.All.Select(zone => new DigestJob(zone, graph, ledger, writer, Transport, settings.Digests, time, logs.CreateLogger<DigestJob>())),
                new TrainingJob(graph, ledger, new ModelRegistry(Path.Combine(folder, "models")), time, settings.Training),
                new ExpiryJob(graph, time, settings.KeptOfferDays),
                new RetentionJob(ledger),
                new BackupJob(graph, ledger, time, Path.Combine(folder, "backup"), settings.KeptBackups),
            ];
            var runner = new JobRunner(ledger, jobs, $"{Environment.MachineName}/{Environment.ProcessId}", time, logs.CreateLogger<JobRunner>());
            var schedules = settings.Schedules ?? Schedule.Defaults;
            if (schedules.FirstOrDefault(schedule => !runner.Names.Contains(schedule.Job)) is { } unknown)
            {
                throw new ArgumentException($"The timetable names the job '{unknown.Job}', which does not exist; there are {string.Join(", ", runner.Names)}.");
            }

            return new(ledger, settings, recommender, runner, new(ledger, schedules, time), signer, writer);
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
