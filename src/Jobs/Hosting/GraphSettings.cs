namespace CoEvolve.Jobs.Hosting;

/// <summary>The Neo4j that holds the network, and who logs on to it.</summary>
public sealed record GraphSettings
{
    /// <summary>Its address, such as <c>neo4j+s://graph.example.org</c>; null where the data folder holds the network.</summary>
    public string? Address { get; init; }

    /// <summary>The user; null for <c>neo4j</c>, or for whom the token stands.</summary>
    public string? User { get; init; }

    /// <summary>The user's password. Better in <c>COEVOLVE_GRAPH_PASSWORD</c> than in a file.</summary>
    public string? Password { get; init; }

    /// <summary>A token of single sign-on, in place of user and password.</summary>
    public string? Token { get; init; }

    /// <summary>The database; null for the user's home database.</summary>
    public string? Database { get; init; }

    /// <summary>Which address and whom, without secrets.</summary>
    public override string ToString() => $"{Address} as {User} in {Database}";

    internal GraphSettings With(Func<string, string?> environment)
    {
        string? Or(string name, string? written) => environment(name) is { Length: > 0 } set ? set : written;
        return new()
        {
            Address = Or("COEVOLVE_GRAPH", Address),
            User = Or("COEVOLVE_GRAPH_USER", User),
            Password = Or("COEVOLVE_GRAPH_PASSWORD", Password),
            Token = Or("COEVOLVE_GRAPH_TOKEN", Token),
            Database = Or("COEVOLVE_GRAPH_DATABASE", Database),
        };
    }
}
