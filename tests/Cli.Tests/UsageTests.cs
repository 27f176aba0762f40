namespace CoEvolve.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("recommend")]
    [InlineData("recommend a --kind company")]
    [InlineData("recommend a --limit 0")]
    [InlineData("serve --port 65536")]
    [InlineData("serve --nonsense")]
    [InlineData("import")]
    [InlineData("generate --actors 2 --seed 1 --out x")]
    [InlineData("generate --actors 5 --seed -1 --out x")]
    [InlineData("generate --seed 1 --out x")]
    [InlineData("generate --world foo --seed 1 --out x")]
    [InlineData("generate --world null --actors 59 --seed 1 --out x")]
    [InlineData("cypher RETURN --param x")]
    [InlineData("cypher RETURN --params [1]")]
    [InlineData("cypher RETURN --params {")]
    public async Task A_wrong_command_line_ends_with_code_2_and_one_line(string arguments)
    {
        var run = await Coevolve.RunAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        run.Complaint();
    }

    [Fact]
    public async Task The_complaint_names_the_option_what_was_given_what_is_allowed_and_where_help_is()
    {
        var run = await Coevolve.RunAsync("recommend", "a", "--kind", "company");

        Assert.Equal(
            "coevolve: Option --kind has 'company', but it is one or more of cso, government, business, academia, other. See 'coevolve recommend --help'.",
            run.Complaint());
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        var run = await Coevolve.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["serve", "import", "export", "generate", "recommend", "cypher"], command => Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("recommend", "gov-11")]
    [InlineData("export", "somewhere")]
    [InlineData("cypher", "RETURN 1")]
    public async Task A_data_folder_that_is_not_there_is_a_failure_and_is_not_made(string command, string argument)
    {
        using var workspace = new Workspace();

        var run = await Coevolve.RunAsync(command, argument, "--data", workspace.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("coevolve import", run.Complaint(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Data));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_a_failure()
    {
        using var workspace = new Workspace();
        await File.WriteAllTextAsync(workspace.Data, "", TestContext.Current.CancellationToken);

        var run = await Coevolve.RunAsync("cypher", "RETURN 1", "--data", workspace.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is a file", run.Complaint(), StringComparison.Ordinal);
    }
}
