using System.CommandLine;
using System.Text.Json;
using CoEvolve.Api.Serialization;
using CoEvolve.Cli.Shell;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve cypher [QUERY]</c>: one statement on a graph, or a shell for many.</summary>
internal static class CypherCommand
{
    private const string Name = "cypher";
    private const string QueryName = "QUERY";

    /// <summary>Whether the command takes statement after statement, so that Ctrl-C is meant for one of them.</summary>
    public static bool IsShell(ParseResult parsed) => parsed.CommandResult.Command.Name == Name && parsed.GetValue<string?>(QueryName) is null;

    public static Command Create()
    {
        var query = new Argument<string?>(QueryName)
        {
            Description = "The Cypher statement, or - to read it from standard input. EXPLAIN before it, or :explain, shows how it would run; PROFILE, or :profile, how it ran. "
                + "Without it, statements that end with ; are taken one after the other, with history at a terminal; :help lists the commands there.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var named = new Option<string[]>("--param")
        {
            Description = "A parameter of type string, without the dollar sign; repeat it for more.",
            HelpName = "NAME=TEXT",
            Arity = ArgumentArity.OneOrMore,
        };
        named.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"Option --param is '{token.Value}', but it is a name, '=' and a text, such as actor=gov-11.01.");
            }
        });
        var all = new Option<string?>("--params")
        {
            Description = "Parameters of all types as one JSON object, such as the \"parameters\" of a recommendation.",
            HelpName = "JSON",
        };
        var place = new PlaceOptions();
        var json = CommonOptions.Json();

        var command = new Command(Name, "Run a Cypher statement, or one after the other, and print their rows. What they write is saved before the command ends.")
        {
            query, named, all, place, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var parameters = Parameters(parsed.GetValue(all), parsed.GetValue(named) ?? []);
            if (parsed.GetValue(query) is not { } statement)
            {
                return await RunShellAsync(parameters, place.Read(parsed), parsed.GetValue(json), cancellationToken).ConfigureAwait(false);
            }

            if (statement == "-")
            {
                statement = await Console.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            }

            return await RunAsync(CypherPlans.Statement(statement), parameters, place.Read(parsed), parsed.GetValue(json), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string statement, IReadOnlyDictionary<string, Value> parameters, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve cypher");
        var result = await data.Graph.RunAsync(statement, parameters, cancellationToken).ConfigureAwait(false);
        QueryCounters counters;
        await using (result.ConfigureAwait(false))
        {
            if (await CypherRows.PrintAsync(result, json, cancellationToken).ConfigureAwait(false) is { } shown)
            {
                Screen.Note(shown);
            }

            counters = result.Counters;
        }

        // What the statement wrote is in the graph's log already: no snapshot is needed for it to last.
        if (counters.ContainsUpdates)
        {
            Screen.Note(CypherRows.Summary(counters));
        }

        return ExitCodes.Success;
    }

    private static async Task<int> RunShellAsync(
        IReadOnlyDictionary<string, Value> parameters, GraphPlace place, bool json, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve cypher");
        await using var session = new ShellSession(data.Graph, parameters, json);
        if (Console.IsInputRedirected)
        {
            using var script = new CypherShell(session, _ => Console.In.ReadLine(), history: null);
            return await script.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        Screen.Note($"Cypher on {data.Name}. Statements end with ; and :help lists the commands.");
        var history = ShellHistory.Open(ShellHistory.DefaultFile());
        using var shell = new CypherShell(session, LineEditor.IsPossible ? new LineEditor(history.Entries).Read : ReadPlainly, history);
        return await shell.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string? ReadPlainly(string prompt)
    {
        Console.Error.Write(prompt);
        return Console.In.ReadLine();
    }

    private static Dictionary<string, Value> Parameters(string? json, IReadOnlyList<string> named)
    {
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (json is not null)
        {
            foreach (var (name, value) in ReadObject(json))
            {
                parameters[name] = value;
            }
        }

        foreach (var pair in named)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[pair[..equals]] = Value.Of(pair[(equals + 1)..]);
        }

        return parameters;
    }

    private static MapValue ReadObject(string json)
    {
        const string remedy = "give an object such as '{\"actor\":\"gov-11.01\",\"limit\":5}'";
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? CypherJson.Read(document.RootElement).AsMap()
                : throw new CommandFailedException($"--params is JSON, but no object: {remedy}", ExitCodes.Usage);
        }
        catch (JsonException fault)
        {
            throw new CommandFailedException(
                $"--params is no JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}): {remedy}", ExitCodes.Usage);
        }
    }
}
