using System.Text;

namespace CoEvolve.Cli.Terminal;

/// <summary>Makes text of the data safe for a terminal.</summary>
internal static class PlainText
{
    /// <summary>Without control characters: a name in a package must not be able to move the cursor or set the window's title.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(char.IsControl(character) ? ' ' : character);
        }

        return clean.ToString();
    }
}
