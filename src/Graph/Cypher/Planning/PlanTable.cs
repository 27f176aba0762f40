using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Draws a plan: a line a step from the result down to the leaves. Of two sources the second is drawn first, one step to the right.</summary>
internal sealed class PlanTable
{
    private readonly List<(string Tree, string Under, string[] Cells)> _lines = [];
    private readonly bool _isProfile;

    private PlanTable(QueryPlan plan)
    {
        _isProfile = plan.DbHits is not null;
        Add(plan, "");
    }

    private string[] Headings => _isProfile ? ["Id", "Details", "Estimated Rows", "Rows", "DB Hits"] : ["Id", "Details", "Estimated Rows"];

    public static string Write(QueryPlan plan)
    {
        var table = new PlanTable(plan);
        var text = new StringBuilder();
        table.Draw(text);
        var hits = table._isProfile ? AllHits(plan).ToString(CultureInfo.InvariantCulture) : "?";
        return text.Append("\nTotal database accesses: ").Append(hits).Append('\n').ToString();
    }

    private static long AllHits(QueryPlan plan) => (plan.DbHits ?? 0) + plan.Children.Sum(AllHits);

    private void Add(QueryPlan plan, string indent)
    {
        var under = plan.Children.Count switch
        {
            0 => null,
            1 => indent + "| ",
            _ => indent + "|\\",
        };
        _lines.Add(($"{indent}+{plan.Operator}", under ?? indent, Cells(plan)));
        for (var i = plan.Children.Count - 1; i > 0; i--)
        {
            Add(plan.Children[i], indent + "| ");
        }

        if (plan.Children.Count > 0)
        {
            Add(plan.Children[0], indent);
        }
    }

    private string[] Cells(QueryPlan plan)
    {
        var id = _lines.Count.ToString(CultureInfo.InvariantCulture);
        var estimate = Math.Round(plan.EstimatedRows).ToString(CultureInfo.InvariantCulture);
        return _isProfile
            ? [id, plan.Details, estimate, (plan.Rows ?? 0).ToString(CultureInfo.InvariantCulture), (plan.DbHits ?? 0).ToString(CultureInfo.InvariantCulture)]
            : [id, plan.Details, estimate];
    }

    private void Draw(StringBuilder text)
    {
        const string operators = "Operator";
        var headings = Headings;
        var treeWidth = _lines.Max(line => line.Tree.Length);
        treeWidth = Math.Max(treeWidth, operators.Length);
        var widths = headings.Select((heading, i) => Math.Max(heading.Length, _lines.Max(line => line.Cells[i].Length))).ToArray();
        var cellRule = string.Concat(widths.Select(width => new string('-', width + 2) + "+"));
        var rule = $"+{new string('-', treeWidth + 2)}+{cellRule}\n";

        text.Append(rule).Append("| ").Append(operators.PadRight(treeWidth)).Append(" |");
        text.AppendJoin("", headings.Select((heading, i) => $" {heading.PadRight(widths[i])} |")).Append('\n').Append(rule);
        for (var i = 0; i < _lines.Count; i++)
        {
            var (tree, under, cells) = _lines[i];
            text.Append("| ").Append(tree.PadRight(treeWidth)).Append(" |");
            text.AppendJoin("", cells.Select((cell, column) => $" {(column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))} |")).Append('\n');
            if (i < _lines.Count - 1)
            {
                // Below a leaf the branches go on that are drawn later.
                text.Append("| ").Append(under.PadRight(treeWidth)).Append(" +").Append(cellRule).Append('\n');
            }
        }

        text.Append(rule);
    }
}
