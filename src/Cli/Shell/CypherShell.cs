using System.Text.RegularExpressions;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;

namespace CoEvolve.Cli.Shell;

/// <summary>Reads statements and commands and carries them out: from a person until that one leaves, from a script until its end or the first fault.</summary>
internal sealed partial class CypherShell(ShellSession session, Func<string, string?> read, ShellHistory? history) : IDisposable
{
    private const string Prompt = "coevolve> ";
    private const string TransactionPrompt = "coevolve# ";
    private const string FurtherPrompt = "      ... ";

    private const string Help = """
        STATEMENT;                   runs a statement of Cypher, which can have several lines
        :explain STATEMENT;          shows how a statement would run; nothing runs
        :profile STATEMENT;          runs a statement and shows how it ran
        :param NAME => EXPRESSION    sets a parameter, which statements call $NAME
        :param {NAME: EXPRESSION}    sets several
        :params                      shows the parameters
        :clear                       forgets the parameters
        :begin                       opens a transaction of several statements
        :commit, :rollback           saves what the transaction did, or undoes it
        :help                        shows this
        :exit                        leaves; a transaction that is open is rolled back
        Ctrl-C stops the statement that runs, Ctrl-D leaves, Ctrl-L clears the screen, and the arrows go through what was asked before.
        """;

    private readonly ShellLines _lines = new();
    private readonly Interruptions _interruptions = new();

    private bool IsScript => history is null;

    /// <summary>The exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!TryRead(out var text))
            {
                continue;
            }

            var asked = text is not null ? [.. text.Split('\n').SelectMany(_lines.Add)]
                : IsScript && _lines.End() is { } last ? new[] { last } : [];
            foreach (var input in asked)
            {
                history?.Add(input.ToString());
                if (input.Command is ":exit" or ":quit")
                {
                    return Leave();
                }

                if (await TryAsync(input, cancellationToken).ConfigureAwait(false) is var code && code != ExitCodes.Success && IsScript)
                {
                    return code;
                }
            }

            if (text is null)
            {
                return Leave();
            }
        }
    }

    public void Dispose() => _interruptions.Dispose();

    /// <summary>Reads a line, null at the end of the input; false where the person gave up what was typed.</summary>
    private bool TryRead(out string? text)
    {
        try
        {
            text = read(_lines.IsOpen ? FurtherPrompt : session.IsInTransaction ? TransactionPrompt : Prompt);
            return true;
        }
        catch (OperationCanceledException)
        {
            _lines.Clear();
            text = null;
            return false;
        }
    }

    private int Leave()
    {
        if (!session.IsInTransaction)
        {
            return ExitCodes.Success;
        }

        Screen.Note("the transaction was open still, and is rolled back: :commit saves it");
        return IsScript ? ExitCodes.Failure : ExitCodes.Success;
    }

    private async Task<int> TryAsync(ShellInput input, CancellationToken cancellationToken)
    {
        try
        {
            await _interruptions.DuringAsync(token => DoAsync(input, token), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        }
        catch (CypherException failure)
        {
            ShellFault.Print(failure, input.Command is null ? input.Text : "RETURN " + Expression(input.Text), IsScript ? input.Line : null);
            return ExitCodes.Failure;
        }
        catch (Exception failure) when (failure is CommandFailedException or IOException)
        {
            Screen.Note("coevolve: " + failure.Message);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            Screen.Note("coevolve: stopped before it was done; nothing of it was written");
            return ExitCodes.Interrupted;
        }
    }

    private Task DoAsync(ShellInput input, CancellationToken cancellationToken) => input.Command switch
    {
        null => session.RunAsync(input.Text, cancellationToken),
        ":param" => SetAsync(input.Text, cancellationToken),
        ":params" => Now(session.PrintParameters),
        ":clear" => Now(session.ForgetParameters),
        ":begin" => session.BeginAsync(cancellationToken),
        ":commit" => session.CommitAsync(cancellationToken),
        ":rollback" => session.RollbackAsync(cancellationToken),
        ":help" => Now(() => Array.ForEach(Help.Split('\n'), Screen.Note)),
        var unknown => throw new CommandFailedException($"there is no command {unknown}: :help lists them"),
    };

    private Task SetAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith('{'))
        {
            return session.SetAllAsync(text, cancellationToken);
        }

        var parts = Assignment().Match(text);
        return parts.Success
            ? session.SetAsync(parts.Groups["name"].Value.Trim('`'), parts.Groups["expression"].Value, cancellationToken)
            : throw new CommandFailedException("a parameter is set by its name, => and an expression, such as :param limit => 2 * 5");
    }

    private static string Expression(string text) => Assignment().Match(text) is { Success: true } parts ? parts.Groups["expression"].Value : text;

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"^\$?(?<name>\w+|`[^`]+`)\s*=>\s*(?<expression>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
