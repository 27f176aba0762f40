namespace CoEvolve.Cli;

/// <summary>What a program that calls this one can rely on.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command was understood and could not be carried out.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or a signal before it was done: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
