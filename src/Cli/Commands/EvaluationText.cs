using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Network;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary>The result of an evaluation for people.</summary>
internal static class EvaluationText
{
    public static void Print(EvaluationResult result, bool profile)
    {
        var protocol = result.Protocol;
        var narrowed = (protocol.AcrossKinds ? "; across kinds" : "") + (protocol.SameLocality is { } tier ? $"; in the same {tier.Code()}" : "");
        Screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{protocol.Split:yyyy-MM-dd} to {protocol.Until:yyyy-MM-dd}: {protocol.Queries:N0} actors found new partners, {protocol.MeanRelevant:0.0} each, among {protocol.Actors:N0} known from {protocol.TrainingPartnerships:N0} partnerships{narrowed}"));
        PrintMethods(result);
        PrintSlices(result);
        if (profile)
        {
            PrintCosts(result);
        }

        Screen.Note(protocol.ValidationFrom is { } from
            ? string.Create(CultureInfo.InvariantCulture, $"settings chosen by {protocol.ValidationQueries:N0} actors of {from:yyyy-MM-dd} to {protocol.Split:yyyy-MM-dd}; ± is half of the 95 % interval over partnerships, p that of coevolve against each, by Holm")
            : "too little past to choose settings by: each method has its first one; ± is half of the 95 % interval over partnerships");
    }

    private static void PrintMethods(EvaluationResult result)
    {
        var table = NumberTable("method", "NDCG@10", "× best", "Recall@10", "Recall@50", "MRR", "hit@10", "coverage", "Gini", "novelty", "oracle", "cal. error", "p");
        table.AddColumn(new TableColumn(Screen.Cell("setting")));
        foreach (var method in result.Methods)
        {
            var all = method.Overall;
            table.AddRow(
                Screen.Cell(method.Name),
                WithError(all.Ndcg10, "0.0000"),
                WithError(method.RatioToBestBaseline, "0.00"),
                Cell(all.Recall10.Value, "0.0000"),
                Cell(all.Recall50.Value, "0.0000"),
                Cell(all.Mrr.Value, "0.0000"),
                Cell(all.Hit10.Value, "0.000"),
                Cell(all.Coverage, "0.000"),
                Cell(all.ExposureGini, "0.000"),
                Cell(all.Novelty, "0.00"),
                Cell(all.Oracle10, "0.000"),
                KnownCell(all.CalibrationError),
                KnownCell(method.PAgainstCoevolve),
                Screen.Cell(method.Setting));
        }

        Screen.Table(table);
    }

    private static void PrintSlices(EvaluationResult result)
    {
        var slices = result.Methods[0].Slices.Skip(1).ToArray();
        if (slices.Length == 0)
        {
            return;
        }

        Screen.Line("NDCG@10 by slice");
        var table = NumberTable(slices.Select(Heading).Prepend("method"));
        foreach (var method in result.Methods)
        {
            table.AddRow(method.Slices.Skip(1).Select(slice => Cell(slice.Ndcg10.Value, "0.000")).Prepend(Screen.Cell(method.Name)));
        }

        Screen.Table(table);
    }

    private static void PrintCosts(EvaluationResult result)
    {
        Screen.Line("what each feature costs; a measure that several share is paid for by the first of them");
        var table = NumberTable("feature", "ns a pair", "share");
        var sum = result.FeatureCosts.Sum(cost => cost.Nanoseconds);
        foreach (var cost in result.FeatureCosts)
        {
            table.AddRow(Screen.Cell(cost.Name), Cell(cost.Nanoseconds, "0"), Cell(cost.Nanoseconds / sum, "0.0 %"));
        }

        Screen.Table(table);
    }

    private static string Heading(SliceResult slice) =>
        string.Create(CultureInfo.InvariantCulture, $"{slice.Slice[(slice.Slice.IndexOf(':', StringComparison.Ordinal) + 1)..]} {slice.Queries}");

    private static Table NumberTable(params IEnumerable<string> headings)
    {
        var table = Screen.NewTable(headings);
        table.Columns[0].NoWrap();
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        return table;
    }

    private static Text WithError(Estimate estimate, string format) => Screen.Cell(
        estimate.Value.ToString(format, CultureInfo.InvariantCulture) + " ±" + ((estimate.Interval.High - estimate.Interval.Low) / 2).ToString(format, CultureInfo.InvariantCulture));

    private static Text KnownCell(double? value) => value is { } known && !double.IsNaN(known) ? Cell(known, "0.000") : Screen.Cell("");

    private static Text Cell(double value, string format) => Screen.Cell(value.ToString(format, CultureInfo.InvariantCulture));
}
