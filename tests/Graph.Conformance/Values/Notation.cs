using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>How values are written in reports: the TCK's notation, for expected and given values alike, so that two lines can be held side by side.</summary>
internal static class Notation
{
    public static string Float(double content)
    {
        var text = content.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(content) && !text.AsSpan().ContainsAny(".E") ? text + ".0" : text;
    }

    public static string Quote(string content) => $"'{content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    public static string Map(IEnumerable<(string Key, string Value)> entries) =>
        $"{{{string.Join(", ", entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"))}}}";

    public static string Node(IEnumerable<string> labels, string properties)
    {
        var names = string.Concat(labels.Order(StringComparer.Ordinal).Select(label => ":" + label));
        return names.Length > 0 && properties.Length > 0 ? $"({names} {properties})" : $"({names}{properties})";
    }

    public static string Relationship(string type, string properties) => properties.Length > 0 ? $"[:{type} {properties}]" : $"[:{type}]";

    public static string Path(IReadOnlyList<string> nodes, IReadOnlyList<(string Relationship, bool Forward)> steps)
    {
        var text = new StringBuilder("<").Append(nodes[0]);
        for (var i = 0; i < steps.Count; i++)
        {
            text.Append(steps[i].Forward ? "-" : "<-").Append(steps[i].Relationship).Append(steps[i].Forward ? "->" : "-").Append(nodes[i + 1]);
        }

        return text.Append('>').ToString();
    }
}
