using CoEvolve.Cli.Shell;

namespace CoEvolve.Cli.Tests;

public sealed class ShellLinesTests
{
    [Fact]
    public void A_statement_goes_on_until_its_semicolon()
    {
        var lines = new ShellLines();

        Assert.Empty(lines.Add(""));
        Assert.False(lines.IsOpen);
        Assert.Empty(lines.Add("  MATCH (n)"));
        Assert.True(lines.IsOpen);
        Assert.Equal([new(null, "MATCH (n)\nRETURN n", 2)], lines.Add("RETURN n ;  "));
        Assert.False(lines.IsOpen);
        Assert.Null(lines.End());
    }

    [Theory]
    [InlineData("RETURN 'a;b' AS x;", "RETURN 'a;b' AS x")]
    [InlineData("RETURN 'it\\'s;' AS x;", "RETURN 'it\\'s;' AS x")]
    [InlineData("RETURN \"'\" AS x;", "RETURN \"'\" AS x")]
    [InlineData("RETURN 1 AS `a;\\`;", "RETURN 1 AS `a;\\`")]
    [InlineData("RETURN 1 /* ; ' */ AS x;", "RETURN 1 /* ; ' */ AS x")]
    [InlineData("/* first */ RETURN 1;", "RETURN 1")]
    [InlineData("RETURN 1;;", "RETURN 1")]
    [InlineData("EXPLAIN RETURN 1;", "EXPLAIN RETURN 1")]
    [InlineData(":explain RETURN 1;", "EXPLAIN RETURN 1")]
    [InlineData(":Profile  RETURN 1;", "PROFILE  RETURN 1")]
    public void Only_a_semicolon_outside_of_quotes_and_comments_ends_it(string line, string statement) =>
        Assert.Equal([new(null, statement, 1)], new ShellLines().Add(line));

    [Fact]
    public void A_comment_to_the_end_of_the_line_hides_a_semicolon_and_a_quote()
    {
        var lines = new ShellLines();

        Assert.Empty(lines.Add("// it's nothing;"));
        Assert.False(lines.IsOpen);
        Assert.Empty(lines.Add("RETURN 1 // it's one;"));
        Assert.Equal([new(null, "RETURN 1 // it's one;\n AS one", 2)], lines.Add(" AS one;"));
    }

    [Fact]
    public void A_quote_and_a_comment_can_have_several_lines()
    {
        var lines = new ShellLines();

        Assert.Empty(lines.Add("/* ;"));
        Assert.True(lines.IsOpen);
        Assert.Empty(lines.Add("; */"));
        Assert.False(lines.IsOpen);
        Assert.Empty(lines.Add("RETURN 'a;"));
        Assert.Equal([new(null, "RETURN 'a;\nb' AS x", 3)], lines.Add("b' AS x;"));
    }

    [Fact]
    public void A_line_can_hold_several_statements_and_a_command_behind_them() => Assert.Equal(
        [new(null, "RETURN 1", 1), new(null, "RETURN 2", 1), new(":params", "", 1)],
        new ShellLines().Add("RETURN 1; RETURN 2; :params"));

    [Theory]
    [InlineData(":param x => 'a;b'", ":param", "x => 'a;b'")]
    [InlineData("  :PARAM  limit => 5 ; ", ":param", "limit => 5")]
    [InlineData(":exit", ":exit", "")]
    [InlineData(":explainer x", ":explainer", "x")]
    public void A_command_is_one_line_with_or_without_a_semicolon(string line, string command, string text) =>
        Assert.Equal([new(command, text, 1)], new ShellLines().Add(line));

    [Fact]
    public void A_plan_can_be_asked_for_on_a_line_before_the_statement()
    {
        var lines = new ShellLines();

        Assert.Empty(lines.Add(":explain"));
        Assert.Equal([new(null, "EXPLAIN\nRETURN 1", 1)], lines.Add("RETURN 1;"));
    }

    [Fact]
    public void What_the_end_of_the_input_leaves_is_a_statement()
    {
        var lines = new ShellLines();

        lines.Add("RETURN 1 AS one");
        Assert.Equal(new(null, "RETURN 1 AS one", 1), lines.End());
        Assert.Null(lines.End());
    }

    [Fact]
    public void What_was_given_up_is_forgotten()
    {
        var lines = new ShellLines();

        lines.Add("RETURN 'open");
        lines.Clear();

        Assert.False(lines.IsOpen);
        Assert.Equal([new(null, "RETURN 1", 2)], lines.Add("RETURN 1;"));
    }
}
