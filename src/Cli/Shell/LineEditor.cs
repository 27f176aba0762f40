using System.Globalization;
using System.Text;

namespace CoEvolve.Cli.Shell;

/// <summary>Lets a person at a terminal type a line. A line that is wider than the terminal is moved under the prompt, so that it never wraps.</summary>
internal sealed class LineEditor(IReadOnlyList<string> history)
{
    private const int LeastWidth = 20;

    /// <summary>Whether the terminal can do what the editor asks of it.</summary>
    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");

    /// <summary>The line, which can have several where it is from the history; null at the end of the input.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C was pressed.</exception>
    public string? Read(string prompt)
    {
        var buffer = new LineBuffer(history);
        Console.TreatControlCAsInput = true;
        try
        {
            Draw(prompt, buffer);
            while (true)
            {
                switch (buffer.Press(Console.ReadKey(intercept: true)))
                {
                    case KeyOutcome.Done:
                        Draw(prompt, buffer);
                        Console.Out.WriteLine();
                        return buffer.Text;
                    case KeyOutcome.End:
                        Console.Out.WriteLine();
                        return null;
                    case KeyOutcome.GivenUp:
                        Console.Out.WriteLine("^C");
                        throw new OperationCanceledException();
                    case KeyOutcome.ClearScreen:
                        Console.Out.Write("\u001b[H\u001b[2J");
                        Draw(prompt, buffer);
                        break;
                    case KeyOutcome.Edited when !Console.KeyAvailable: // what is pasted is drawn once
                        Draw(prompt, buffer);
                        break;
                }
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private static void Draw(string prompt, LineBuffer buffer)
    {
        var room = Math.Max(Console.WindowWidth, LeastWidth) - prompt.Length - 1;
        var text = buffer.Text;
        var first = Math.Max(0, buffer.Cursor - room);
        var shown = new StringBuilder("\r").Append(prompt);
        foreach (var character in text.AsSpan(first, Math.Min(room, text.Length - first)))
        {
            shown.Append(character == '\n' ? '↵' : char.IsControl(character) ? ' ' : character);
        }

        shown.Append(CultureInfo.InvariantCulture, $"\u001b[K\r\u001b[{prompt.Length + buffer.Cursor - first}C");
        Console.Out.Write(shown);
    }
}
