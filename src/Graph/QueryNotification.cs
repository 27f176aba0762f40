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

    internal static QueryNotification CartesianProduct(SourcePosition position) => OfStatement(
        "CartesianProduct", "03N90", "The query builds a cartesian product.", "Paths of one clause share no variable, so that every match of one meets every match of the other.", NotificationSeverity.Information, "PERFORMANCE", position);

    internal static QueryNotification UnboundedPattern(SourcePosition position) => OfStatement(
        "UnboundedVariableLengthPattern", "03N91", "A path has no upper limit of its length.", "Give the path an upper limit where there is one.", NotificationSeverity.Information, "PERFORMANCE", position);

    internal static QueryNotification UnknownLabel(string name, SourcePosition position) => OfStatement(
        "UnknownLabelWarning", "01N50", "The graph has no such label.", $"No node ever had the label `{name}`.", NotificationSeverity.Warning, "UNRECOGNIZED", position);

    internal static QueryNotification UnknownRelationshipType(string name, SourcePosition position) => OfStatement(
        "UnknownRelationshipTypeWarning", "01N51", "The graph has no such relationship type.", $"No relationship ever had the type `{name}`.", NotificationSeverity.Warning, "UNRECOGNIZED", position);

    internal static QueryNotification UnknownPropertyKey(string name, SourcePosition position) => OfStatement(
        "UnknownPropertyKeyWarning", "01N52", "The graph has no such property key.", $"Nothing ever had the property `{name}`.", NotificationSeverity.Warning, "UNRECOGNIZED", position);

    internal static QueryNotification Deprecated(string gqlStatus, string description, SourcePosition position) => OfStatement(
        "FeatureDeprecationWarning", gqlStatus, "The query uses what will be removed from Cypher.", description, NotificationSeverity.Warning, "DEPRECATION", position);

    internal static QueryNotification RepeatedRelationship(string name, SourcePosition position) => OfStatement(
        "RepeatedRelationshipReference", "01N61", "The query finds nothing, since a relationship stands twice in a pattern.", $"`{name}` stands twice, and no match has a relationship twice.", NotificationSeverity.Warning, "GENERIC", position);

    internal static QueryNotification UnsatisfiableType(SourcePosition position) => OfStatement(
        "UnsatisfiableRelationshipTypeExpression", "01N61", "No relationship can have such a type.", "Every relationship has exactly one type.", NotificationSeverity.Warning, "GENERIC", position);

    internal static QueryNotification RuntimeUnsupported() => OfStatement(
        "RuntimeUnsupportedWarning", "01N40", "The chosen runtime is not there.", "The query runs on the one runtime that there is.", NotificationSeverity.Warning, "UNSUPPORTED", null);

    internal static QueryNotification CostlyProcedure(string name, SourcePosition position) => new(
        Prefix + "Procedure.ProcedureWarning", "01N62", "A procedure of the query gives a warning.", $"`{name}` looks at the whole graph.", NotificationSeverity.Warning, "GENERIC", position);

    internal static QueryNotification HintedIndexNotFound(string label, IEnumerable<string> keys) => new(
        Prefix + "Schema.HintedIndexNotFound", "01N31", "A hint names an index that is not there.", $"There is no index over `{label}` and {string.Join(", ", keys)}.", NotificationSeverity.Warning, "HINT", null);

    private static QueryNotification OfStatement(
        string code, string gqlStatus, string title, string description, NotificationSeverity severity, string category, SourcePosition? position) =>
        new(Prefix + "Statement." + code, gqlStatus, title, description, severity, category, position);
}
