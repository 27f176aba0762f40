using System.Globalization;
using System.Text;

namespace CoEvolve.GraphSpeed;

/// <summary>A named line of points.</summary>
internal sealed record Curve(string Name, List<(double X, double Y)> Points);

/// <summary>Draws curves on logarithmic axes as an SVG: a power law is a straight line, and its slope the power.</summary>
internal static class LogLogPlot
{
    private const int Width = 760;
    private const int Height = 520;
    private const int Margin = 70;
    private const int LegendWidth = 130;

    private static readonly string[] Colours = ["#1b6ca8", "#c4501b", "#2f8f4e", "#8a3fa0", "#8c6d1f"];

    public static string Draw(string title, string xName, IReadOnlyList<Curve> curves)
    {
        var points = curves.SelectMany(curve => curve.Points).ToArray();
        var (left, right) = Decades(points.Select(point => point.X));
        var (bottom, top) = Decades(points.Select(point => point.Y));
        double X(double value) => Margin + ((Math.Log10(value) - left) / (right - left) * (Width - (2 * Margin) - LegendWidth));
        double Y(double value) => Height - Margin - ((Math.Log10(value) - bottom) / (top - bottom) * (Height - (2 * Margin)));

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"30\" font-size=\"16\">{title}</text>\n");
        for (var decade = left; decade <= right; decade++)
        {
            var x = X(Math.Pow(10, decade));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:F1} {Y(Math.Pow(10, bottom)):F1}V{Y(Math.Pow(10, top)):F1}\" stroke=\"#ddd\"/><text x=\"{x:F1}\" y=\"{Height - Margin + 18}\" text-anchor=\"middle\">{Power(decade)}</text>\n");
        }

        for (var decade = bottom; decade <= top; decade++)
        {
            var y = Y(Math.Pow(10, decade));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(Math.Pow(10, left)):F1} {y:F1}H{X(Math.Pow(10, right)):F1}\" stroke=\"#ddd\"/><text x=\"{Margin - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Power(decade)}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Width - LegendWidth) / 2}\" y=\"{Height - 20}\" text-anchor=\"middle\">{xName}</text>\n");
        for (var i = 0; i < curves.Count; i++)
        {
            var colour = Colours[i % Colours.Length];
            var line = string.Join(' ', curves[i].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):F1},{Y(point.Y):F1}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
            svg.AppendJoin("", curves[i].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{X(point.X):F1}\" cy=\"{Y(point.Y):F1}\" r=\"3\" fill=\"{colour}\"/>"))).Append('\n');
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Margin - LegendWidth + 20}\" y=\"{Margin + (i * 20)}\" fill=\"{colour}\">{curves[i].Name}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static (int From, int To) Decades(IEnumerable<double> values)
    {
        var logarithms = values.Select(Math.Log10).ToArray();
        var from = (int)Math.Floor(logarithms.Min());
        return (from, Math.Max(from + 1, (int)Math.Ceiling(logarithms.Max())));
    }

    private static string Power(int decade) => Math.Pow(10, decade).ToString(decade < 0 ? "0.#######" : "N0", CultureInfo.InvariantCulture);
}
