using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve graph backup|restore|verify</c>: the files of the embedded graph. None of them needs the server to stop, but for a restore into its own folder.</summary>
internal static class GraphCommand
{
    public static Command Create() => new("graph", "Copy, bring back and verify the files of the embedded graph; check what any graph answers.")
    {
        CreateBackup(),
        CreateRestore(),
        CreateVerify(),
        GraphCheckCommand.Create(),
    };

    private static Command CreateBackup()
    {
        var copy = new Argument<string>("DIR") { Description = "The folder of the copy; it must not hold a graph yet." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new Command("backup", "Copy the graph of the data folder, checked, into another folder. A server that has it open goes on.")
        {
            copy, data, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (from, to) = (Existing(parsed.GetRequiredValue(data)), Path.GetFullPath(parsed.GetRequiredValue(copy)));
            EmbeddedGraph.Backup(from, to, cancellationToken);
            return Task.FromResult(Report(to, "copied", parsed.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static Command CreateRestore()
    {
        var copy = new Argument<string>("DIR") { Description = "A folder that 'coevolve graph backup' has written." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new Command("restore", "Fill the data folder, which must not hold a graph yet, from a copy. The copy is checked first and stays as it is.")
        {
            copy, data, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (from, to) = (Existing(parsed.GetRequiredValue(copy)), Path.GetFullPath(parsed.GetRequiredValue(data)));
            EmbeddedGraph.Restore(from, to, cancellationToken);
            return Task.FromResult(Report(to, "restored", parsed.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static Command CreateVerify()
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "The folder of a graph or of a copy. Default: that of --data.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new Command("verify", "Check snapshot, log, indexes and constraints of a graph. Changes nothing; exit code 1 where something is wrong.")
        {
            folder, data, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(
            Report(Existing(parsed.GetValue(folder) ?? parsed.GetRequiredValue(data)), "sound", parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static string Existing(string folder)
    {
        var path = Path.GetFullPath(folder);
        return Directory.Exists(path) ? path : throw new CommandFailedException($"there is no folder '{path}'");
    }

    /// <summary>Checks the folder and says what is in it: a copy counts only when it can be read again.</summary>
    private static int Report(string path, string verb, bool json, CancellationToken cancellationToken)
    {
        var found = EmbeddedGraph.Verify(path, cancellationToken);
        if (json)
        {
            Screen.Json(new { folder = path, sound = found.IsSound, found.LastTransaction, found.Nodes, found.Relationships, found.TornTail, found.Findings });
            return found.IsSound ? ExitCodes.Success : ExitCodes.Failure;
        }

        foreach (var finding in found.Findings)
        {
            Screen.Note($"{finding.Place}: {finding.Message}");
        }

        if (found.TornTail is { } torn)
        {
            Screen.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"the log ends in the middle of a transaction that was never acknowledged ({torn.Bytes:N0} bytes at {torn.Offset:N0} of '{torn.File}'): opening the graph drops it"));
        }

        Screen.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{(found.IsSound ? verb : "damaged")}: '{path}', {found.Nodes:N0} nodes and {found.Relationships:N0} relationships up to transaction {found.LastTransaction:N0}"));
        return found.IsSound ? ExitCodes.Success : ExitCodes.Failure;
    }
}
