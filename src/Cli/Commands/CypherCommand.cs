using System.CommandLine;
using System.Text.Json;
using CoEvolve.Api.Serialization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve cypher QUERY</c>: one statement on the graph of a data folder.</summary>
internal static class CypherCommand
{
    public static Command Create()
    {
        var query = new Argument<string>("QUERY") { Description = "The Cypher statement, or - to read it from standard input. EXPLAIN before it, or :explain, shows how it would run; PROFILE, or :profile, how it ran." };
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

        var command = new Command("cypher", "Run one Cypher statement and print its rows. What it writes is saved before the command ends.")
        {
            query, named, all, place, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var parameters = Parameters(parsed.GetValue(all), parsed.GetValue(named) ?? []);
            var statement = parsed.GetRequiredValue(query);
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
            await (result.Plan is { DbHits: null } && !json ? Task.CompletedTask
                : json ? CypherRows.PrintJsonAsync(result, cancellationToken) : CypherRows.PrintTableAsync(result, cancellationToken)).ConfigureAwait(false);
            counters = result.Counters;
            if (result.Plan is { } plan)
            {
                CypherPlans.Print(plan, json);
            }
        }

        // What the statement wrote is in the graph's log already: no snapshot is needed for it to last.
        if (counters.ContainsUpdates)
        {
            Screen.Note(CypherRows.Summary(counters));
        }

        return ExitCodes.Success;
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
