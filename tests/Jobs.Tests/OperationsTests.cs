using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoEvolve.Jobs.Scheduling;

namespace CoEvolve.Jobs.Tests;

/// <summary>What <c>ops/</c> asks for is what the program gives.</summary>
public sealed partial class OperationsTests
{
    [Fact]
    public void Every_metric_of_dashboard_and_alerts_is_one_that_the_jobs_give()
    {
        var given = Given();
        Assert.Contains("coevolve_job_runs_total", given);
        var alerts = File.ReadAllText(Ops("alerts.yaml"));
        var dashboard = File.ReadAllText(Ops("grafana/coevolve.json"));
        var asked = Metric().Matches(alerts + dashboard).Select(match => match.Value).Distinct().ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, given));
    }

    [Fact]
    public void No_query_chooses_or_groups_our_jobs_by_the_label_that_Prometheus_gives_to_targets()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Ops("grafana/coevolve.json")))!;
        var queries = dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => target!["expr"]!.GetValue<string>())
            .Concat(File.ReadLines(Ops("alerts.yaml")).Where(line => line.TrimStart().StartsWith("expr:", StringComparison.Ordinal)))
            .Where(query => query.Contains("coevolve_", StringComparison.Ordinal)).Select(query => query.Replace("job=\"coevolve-ready\"", "", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.DoesNotMatch(@"\bjob\b", query));
    }

    [Fact]
    public void Every_variable_that_compose_gives_to_our_services_is_one_that_the_settings_read()
    {
        var folder = Directory.CreateTempSubdirectory("coevolve-jobs-tests-");
        var read = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "settings.json"), """{ "smtp": { "host": "mail.example.org" } }""");
            CoEvolve.Jobs.Hosting.Settings.Read(folder.FullName, name =>
            {
                read.Add(name);
                return null;
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var given = Variable().Matches(File.ReadAllText(Ops("../compose.yaml"))).Select(match => match.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "COEVOLVE_LEDGER", "COEVOLVE_GRAPH", "COEVOLVE_GRAPH_USER", "COEVOLVE_GRAPH_PASSWORD", "COEVOLVE_SMTP_PASSWORD" }, given);
        read.Add("COEVOLVE_LOG_FORMAT"); // by the command line, before there are settings
        Assert.Subset(read, given);
    }

    // The exporter adds _total to counters and the unit to what has one; histograms have three series.
    private static HashSet<string> Given()
    {
        RuntimeHelpers.RunClassConstructor(typeof(JobMeters).TypeHandle);
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name != JobMeters.Name)
                {
                    return;
                }

                var name = instrument.Unit == "s" ? instrument.Name + "_seconds" : instrument.Name;
                string[] series = instrument switch
                {
                    Counter<long> => [name + "_total"],
                    Histogram<double> => [name + "_bucket", name + "_count", name + "_sum"],
                    _ => [name],
                };
                names.UnionWith(series);
            },
        };
        listener.Start();
        return names;
    }

    private static string Ops(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CoEvolve.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "ops", name);
    }

    [GeneratedRegex("COEVOLVE_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex("coevolve_[a-z_]+")]
    private static partial Regex Metric();
}
