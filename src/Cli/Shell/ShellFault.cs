using System.Globalization;
using System.Text.RegularExpressions;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;

namespace CoEvolve.Cli.Shell;

/// <summary>Shows what is wrong with a statement, with a caret under the place.</summary>
internal static partial class ShellFault
{
    /// <summary>Characters of a long line that are shown before the place and behind it.</summary>
    private const int Around = 60;

    /// <param name="failure">What the graph said.</param>
    /// <param name="statement">The text that it was asked.</param>
    /// <param name="line">The line of a script on which that begins; null where a person has just typed it.</param>
    public static void Print(CypherException failure, string statement, int? line)
    {
        // A Neo4j shows the place in further lines of its message.
        var message = failure.Message.Split('\n')[0].TrimEnd();
        var where = line is { } number ? string.Create(CultureInfo.InvariantCulture, $", in the statement that begins on line {number} of the input") : "";
        Screen.Note($"coevolve: {message} [{failure.Code}]{where}");
        if (Place(failure) is var (row, column) && statement.Split('\n') is var lines && row <= lines.Length)
        {
            var text = lines[row - 1].TrimEnd('\r');
            var at = Math.Clamp(column - 1, 0, text.Length);
            var first = Math.Max(0, at - Around);
            Screen.Note("  " + text[first..Math.Min(text.Length, at + Around)]);
            Screen.Note("  " + new string(' ', at - first) + "^");
        }
    }

    /// <summary>Line and column from 1. A server tells them in its message alone.</summary>
    private static (int Line, int Column)? Place(CypherException failure)
    {
        if (failure.Position is { } position)
        {
            return (position.Line, position.Column);
        }

        var told = PlaceInMessage().Match(failure.Message);
        return told.Success ? (int.Parse(told.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(told.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"\(line ([1-9][0-9]{0,5}), column ([1-9][0-9]{0,5})", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceInMessage();
}
