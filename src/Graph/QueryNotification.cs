namespace CoEvolve.Graph;

/// <summary>How much a notification matters.</summary>
public enum NotificationSeverity
{
    /// <summary>Good to know.</summary>
    Information = 0,

    /// <summary>Probably not what was meant, or about to change.</summary>
    Warning = 1,
}

/// <summary>Something that a statement should be told about though it is no error. Codes and GQL statuses are Neo4j's.</summary>
/// <param name="Code">The code, such as <c>Neo.ClientNotification.Statement.CartesianProduct</c>.</param>
/// <param name="GqlStatus">The GQL status, such as <c>03N90</c>.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Description">What it says of this statement.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Category">What kind it is, in capitals: <c>PERFORMANCE</c>, <c>DEPRECATION</c>, <c>UNRECOGNIZED</c>, <c>UNSUPPORTED</c>, <c>HINT</c>, <c>GENERIC</c>, <c>SCHEMA</c>.</param>
/// <param name="Position">The place in the statement; null where there is none.</param>
public sealed record QueryNotification(
    string Code,
    string GqlStatus,
    string Title,
    string Description,
    NotificationSeverity Severity,
    string Category,
    SourcePosition? Position)
{
    private const string Prefix = "Neo.ClientNotification.";

    internal static QueryNotification AlreadyExists(string statement, string existing) => new(
        Prefix + "Schema.IndexOrConstraintAlreadyExists", "00NA0", $"`{statement}` has no effect.", $"`{existing}` is there already.", NotificationSeverity.Information, "SCHEMA", null);

    internal static QueryNotification DoesNotExist(bool constraint, string name) => new(
        Prefix + "Schema.IndexOrConstraintDoesNotExist",
        "00NA1",
        $"`DROP {(constraint ? "CONSTRAINT" : "INDEX")} {name} IF EXISTS` has no effect.",
        $"There is no {(constraint ? "constraint" : "index")} `{name}`.",
        NotificationSeverity.Information,
        "SCHEMA",
        null);
}
