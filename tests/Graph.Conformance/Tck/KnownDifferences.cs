namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>
/// The cases in which Neo4j 5.26 answers otherwise than the TCK. The engine follows Neo4j, so its answer counts as well; the report names
/// every case that passed so.
/// </summary>
internal static class KnownDifferences
{
    private static readonly Dictionary<string, (TckExpectation Answer, string Why)> All = new(StringComparer.Ordinal)
    {
        ["expressions/literals/Literals5#9"] = (One("literal", "-0.0"), "Neo4j keeps the sign of -0.0"),
        ["expressions/literals/Literals5#10"] = (One("literal", "-0.0"), "Neo4j keeps the sign of -.0"),
        ["expressions/list/List11#2.11"] = (One("list", "[0]"), "in Neo4j range(0, 1, -123) is [0]"),
        ["expressions/list/List11#3"] = (One("okay", "false"), "in Neo4j a range against its step's direction may hold its start"),
        ["clauses/return-orderby/ReturnOrderBy6#5"] = (new TckSuccess(), "Neo4j sorts by a returned expression next to an aggregate"),
        ["clauses/match/Match3#29"] = (new TckSuccess(), "Neo4j takes the pattern"),
    };

    /// <summary>Neo4j's answer to a case, and in what it differs; null where both agree.</summary>
    public static (TckExpectation Answer, string Why)? For(string id) => All.TryGetValue(id, out var known) ? known : null;

    private static TckRows One(string column, string value) => new([column], [[value]], Ordered: false, IgnoreListOrder: false);
}
