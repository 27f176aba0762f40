namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>A setting as tools ask for it.</summary>
internal sealed record ServerSetting(string Name, string Value, string Description, string ValidValues);

/// <summary>What the graph tells of itself to tools that are made for Neo4j: the version whose Cypher it speaks, names, settings.</summary>
internal static class ServerFacts
{
    /// <summary>The name of the one graph, and of the one user.</summary>
    public const string Name = "neo4j";
    public const string Version = "5.26.12";
    public const string Edition = "community";
    public const string Address = "localhost:7687";

    /// <summary>The settings that <c>dbms.clientConfig</c> tells.</summary>
    public static IReadOnlyList<string> ForTools { get; } =
        ["browser.post_connect_cmd", "browser.remote_content_hostname_whitelist", "client.allow_telemetry", "dbms.security.auth_enabled"];

    public static IReadOnlyList<ServerSetting> Settings { get; } =
    [
        new("browser.allow_outgoing_connections", "false", "Whether Neo4j Browser may fetch content from elsewhere.", "A boolean."),
        new("browser.credential_timeout", "0s", "How long Neo4j Browser keeps credentials; 0 for as long as it is open.", "A duration."),
        new("browser.post_connect_cmd", "", "Commands that Neo4j Browser runs once it is connected.", "A string."),
        new("browser.remote_content_hostname_whitelist", "localhost", "Hosts from which Neo4j Browser may fetch guides.", "A string."),
        new("browser.retain_connection_credentials", "true", "Whether Neo4j Browser keeps credentials between visits.", "A boolean."),
        new("browser.retain_editor_history", "true", "Whether Neo4j Browser keeps the history of its editor.", "A boolean."),
        new("client.allow_telemetry", "false", "Whether tools may send data about their use.", "A boolean."),
        new("db.tx_log.rotation.retention_policy", "none", "Which log files are kept behind a snapshot.", "A string."),
        new("dbms.security.auth_enabled", "true", "Whether tools must log in.", "A boolean."),
        new("server.bolt.enabled", "true", "Whether the graph can be reached over Bolt.", "A boolean."),
    ];
}
