namespace CoEvolve.Graph.Bolt.Security;

/// <summary>What a user may do. Names are written to the users' file, in lower case.</summary>
public enum BoltRole
{
    /// <summary>Reads only, and sees the graph through <see cref="Server.BoltServerOptions.AnalystView"/>: what that hides does not exist.</summary>
    Analyst = 0,

    /// <summary>Reads and writes all data, as the API does.</summary>
    Service = 1,

    /// <summary>All that a service may, and keeps the users and the schema.</summary>
    Admin = 2,
}
