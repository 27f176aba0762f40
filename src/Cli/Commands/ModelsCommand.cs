using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ranking.Registry;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve models</c>: every model that was trained, and which of them serves.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("models", "List every trained model: what it learned from, how it did where it had not looked, and which one serves.") { data, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), parsed.GetValue(json)));
        return command;
    }

    /// <summary>The registry in a data folder. The graph stays closed: models can be looked at and promoted while it is served.</summary>
    public static ModelRegistry Registry(string data) => Directory.Exists(data)
        ? new(Path.Combine(data, "models"))
        : throw new CommandFailedException(
            $"there is no data in '{Path.GetFullPath(data)}': fill it with 'coevolve import DIR', start 'coevolve serve', or name another folder with --data");

    private static int Run(string data, bool json)
    {
        var registry = Registry(data);
        var serving = registry.Serving;
        var rows = registry.Ids().Select(id => Row(registry, id, serving)).ToArray();
        if (json)
        {
            Screen.Json(new { Serving = serving, Models = rows });
            return ExitCodes.Success;
        }

        if (rows.Length > 0)
        {
            var table = Screen.NewTable("model", "serves", "learned from", "positives", "held out", "measures");
            foreach (var row in rows)
            {
                table.AddRow(
                    Screen.Cell(row.Id),
                    Screen.Cell(row.Serves ? "yes" : ""),
                    Screen.Cell(row.Problem ?? $"{(row.From is { } from ? Day(from) : "…")} to {Day(row.Until!.Value.AddDays(-1))}"),
                    Screen.Cell(row.Positives?.ToString("N0", CultureInfo.InvariantCulture) ?? ""),
                    Screen.Cell(row.HeldOutFrom is { } first ? $"{Day(first)} to {Day(row.HeldOutUntil!.Value.AddDays(-1))}" : ""),
                    Screen.Cell(string.Join(", ", row.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:0.000}")))));
            }

            Screen.Table(table);
        }

        Screen.Note(serving is null
            ? rows.Length == 0 ? "No model was trained yet; the prior serves." : "The prior serves. 'coevolve promote MODEL' lets a model serve if it is no worse."
            : $"{serving} serves; 'coevolve rollback' takes that back.");
        return ExitCodes.Success;
    }

    private static ModelRow Row(ModelRegistry registry, string id, string? serving)
    {
        try
        {
            var record = registry.Load(id).Model.Record;
            return new(id, id == serving, record.From, record.Until, record.Positives, record.HeldOut?.From, record.HeldOut?.Until, record.Metrics, null);
        }
        catch (InvalidDataException failure)
        {
            // The list must show a broken model rather than end on it.
            return new(id, id == serving, null, null, null, null, null, new Dictionary<string, double>(), failure.Message);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record ModelRow(
        string Id,
        bool Serves,
        DateOnly? From,
        DateOnly? Until,
        int? Positives,
        DateOnly? HeldOutFrom,
        DateOnly? HeldOutUntil,
        IReadOnlyDictionary<string, double> Metrics,
        string? Problem);
}
