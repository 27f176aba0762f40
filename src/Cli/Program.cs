using System.CommandLine;
using CoEvolve.Cli.Commands;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;

namespace CoEvolve.Cli;

/// <summary>The command line <c>coevolve</c>.</summary>
internal static class Program
{
    /// <summary>
    /// How long a command that was told to stop may take to write its snapshot. A million actors take some seconds; a minute
    /// more than covers a slow disk, and ends before a service supervisor's usual 90 s.
    /// </summary>
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(60);

    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Partners for the actors of Indonesia's Co-Evolve network: a graph, its recommendations, and the API that serves them.")
        {
            HelpName = "coevolve",
        };
        root.Add(ServeCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(GenerateCommand.Create());
        root.Add(RecommendCommand.Create());
        root.Add(ExplainCommand.Create());
        root.Add(AdviseCommand.Create());
        root.Add(TriadsCommand.Create());
        root.Add(CoalitionCommand.Create());
        root.Add(CypherCommand.Create());
        root.Add(EvaluateCommand.Create());
        root.Add(GraphCommand.Create());
        root.Add(TrainCommand.Create());
        root.Add(ModelsCommand.Create());
        root.Add(PromoteCommand.Create());
        root.Add(RollbackCommand.Create());
        root.Add(DriftCommand.Create());
        root.Add(PriceCommand.Create());
        root.Add(RescoreCommand.Create());
        root.Add(DigestCommand.Create());
        root.Add(WorkCommand.Create());
        root.Add(KeyCommand.Create());

        // A query may begin with "@": no response files.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            var command = parsed.CommandResult.Command;
            var help = command == root ? "coevolve --help" : $"coevolve {command.Name} --help";

            // The parser's last errors are the most particular: "unrecognised 'x'" says more than "a command is missing".
            return Complain($"{parsed.Errors[^1].Message} See '{help}'.", ExitCodes.Usage);
        }

        try
        {
            return await parsed
                .InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = CypherCommand.IsShell(parsed) ? null : StoppingTime })
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            return Complain(failure.Message, failure.ExitCode);
        }
        catch (CypherException failure)
        {
            return Complain($"{failure.Message} [{failure.Code}]", ExitCodes.Failure);
        }
        catch (OperationCanceledException)
        {
            return Complain("stopped before it was done; nothing of it was written", ExitCodes.Interrupted);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Complain(failure.Message, ExitCodes.Failure);
        }
#pragma warning disable CA1031 // The boundary of the process: a person gets one line, and a stack trace only on demand.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var detailed = Environment.GetEnvironmentVariable("COEVOLVE_DEBUG") == "1";
            return Complain(
                detailed ? failure.ToString() : $"unexpected failure ({failure.GetType().Name}): {failure.Message} COEVOLVE_DEBUG=1 shows where.",
                ExitCodes.Failure);
        }
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine("coevolve: " + (message.Contains('\n', StringComparison.Ordinal) ? message : PlainText.OneLine(message)));
        return exitCode;
    }
}
