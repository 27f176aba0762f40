using CoEvolve.Jobs.Scheduling;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;

namespace CoEvolve.Jobs.Hosting;

/// <summary>Hangfire around the jobs: it looks at the timetable every minute, carries out what is due, and shows it.</summary>
public static class JobServer
{
    /// <summary>Adds the server. Over PostgreSQL all workers share their queue; else it is in memory, and the ledger remembers what is due.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="workplace">Ledger and jobs; stays the caller's.</param>
    /// <param name="workers">Jobs at once in this process; 0 only shows.</param>
    public static IServiceCollection AddJobServer(this IServiceCollection services, Workplace workplace, int workers = 2)
    {
        ArgumentNullException.ThrowIfNull(workplace);
        services.AddSingleton(workplace).AddSingleton<JobDoor>().AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (workplace.Ledger.IsShared)
            {
                hangfire.UsePostgreSqlStorage(postgres => postgres.UseNpgsqlConnection(workplace.Settings.Ledger!.Connection), new PostgreSqlStorageOptions { SchemaName = "hangfire" });
            }
            else
            {
                hangfire.UseInMemoryStorage();
            }
        });
        return workers == 0 ? services : services.AddHangfireServer(server =>
        {
            server.WorkerCount = workers;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>Begins to look at the timetable.</summary>
    public static void UseTimetable(this IServiceProvider services)
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        recurring.AddOrUpdate<JobDoor>("timetable", door => door.LookAsync(CancellationToken.None), "* * * * *");
        recurring.Trigger("timetable");
    }
}

/// <summary>What Hangfire calls.</summary>
public sealed class JobDoor(Workplace workplace, IBackgroundJobClient client)
{
    /// <summary>Notes what has become due, and puts what nobody works on into the queue.</summary>
    [AutomaticRetry(Attempts = 0)]
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await workplace.Timetable.LookAsync(cancellationToken);
        foreach (var run in await workplace.Runner.IdleAsync(cancellationToken))
        {
            client.Enqueue<JobDoor>(door => door.RunAsync(run.Id, run.Job, null!, CancellationToken.None));
        }
    }

    /// <summary>Runs one due run. It is not repeated from here: the next look does.</summary>
    /// <param name="id">Its number in the ledger.</param>
    /// <param name="job">Its name, for whoever reads the dashboard.</param>
    /// <param name="context">Hangfire gives it.</param>
    /// <param name="cancellationToken">Hangfire gives it.</param>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{1} (run {0})")]
    public Task<bool> RunAsync(long id, string job, PerformContext context, CancellationToken cancellationToken) =>
        workplace.Runner.RunAsync(id, new DashboardProgress(context), cancellationToken);

    private sealed class DashboardProgress(PerformContext? context) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => context?.SetJobParameter(
            "Progress", FormattableString.Invariant($"{value.Done} of {value.Total}, {value.RowsPerSecond:0.0} a second, {value.Remaining?.TotalSeconds ?? 0:0} s left"));
    }
}
