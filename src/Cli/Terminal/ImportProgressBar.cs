using System.Globalization;
using CoEvolve.Matching.Ingest;
using Spectre.Console;

namespace CoEvolve.Cli.Terminal;

/// <summary>A progress bar on standard error for work on network packages; silent where standard error is no terminal.</summary>
internal static class ImportProgressBar
{
    /// <summary>Runs the work and shows how far it has come.</summary>
    public static async Task<T> RunAsync<T>(string title, Func<IProgress<ImportProgress>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(null).ConfigureAwait(false);
        }

        return await Screen.ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                return await work(new Bar(bar, title)).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    /// <summary>Called by the work itself, in order: the framework's <see cref="Progress{T}"/> would hand reports to other threads, and mix them up.</summary>
    private sealed class Bar(ProgressTask task, string title) : IProgress<ImportProgress>
    {
        private readonly RowRate _rate = new(TimeProvider.System);

        public void Report(ImportProgress value)
        {
            var rate = _rate.After(value.File, value.Rows);
            task.IsIndeterminate = value.BytesTotal == 0;
            task.MaxValue = Math.Max(1, value.BytesTotal);
            task.Value = value.BytesDone;
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{title}: {value.File} {value.Rows:N0} rows, {rate:N0} rows/s"));
        }
    }
}
