using CoEvolve.Matching.Evaluation;
using Spectre.Console;

namespace CoEvolve.Cli.Terminal;

/// <summary>A progress bar on standard error for an evaluation; silent where standard error is no terminal.</summary>
internal static class EvaluationProgressBar
{
    /// <summary>Runs the work and shows how far it has come.</summary>
    public static async Task<T> RunAsync<T>(Func<IProgress<EvaluationProgress>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(null).ConfigureAwait(false);
        }

        return await Screen.ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context => await work(new Bar(context.AddTask("evaluate"))).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private sealed class Bar(ProgressTask task) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
            task.Description = Markup.Escape(value.Step);
        }
    }
}
