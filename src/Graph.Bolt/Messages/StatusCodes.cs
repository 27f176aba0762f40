namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Neo4j's status codes that the protocol itself gives rise to.</summary>
internal static class StatusCodes
{
    public const string RequestInvalid = "Neo.ClientError.Request.Invalid";
    public const string RequestInvalidFormat = "Neo.ClientError.Request.InvalidFormat";
    public const string Unauthorized = "Neo.ClientError.Security.Unauthorized";
    public const string AuthenticationRateLimit = "Neo.ClientError.Security.AuthenticationRateLimit";
    public const string CredentialsExpired = "Neo.ClientError.Security.CredentialsExpired";
    public const string Forbidden = "Neo.ClientError.Security.Forbidden";
    public const string DatabaseNotFound = "Neo.ClientError.Database.DatabaseNotFound";
    public const string InvalidBookmark = "Neo.ClientError.Transaction.InvalidBookmark";
    public const string BookmarkTimeout = "Neo.TransientError.Transaction.BookmarkTimeout";
    public const string Terminated = "Neo.ClientError.Transaction.Terminated";
    public const string TimedOut = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration";
    public const string DatabaseUnavailable = "Neo.TransientError.General.DatabaseUnavailable";
    public const string UnknownError = "Neo.DatabaseError.General.UnknownError";
    public const string CommitFailed = "Neo.DatabaseError.Transaction.TransactionCommitFailed";
    public const string UnsupportedAdministration = "Neo.ClientError.Statement.UnsupportedAdministrationCommand";
}
