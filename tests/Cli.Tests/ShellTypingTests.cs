using CoEvolve.Cli.Shell;

namespace CoEvolve.Cli.Tests;

public sealed class ShellTypingTests
{
    [Fact]
    public void The_cursor_moves_in_the_line_and_keys_act_at_its_place()
    {
        var line = new LineBuffer([]);

        Type(line, "RETRN one two");
        Press(line, ConsoleKey.Home);
        Press(line, ConsoleKey.RightArrow, ConsoleKey.RightArrow, ConsoleKey.RightArrow);
        Type(line, "U");
        Assert.Equal("RETURN one two", line.Text);
        Press(line, ConsoleKey.Delete, ConsoleKey.Backspace);
        Assert.Equal("RETN one two", line.Text);
        Press(line, ConsoleKey.End);
        Control(line, ConsoleKey.W);
        Assert.Equal("RETN one ", line.Text);
        Control(line, ConsoleKey.LeftArrow);
        Assert.Equal(5, line.Cursor);
        Control(line, ConsoleKey.K);
        Assert.Equal("RETN ", line.Text);
        Control(line, ConsoleKey.U);
        Assert.Equal("", line.Text);
    }

    [Fact]
    public void Arrows_go_through_the_history_and_back_to_what_was_being_typed()
    {
        var line = new LineBuffer(["first", "second"]);

        Type(line, "third");
        Press(line, ConsoleKey.UpArrow);
        Assert.Equal("second", line.Text);
        Press(line, ConsoleKey.UpArrow, ConsoleKey.UpArrow);
        Assert.Equal("first", line.Text);
        Press(line, ConsoleKey.DownArrow, ConsoleKey.DownArrow, ConsoleKey.DownArrow);
        Assert.Equal("third", line.Text);
        Assert.Equal(5, line.Cursor);
    }

    [Fact]
    public void A_character_of_two_halves_is_passed_and_erased_as_one()
    {
        var line = new LineBuffer([]);

        Type(line, "a😀b");
        Press(line, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        Assert.Equal(1, line.Cursor);
        Press(line, ConsoleKey.Delete);
        Assert.Equal("ab", line.Text);
    }

    [Fact]
    public void Enter_completes_control_C_gives_up_and_control_D_ends_an_empty_line_alone()
    {
        var line = new LineBuffer([]);

        Assert.Equal(KeyOutcome.End, Control(line, ConsoleKey.D));
        Type(line, "x");
        Assert.Equal(KeyOutcome.Edited, Control(line, ConsoleKey.D));
        Assert.Equal(KeyOutcome.GivenUp, Control(line, ConsoleKey.C));
        Assert.Equal(KeyOutcome.Done, line.Press(new('\r', ConsoleKey.Enter, false, false, false)));
        Assert.Equal("x", line.Text);
    }

    [Fact]
    public void The_history_is_there_the_next_time_for_its_owner_alone_and_without_passwords()
    {
        using var workspace = new Workspace();
        var file = Path.Combine(workspace["state"], "history");
        var history = ShellHistory.Open(file);

        history.Add("MATCH (n)\nRETURN n.a = '\\n';");
        history.Add(":params");
        history.Add(":params");
        history.Add(":param Password => 'x'");

        Assert.Equal(3, history.Entries.Count);
        Assert.Equal(["MATCH (n)\nRETURN n.a = '\\n';", ":params"], ShellHistory.Open(file).Entries);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static void Type(LineBuffer line, string text)
    {
        foreach (var character in text)
        {
            line.Press(new(character, ConsoleKey.None, false, false, false));
        }
    }

    private static void Press(LineBuffer line, params ConsoleKey[] keys)
    {
        foreach (var key in keys)
        {
            line.Press(new('\0', key, false, false, false));
        }
    }

    private static KeyOutcome Control(LineBuffer line, ConsoleKey key) => line.Press(new('\0', key, false, false, control: true));
}
