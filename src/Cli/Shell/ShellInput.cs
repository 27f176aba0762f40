namespace CoEvolve.Cli.Shell;

/// <summary>One thing that a person asks of the shell.</summary>
/// <param name="Command">The shell's own command, such as <c>:param</c>, in small letters; null for a statement of Cypher.</param>
/// <param name="Text">The statement without its semicolon, or what stands behind the command.</param>
/// <param name="Line">The line of the input on which it begins, from 1.</param>
internal sealed record ShellInput(string? Command, string Text, int Line)
{
    /// <summary>As it would be typed again.</summary>
    public override string ToString() => Command is null ? Text + ";" : Text.Length == 0 ? Command : $"{Command} {Text}";
}
