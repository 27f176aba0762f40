namespace CoEvolve.Cli;

/// <summary>Ends a command with one line for the person at the terminal: what went wrong, where, and how to mend it.</summary>
internal sealed class CommandFailedException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode => exitCode;
}
