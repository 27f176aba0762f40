namespace CoEvolve.Graph.Cypher;

/// <summary>A SHOW command: its columns, of which the first few are shown where no YIELD asks for others.</summary>
/// <param name="Procedure">The procedure that makes its rows; its name cannot be written in a CALL without backticks.</param>
/// <param name="Columns">All columns, in order.</param>
/// <param name="Brief">How many of them are shown without YIELD.</param>
internal sealed record ShowCommand(string Procedure, string[] Columns, int Brief)
{
    private const string DatabaseColumns = "name type aliases access address role writer requestedStatus currentStatus statusMessage";
    private const string MoreDatabaseColumns = "constituents databaseID serverID requestedPrimariesCount requestedSecondariesCount currentPrimariesCount "
        + "currentSecondariesCount creationTime lastStartTime lastStopTime store lastCommittedTxn replicationLag";

    /// <summary>The same rows under another name, for a statement that makes something of them by RETURN: such a one reads, where the bare listing asks of the server. Null where both are of one type.</summary>
    public ShowCommand? Returned { get; private init; }

    public static readonly ShowCommand Indexes = Of("SHOW INDEXES", 12,
        "id name state populationPercent type entityType labelsOrTypes properties indexProvider owningConstraint lastRead readCount trackedSince options failureMessage createStatement");

    public static readonly ShowCommand Constraints = Of("SHOW CONSTRAINTS", 8,
        "id name type entityType labelsOrTypes properties ownedIndex propertyType options createStatement");

    public static readonly ShowCommand Functions = Of("SHOW FUNCTIONS", 3,
        "name category description signature isBuiltIn argumentDescription returnDescription aggregating rolesExecution rolesBoostedExecution isDeprecated deprecatedBy").WithReturned();

    public static readonly ShowCommand Procedures = Of("SHOW PROCEDURES", 4,
        "name description mode worksOnSystem signature argumentDescription returnDescription admin rolesExecution rolesBoostedExecution isDeprecated deprecatedBy option").WithReturned();

    public static readonly ShowCommand Settings = Of("SHOW SETTINGS", 5,
        "name value isDynamic defaultValue description startupValue isExplicitlySet validValues isDeprecated");

    public static readonly ShowCommand Transactions = Of("SHOW TRANSACTIONS", 10,
        "database transactionId currentQueryId connectionId clientAddress username currentQuery startTime status elapsedTime "
        + "outerTransactionId metaData parameters planner runtime indexes currentQueryStartTime protocol requestUri statusDetails currentQueryStatus");

    public static readonly ShowCommand Terminate = Of("TERMINATE TRANSACTIONS", 3, "transactionId username message");

    public static readonly ShowCommand Databases = Of("SHOW DATABASES", 13, $"{DatabaseColumns} default home {MoreDatabaseColumns}");

    public static readonly ShowCommand HomeDatabase = Of("SHOW HOME DATABASE", 11, $"{DatabaseColumns} {MoreDatabaseColumns}");

    public static readonly ShowCommand Users = Of("SHOW USERS", 5, "user roles passwordChangeRequired suspended home");

    public static readonly ShowCommand Aliases = Of("SHOW ALIASES", 6, "name composite database location url user");

    private ShowCommand WithReturned() => this with { Returned = this with { Procedure = $"{Procedure} RETURN" } };

    private static ShowCommand Of(string procedure, int brief, string columns) => new(procedure, columns.Split(' '), brief);
}
