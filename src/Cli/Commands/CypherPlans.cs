using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;

namespace CoEvolve.Cli.Commands;

/// <summary>How a statement runs: the commands that ask for it, and the table that answers.</summary>
internal static class CypherPlans
{
    private static readonly (string Command, string Keyword)[] Commands = [(":explain", "EXPLAIN"), (":profile", "PROFILE")];

    /// <summary>The statement, with the keyword of Cypher for the command of a shell.</summary>
    public static string Statement(string text)
    {
        var bare = text.TrimStart();
        foreach (var (command, keyword) in Commands)
        {
            if (bare.StartsWith(command, StringComparison.OrdinalIgnoreCase) && bare.Length > command.Length && char.IsWhiteSpace(bare[command.Length]))
            {
                return keyword + bare[command.Length..];
            }
        }

        return text;
    }

    /// <summary>A result, unless JSON is: then it stands beside it.</summary>
    public static void Print(QueryPlan plan, bool json)
    {
        foreach (var line in plan.ToTable().TrimEnd('\n').Split('\n'))
        {
            if (json)
            {
                Screen.Note(line);
            }
            else
            {
                Screen.Line(line);
            }
        }
    }
}
