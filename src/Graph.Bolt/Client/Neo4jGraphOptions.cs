namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Who the client is to a Neo4j.</summary>
public sealed record BoltCredentials
{
    private BoltCredentials(string scheme, string? principal, string? secret) => (Scheme, Principal, Secret) = (scheme, principal, secret);

    /// <summary>No login, for a server that asks for none.</summary>
    public static BoltCredentials None { get; } = new("none", null, null);

    internal string Scheme { get; }

    internal string? Principal { get; }

    internal string? Secret { get; }

    /// <summary>A user's name and password.</summary>
    public static BoltCredentials Basic(string user, string password) => new("basic", user, password);

    /// <summary>A token of single sign-on.</summary>
    public static BoltCredentials Bearer(string token) => new("bearer", null, token);

    /// <summary>The scheme alone: secrets stay out of logs.</summary>
    public override string ToString() => Scheme;
}

/// <summary>How a Neo4j is reached. Immutable; checked when a <see cref="Neo4jGraph"/> is made.</summary>
public sealed record Neo4jGraphOptions
{
    /// <summary>
    /// The address: <c>bolt://</c> for one server, <c>neo4j://</c> for a cluster or a server that routes; <c>+s</c> behind the scheme for TLS with a certificate that
    /// is checked, <c>+ssc</c> for TLS with any. The port is 7687 where none is given.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>Who the client is. Default: no login.</summary>
    public BoltCredentials Credentials { get; init; } = BoltCredentials.None;

    /// <summary>The database. Default: the user's home database.</summary>
    public string? Database { get; init; }

    /// <summary>The most connections to one server, 1–10,000. Default 50: more than an API of this size asks at once.</summary>
    public int MaxConnections { get; init; } = 50;

    /// <summary>How long a statement waits for a connection where all are in use, from 1 ms to an hour. Default 30 s.</summary>
    public TimeSpan AcquireTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting and logging on may take, from 1 ms to an hour. Default 10 s.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without use a connection is tried before it is used again, from 0 (always) to a day. Default 30 s: firewalls drop quiet ones without a word.</summary>
    public TimeSpan LivenessTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The age at which a connection is replaced, from 1 s to 30 days. Default 1 hour: load balancers and certificates change.</summary>
    public TimeSpan MaxConnectionAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long to wait for a server that says nothing, from 10 ms to a day. Default 2 minutes: Neo4j tells every minute that it lives.</summary>
    public TimeSpan ReceiveTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Rows that are asked for at once, 1–1,000,000. Default 2,000: the server never sends more than so many that nobody has read.</summary>
    public int FetchSize { get; init; } = 2_000;

    /// <summary>How long transactions that fail for a passing reason are tried again, from 0 to a day. Default 30 s.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before the first new try, from 1 ms to a minute; it doubles each time, give or take a fifth. Default 0.5 s.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>After how long the server is to end a transaction, from 1 ms to a day. Default: what the server is configured for.</summary>
    public TimeSpan? TransactionTime { get; init; }

    /// <summary>The name under which the client shows in the server's lists.</summary>
    public string UserAgent { get; init; } = "CoEvolve/1.0";

    internal bool IsRouted => Address.Scheme.StartsWith("neo4j", StringComparison.Ordinal);

    internal bool IsEncrypted => Address.Scheme.Contains('+', StringComparison.Ordinal);

    internal bool ChecksCertificate => Address.Scheme.EndsWith("+s", StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The address is none, or a value is outside its range.</exception>
    internal void Validate()
    {
        if (Address.Scheme is not ("bolt" or "bolt+s" or "bolt+ssc" or "neo4j" or "neo4j+s" or "neo4j+ssc") || Address.Host.Length == 0 || Address.UserInfo.Length > 0)
        {
            throw new ArgumentException($"'{Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}' is no address of a Neo4j: it is bolt://HOST:PORT or neo4j://HOST:PORT, with +s or +ssc behind the scheme for TLS, and names no user.");
        }

        Require(MaxConnections is >= 1 and <= 10_000, nameof(MaxConnections), MaxConnections);
        Require(FetchSize is >= 1 and <= 1_000_000, nameof(FetchSize), FetchSize);
        RequireTime(AcquireTime, 1, TimeSpan.FromHours(1), nameof(AcquireTime));
        RequireTime(ConnectTime, 1, TimeSpan.FromHours(1), nameof(ConnectTime));
        RequireTime(LivenessTime, 0, TimeSpan.FromDays(1), nameof(LivenessTime));
        RequireTime(MaxConnectionAge, 1_000, TimeSpan.FromDays(30), nameof(MaxConnectionAge));
        RequireTime(ReceiveTime, 10, TimeSpan.FromDays(1), nameof(ReceiveTime));
        RequireTime(RetryTime, 0, TimeSpan.FromDays(1), nameof(RetryTime));
        RequireTime(RetryPause, 1, TimeSpan.FromMinutes(1), nameof(RetryPause));
        RequireTime(TransactionTime ?? TimeSpan.FromSeconds(1), 1, TimeSpan.FromDays(1), nameof(TransactionTime));
    }

    private static void RequireTime(TimeSpan value, double leastMilliseconds, TimeSpan most, string name) =>
        Require(value.TotalMilliseconds >= leastMilliseconds && value <= most, name, value);

    private static void Require(bool holds, string name, object value)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "The option is outside the range that its documentation gives.");
        }
    }
}
