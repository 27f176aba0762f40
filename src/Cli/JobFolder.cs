using CoEvolve.Jobs.Hosting;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Cli;

/// <summary>Ledger and jobs of a data folder.</summary>
internal static class JobFolder
{
    /// <exception cref="CommandFailedException">A setting is wrong.</exception>
    public static async Task<Workplace> OpenAsync(DataFolder data, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(data.Path); // beside a Neo4j nothing has made it yet
            var settings = Settings.Read(data.Path, Environment.GetEnvironmentVariable);
            return await Workplace.OpenAsync(
                data.Path, settings, data.Graph, new Recommender(data.Graph, TimeProvider.System, data.Matching), TimeProvider.System, logs, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandFailedException($"the settings of '{data.Path}' are wrong: {wrong.Message}");
        }
    }
}
