using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Jobs.Hosting;

namespace CoEvolve.Cli;

/// <summary>Makes the client of a Neo4j from what a command, the environment and the settings say, in this order.</summary>
internal static class RemoteGraph
{
    /// <summary>Whether anything names a Neo4j.</summary>
    public static bool IsNamed(GraphPlace place) => (place.Address ?? SettingsOf(place).Address) is { Length: > 0 };

    /// <summary>The client; null where nothing names a Neo4j. Nothing is sent yet.</summary>
    /// <exception cref="CommandFailedException">What is said makes no sense. The message never repeats a secret.</exception>
    public static (Neo4jGraph Graph, string Name)? Create(GraphPlace place)
    {
        var settings = SettingsOf(place);
        var from = place.Address is not null ? "--graph" : "the address of the graph";
        if ((place.Address ?? settings.Address) is not { Length: > 0 } address)
        {
            return (place.User ?? place.Database) is null
                ? null
                : throw new CommandFailedException("--graph-user and --graph-database speak of a Neo4j: name it with --graph URL", ExitCodes.Usage);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw new CommandFailedException($"{from} is no address of a Neo4j: it is bolt://HOST:PORT or neo4j://HOST:PORT, with +s or +ssc behind the scheme for TLS", ExitCodes.Usage);
        }

        if (url.UserInfo.Length > 0 || url.PathAndQuery is not ("" or "/") || url.Fragment.Length > 0)
        {
            throw new CommandFailedException(
                $"{from} says more than where the Neo4j is: name the user with --graph-user, the database with --graph-database, and give the password in COEVOLVE_GRAPH_PASSWORD", ExitCodes.Usage);
        }

        try
        {
            return (new(new() { Address = url, Credentials = Credentials(place, settings), Database = place.Database ?? settings.Database }), url.ToString().TrimEnd('/'));
        }
        catch (ArgumentException wrong)
        {
            throw new CommandFailedException($"{from}: {wrong.Message}", ExitCodes.Usage);
        }
    }

    private static GraphSettings SettingsOf(GraphPlace place) => Settings.Read(Path.GetFullPath(place.Folder), Environment.GetEnvironmentVariable).Graph ?? new();

    private static BoltCredentials Credentials(GraphPlace place, GraphSettings settings)
    {
        var user = place.User ?? settings.User;
        return (settings.Password, settings.Token) switch
        {
            ({ Length: > 0 } password, _) => BoltCredentials.Basic(user ?? "neo4j", password),
            (_, { Length: > 0 } token) when user is null => BoltCredentials.Bearer(token),
            _ when user is not null => throw new CommandFailedException($"there is no password for '{user}': give it in COEVOLVE_GRAPH_PASSWORD"),
            _ => BoltCredentials.None,
        };
    }
}
