using System.Globalization;
using System.Net;
using System.Text;

namespace CoEvolve.Matching.Evaluation.Reports;

/// <summary>One bar with its interval.</summary>
internal readonly record struct Bar(string Label, Estimate Estimate, bool Emphasised);

/// <summary>One labelled point.</summary>
internal readonly record struct Point(string Label, double X, double Y, bool Emphasised);

/// <summary>Horizontal bars with whiskers, as SVG.</summary>
internal static class BarPlot
{
    private const int LabelWidth = 190;
    private const int PlotWidth = 560;
    private const int RowHeight = 24;

    public static string Of(string title, IReadOnlyList<Bar> bars)
    {
        var most = Axis.Ceiling(bars.Max(bar => Math.Max(bar.Estimate.Value, double.IsFinite(bar.Estimate.Interval.High) ? bar.Estimate.Interval.High : 0)));
        double X(double value) => LabelWidth + (Math.Clamp(value / most, 0, 1) * PlotWidth);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\" width=\"{LabelWidth + PlotWidth + 70}\" height=\"{(bars.Count * RowHeight) + 30}\">\n");
        foreach (var tick in Axis.Ticks(most))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(tick):0.#} 0V{bars.Count * RowHeight}\" stroke=\"#d8dee4\"/><text x=\"{X(tick):0.#}\" y=\"{(bars.Count * RowHeight) + 18}\" text-anchor=\"middle\">{tick:0.###}</text>\n");
        }

        for (var row = 0; row < bars.Count; row++)
        {
            var (bar, top) = (bars[row], row * RowHeight);
            var middle = top + (RowHeight / 2);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{middle + 4}\" text-anchor=\"end\">{WebUtility.HtmlEncode(bar.Label)}</text>")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{top + 4}\" width=\"{X(bar.Estimate.Value) - LabelWidth:0.#}\" height=\"{RowHeight - 8}\" fill=\"{(bar.Emphasised ? "#0b6e4f" : "#8ba3bb")}\"/>");
            if (double.IsFinite(bar.Estimate.Interval.Low))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(bar.Estimate.Interval.Low):0.#} {middle}H{X(bar.Estimate.Interval.High):0.#}\" stroke=\"#1b1f24\" stroke-width=\"2\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + PlotWidth + 10}\" y=\"{middle + 4}\">{bar.Estimate.Value:0.0000}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}

/// <summary>Labelled points over two axes that begin at 0, as SVG.</summary>
internal static class ScatterPlot
{
    private const int Left = 60;
    private const int Width = 640;
    private const int Height = 320;
    private const double LabelWidth = 150;
    private const double LabelHeight = 14;

    public static string Of(string across, string up, IReadOnlyList<Point> points)
    {
        var (mostX, mostY) = (Axis.Ceiling(points.Max(point => point.X)), Axis.Ceiling(points.Max(point => point.Y)));
        double X(double value) => Left + (value / mostX * Width);
        double Y(double value) => 10 + ((1 - (value / mostY)) * Height);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode($"{up} against {across}")}\" width=\"{Left + Width + 170}\" height=\"{Height + 60}\">\n");
        foreach (var tick in Axis.Ticks(mostX))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(tick):0.#} 10V{Height + 10}\" stroke=\"#d8dee4\"/><text x=\"{X(tick):0.#}\" y=\"{Height + 28}\" text-anchor=\"middle\">{tick:0.###}</text>\n");
        }

        foreach (var tick in Axis.Ticks(mostY))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(tick):0.#}H{Left + Width}\" stroke=\"#d8dee4\"/><text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:0.###}</text>\n");
        }

        // From the bottom up, a label gives way to those already written near it; a line leads back to its point.
        var written = new List<(double X, double Y)>();
        foreach (var point in points.OrderBy(point => point.Y).ThenBy(point => point.X))
        {
            var (x, y, label) = (X(point.X), Y(point.Y), Y(point.Y));
            while (written.Exists(other => Math.Abs(other.X - x) < LabelWidth && Math.Abs(other.Y - label) < LabelHeight))
            {
                label -= LabelHeight / 4;
            }

            written.Add((x, label));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.#} {y:0.#}L{x + 12:0.#} {label:0.#}\" stroke=\"#8ba3bb\"/><circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\" fill=\"{(point.Emphasised ? "#0b6e4f" : "#5b7a99")}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 14:0.#}\" y=\"{label + 4:0.#}\">{WebUtility.HtmlEncode(point.Label)}</text>\n");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Width / 2)}\" y=\"{Height + 50}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(across)}</text><text x=\"{Left}\" y=\"{Height + 50}\">{WebUtility.HtmlEncode(up)} upwards</text>\n</svg>\n").ToString();
    }
}

/// <summary>Round numbers for axes.</summary>
internal static class Axis
{
    /// <summary>The least of 1, 2, 2.5, 5 times a power of ten that is not below the value; 1 for 0.</summary>
    public static double Ceiling(double value)
    {
        if (value is not (> 0 and < double.PositiveInfinity))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var step in new[] { 1, 2, 2.5, 5 })
        {
            if (value <= step * power)
            {
                return step * power;
            }
        }

        return 10 * power;
    }

    /// <summary>Five equal steps from 0 to the end.</summary>
    public static IEnumerable<double> Ticks(double most) => Enumerable.Range(0, 6).Select(step => most * step / 5);
}
