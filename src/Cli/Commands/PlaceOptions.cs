using System.CommandLine;

namespace CoEvolve.Cli.Commands;

/// <summary>The options that say where the network is. Each command gets its own instance. There is no option for a password: others can read command lines.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string> _folder = CommonOptions.Data();

    private readonly Option<string?> _address = new("--graph")
    {
        Description = "A Neo4j that holds the network instead of the data folder: bolt://HOST:PORT or neo4j://HOST:PORT, with +s behind the scheme for TLS. Its password is read from COEVOLVE_GRAPH_PASSWORD.",
        HelpName = "URL",
    };

    private readonly Option<string?> _user = new("--graph-user") { Description = "Who logs on to that Neo4j; neo4j where nothing says so.", HelpName = "NAME" };

    private readonly Option<string?> _database = new("--graph-database") { Description = "The database of that Neo4j; else the user's home database.", HelpName = "NAME" };

    public IEnumerable<Option> All => [_folder, _address, _user, _database];

    /// <summary>Whether the command line names a data folder itself.</summary>
    public bool NamesFolder(ParseResult parsed) => parsed.GetResult(_folder) is { Implicit: false };

    public GraphPlace Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_folder), parsed.GetValue(_address), parsed.GetValue(_user), parsed.GetValue(_database));
}

/// <summary>Lets commands list these options among their own.</summary>
internal static class PlaceOptionsOfCommands
{
    public static void Add(this Command command, PlaceOptions place)
    {
        foreach (var option in place.All)
        {
            command.Add(option);
        }
    }
}
