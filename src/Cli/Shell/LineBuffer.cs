using System.Text;

namespace CoEvolve.Cli.Shell;

/// <summary>What a key leads to beyond the line itself.</summary>
internal enum KeyOutcome
{
    /// <summary>The line or the cursor may have changed.</summary>
    Edited = 0,

    /// <summary>The line is complete.</summary>
    Done = 1,

    /// <summary>Nothing more will be typed.</summary>
    End = 2,

    /// <summary>The line is given up.</summary>
    GivenUp = 3,

    /// <summary>The screen is to be cleared.</summary>
    ClearScreen = 4,
}

/// <summary>A line that is being typed: its text, the cursor in it, and the way through the history. Keys mean what they mean in other shells.</summary>
internal sealed class LineBuffer(IReadOnlyList<string> history)
{
    private readonly StringBuilder _text = new();
    private int _entry = history.Count;
    private string _draft = "";

    public string Text => _text.ToString();

    /// <summary>Characters before the cursor.</summary>
    public int Cursor { get; private set; }

    public KeyOutcome Press(ConsoleKeyInfo key)
    {
        if (key.KeyChar is '\r' or '\n' || key.Key == ConsoleKey.Enter)
        {
            Cursor = _text.Length;
            return KeyOutcome.Done;
        }

        var control = (key.Modifiers & ConsoleModifiers.Control) != 0;
        switch (key.Key)
        {
            case ConsoleKey.C when control:
                return KeyOutcome.GivenUp;
            case ConsoleKey.D when control && _text.Length == 0:
                return KeyOutcome.End;
            case ConsoleKey.L when control:
                return KeyOutcome.ClearScreen;
            case ConsoleKey.UpArrow:
            case ConsoleKey.P when control:
                Recall(_entry - 1);
                break;
            case ConsoleKey.DownArrow:
            case ConsoleKey.N when control:
                Recall(_entry + 1);
                break;
            default:
                if (!Move(key.Key, control) && !Erase(key.Key, control))
                {
                    Type(key.Key == ConsoleKey.Tab ? "  " : char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString());
                }

                break;
        }

        return KeyOutcome.Edited;
    }

    private bool Move(ConsoleKey key, bool control)
    {
        int? to = (key, control) switch
        {
            (ConsoleKey.Home, _) or (ConsoleKey.A, true) => 0,
            (ConsoleKey.End, _) or (ConsoleKey.E, true) => _text.Length,
            (ConsoleKey.LeftArrow, true) => WordBefore(),
            (ConsoleKey.RightArrow, true) => WordBehind(),
            (ConsoleKey.LeftArrow, _) or (ConsoleKey.B, true) => Before(),
            (ConsoleKey.RightArrow, _) or (ConsoleKey.F, true) => Behind(),
            _ => null,
        };
        Cursor = to ?? Cursor;
        return to is not null;
    }

    private bool Erase(ConsoleKey key, bool control)
    {
        (int From, int To)? gone = (key, control) switch
        {
            (ConsoleKey.U, true) => (0, Cursor),
            (ConsoleKey.K, true) => (Cursor, _text.Length),
            (ConsoleKey.W, true) or (ConsoleKey.Backspace, true) => (WordBefore(), Cursor),
            (ConsoleKey.Backspace, _) or (ConsoleKey.H, true) => (Before(), Cursor),
            (ConsoleKey.Delete, _) or (ConsoleKey.D, true) => (Cursor, Behind()),
            _ => null,
        };
        if (gone is var (from, to))
        {
            _text.Remove(from, to - from);
            Cursor = from;
        }

        return gone is not null;
    }

    private void Type(string text)
    {
        _text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    private void Recall(int entry)
    {
        if (entry < 0 || entry > history.Count)
        {
            return;
        }

        if (_entry == history.Count)
        {
            _draft = Text;
        }

        _entry = entry;
        _text.Clear().Append(entry == history.Count ? _draft : history[entry]);
        Cursor = _text.Length;
    }

    // A character outside of the basic plane is two in .NET, and the cursor never stands between them.
    private int Before() => Cursor >= 2 && char.IsLowSurrogate(_text[Cursor - 1]) ? Cursor - 2 : Math.Max(Cursor - 1, 0);

    private int Behind() => Cursor + 1 < _text.Length && char.IsHighSurrogate(_text[Cursor]) ? Cursor + 2 : Math.Min(Cursor + 1, _text.Length);

    private int WordBefore()
    {
        var at = Cursor;
        for (; at > 0 && !char.IsLetterOrDigit(_text[at - 1]); at--)
        {
        }

        for (; at > 0 && char.IsLetterOrDigit(_text[at - 1]); at--)
        {
        }

        return at;
    }

    private int WordBehind()
    {
        var at = Cursor;
        for (; at < _text.Length && !char.IsLetterOrDigit(_text[at]); at++)
        {
        }

        for (; at < _text.Length && char.IsLetterOrDigit(_text[at]); at++)
        {
        }

        return at;
    }
}
