using System.Globalization;
using System.Net;
using System.Text;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Evaluation.Reports;

/// <summary>An evaluation as one HTML page, with plots as inline SVG: no scripts, nothing to load, readable without colours.</summary>
public static class EvaluationPage
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid #d8dee4;white-space:nowrap}
        th:first-child,td:first-child,td.text{text-align:left}
        tr.own td{font-weight:600}.scroll{overflow-x:auto}small{color:#57606a}
        svg text{font:12px system-ui,sans-serif;fill:#1b1f24}
        """;

    /// <summary>The page.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="network">Name of the network for the title.</param>
    public static string Of(EvaluationResult result, string network)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>Evaluation of {Text(network)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>How well partnerships are foreseen: {Text(network)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{Protocol(result.Protocol)}</p>\n");
        AppendPlots(page, result);
        AppendMethods(page, result);
        AppendSlices(page, result);
        AppendSettings(page, result);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Protocol(EvaluationProtocol protocol) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Learnt from {protocol.TrainingPartnerships:N0} partnerships that began before {protocol.Split:yyyy-MM-dd}; tested on {protocol.TestPartnerships:N0} that began from then to before
        {protocol.Until:yyyy-MM-dd}, of 2 to 50 members. {protocol.Queries:N0} of {protocol.Actors:N0} known actors found new partners, {protocol.MeanRelevant:0.0} each; {protocol.Newcomers:N0} newcomers are
        judged apart. Every list ranks {(protocol.AcrossKinds ? "all known CSOs, governments and businesses of another kind than the actor's" : "all known actors")}{(protocol.SameLocality is { } tier ? $" in the same {tier.Code()}" : "")}
        who had not been partners before. {(protocol.ValidationFrom is { } from ? $"Settings were chosen by {protocol.ValidationQueries:N0} actors of the period from {from:yyyy-MM-dd} to the split." : "There was too little past to choose settings by.")}
        Intervals hold 95 % of {protocol.Resamples:N0} draws of the test partnerships.
        """);

    private static void AppendPlots(StringBuilder page, EvaluationResult result)
    {
        page.Append("<h2>NDCG@10</h2>\n")
            .Append(BarPlot.Of("NDCG@10 of each method with its 95 % interval", [.. result.Methods.Select(method => new Bar(method.Name, method.Overall.Ndcg10, !method.IsBaseline))]))
            .Append("<h2>Recall@50</h2>\n")
            .Append(BarPlot.Of("Recall@50 of each method with its 95 % interval", [.. result.Methods.Select(method => new Bar(method.Name, method.Overall.Recall50, !method.IsBaseline))]))
            .Append("<h2>Accuracy and spread</h2>\n<p>To the right: better lists. Upwards: more different actors in them.</p>\n")
            .Append(ScatterPlot.Of("NDCG@10", "coverage", [.. result.Methods.Select(method => new Point(method.Name, method.Overall.Ndcg10.Value, method.Overall.Coverage, !method.IsBaseline))]));
    }

    private static void AppendMethods(StringBuilder page, EvaluationResult result)
    {
        page.Append("<h2>All measures</h2>\n<div class=\"scroll\"><table>\n<tr><th>method</th><th>NDCG@10</th><th>× best baseline</th><th>Recall@10</th><th>Recall@50</th><th>MRR</th><th>hit@10</th><th>coverage</th><th>exposure Gini</th><th>novelty, bits</th><th>oracle@10</th><th>calibration error</th><th>p</th></tr>\n");
        foreach (var method in result.Methods)
        {
            var all = method.Overall;
            page.Append(CultureInfo.InvariantCulture, $"<tr{(method.IsBaseline ? "" : " class=\"own\"")}><td>{Text(method.Name)}{(method.Name == result.BestBaseline ? " (best baseline)" : "")}</td>");
            foreach (var estimate in new[] { all.Ndcg10, method.RatioToBestBaseline, all.Recall10, all.Recall50, all.Mrr, all.Hit10 })
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{estimate.Value:0.0000}<br><small>{estimate.Interval.Low:0.0000} to {estimate.Interval.High:0.0000}</small></td>");
            }

            page.Append(CultureInfo.InvariantCulture, $"<td>{all.Coverage:0.000}</td><td>{all.ExposureGini:0.000}</td><td>{all.Novelty:0.00}</td><td>{all.Oracle10:0.000}</td><td>{Known(all.CalibrationError)}</td><td>{Known(method.PAgainstCoevolve)}</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendSlices(StringBuilder page, EvaluationResult result)
    {
        page.Append("<h2>NDCG@10 by slice</h2>\n<p>Cold: no partnership before the split, newcomers among them.</p>\n<div class=\"scroll\"><table>\n<tr><th>method</th>");
        foreach (var slice in result.Methods[0].Slices)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>{Text(slice.Slice)}<br><small>{slice.Queries:N0}</small></th>");
        }

        page.Append("</tr>\n");
        foreach (var method in result.Methods)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr{(method.IsBaseline ? "" : " class=\"own\"")}><td>{Text(method.Name)}</td>");
            foreach (var slice in method.Slices)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{slice.Ndcg10.Value:0.0000}<br><small>{slice.Ndcg10.Interval.Low:0.0000} to {slice.Ndcg10.Interval.High:0.0000}</small></td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendSettings(StringBuilder page, EvaluationResult result)
    {
        page.Append("<h2>Settings tried</h2>\n<div class=\"scroll\"><table>\n<tr><th>method</th><th>setting</th><th>NDCG@10 in the validation period</th></tr>\n");
        foreach (var method in result.Methods)
        {
            foreach (var (setting, ndcg) in method.Tried)
            {
                var chosen = setting == method.Setting ? " class=\"own\"" : "";
                page.Append(CultureInfo.InvariantCulture, $"<tr{chosen}><td>{Text(method.Name)}</td><td class=\"text\">{Text(setting)}</td><td>{ndcg:0.0000}</td></tr>\n");
            }
        }

        page.Append("</table></div>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Known(double? value) => value is { } known && !double.IsNaN(known) ? known.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
