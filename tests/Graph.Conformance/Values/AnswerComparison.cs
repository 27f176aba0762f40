using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>
/// Says whether an answer's value is the expected one: types count (1 is not 1.0), so does the sign of a float's zero; NaN equals NaN;
/// labels and map keys come in any order.
/// </summary>
/// <param name="ListsAreBags">Lists compare regardless of the order of their items.</param>
/// <param name="TextStandsForTemporal">An expected string also matches a temporal value or duration with that text: the TCK writes them so.</param>
/// <param name="Tolerance">By how much a float may differ; 0 asks for the same bits.</param>
internal sealed record AnswerComparison(bool ListsAreBags = false, bool TextStandsForTemporal = false, double Tolerance = 0)
{
    /// <param name="expected">What the case states.</param>
    /// <param name="given">What the engine answered.</param>
    /// <param name="identities">Pairs that hold so far; null where identity is not compared.</param>
    public bool Matches(Expected expected, Value given, EntityIdentities? identities) => expected switch
    {
        ExpectedNull => given.IsNull,
        ExpectedBoolean boolean => given.Kind == ValueKind.Boolean && given.AsBoolean() == boolean.Content,
        ExpectedInteger integer => given.Kind == ValueKind.Integer && given.AsInteger() == integer.Content,
        ExpectedFloat real => given.Kind == ValueKind.Float && FloatMatches(real.Content, given.AsDouble()),
        ExpectedString text => TextMatches(text.Content, given),
        ExpectedList list => given.Kind == ValueKind.List && ListMatches(list.Items, given.AsList(), identities),
        ExpectedMap map => given.Kind == ValueKind.Map && MapMatches(map, given.AsMap(), identities),
        ExpectedNode node => given.Kind == ValueKind.Node && NodeMatches(node, given.AsNode(), identities),
        ExpectedRelationship relationship => given.Kind == ValueKind.Relationship && RelationshipMatches(relationship, given.AsRelationship(), identities),
        ExpectedPath path => given.Kind == ValueKind.Path && PathMatches(path, given.AsPath(), identities),
        ExpectedOther other => given.Kind == other.Kind && string.Equals(CanonicalText.Of(given), other.Text, StringComparison.Ordinal),
        ExpectedAtLeast least => given.Kind == ValueKind.Float && given.AsDouble() >= least.Floor,
        ExpectedAnything => true,
        _ => throw new InvalidOperationException($"A {expected.GetType().Name} cannot be compared."),
    };

    private bool FloatMatches(double expected, double given) =>
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(given)
        || (double.IsNaN(expected) && double.IsNaN(given))
        || (Tolerance > 0 && Math.Abs(expected - given) <= Tolerance);

    private bool TextMatches(string expected, Value given)
    {
        var text = given.Kind == ValueKind.String ? given.AsString()
            : TextStandsForTemporal && CanonicalText.IsTemporal(given.Kind) ? CanonicalText.AsTckWritesIt(given)
            : null;
        return string.Equals(text, expected, StringComparison.Ordinal);
    }

    private bool ListMatches(IReadOnlyList<Expected> expected, ListValue given, EntityIdentities? identities)
    {
        if (expected.Count != given.Count)
        {
            return false;
        }

        if (ListsAreBags)
        {
            return BagMatching.Pairs(expected, [.. given], (item, value) => Matches(item, value, identities: null));
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (!Matches(expected[i], given[i], identities))
            {
                return false;
            }
        }

        return true;
    }

    private bool MapMatches(ExpectedMap expected, MapValue given, EntityIdentities? identities) =>
        expected.Entries.Count == given.Count
        && expected.Entries.All(entry => given.TryGetValue(entry.Key, out var value) && Matches(entry.Value, value, identities));

    private bool NodeMatches(ExpectedNode expected, NodeValue given, EntityIdentities? identities) =>
        expected.Labels.Order(StringComparer.Ordinal).SequenceEqual(given.Labels.Order(StringComparer.Ordinal))
        && MapMatches(expected.Properties, given.Properties, identities: null)
        && (identities is null || identities.PairNode(expected.Identity, given.Id));

    private bool RelationshipMatches(ExpectedRelationship expected, RelationshipValue given, EntityIdentities? identities) =>
        string.Equals(expected.Type, given.Type, StringComparison.Ordinal)
        && MapMatches(expected.Properties, given.Properties, identities: null)
        && (identities is null
            || (identities.PairRelationship(expected.Identity, given.Id)
                && identities.PairNode(expected.Start, given.StartId)
                && identities.PairNode(expected.End, given.EndId)));

    private bool PathMatches(ExpectedPath expected, PathValue given, EntityIdentities? identities)
    {
        if (expected.Nodes.Count != given.Nodes.Count || expected.Steps.Count != given.Relationships.Count)
        {
            return false;
        }

        for (var i = 0; i < expected.Steps.Count; i++)
        {
            var relationship = given.Relationships[i];
            var (from, to) = expected.Steps[i].Forward ? (given.Nodes[i], given.Nodes[i + 1]) : (given.Nodes[i + 1], given.Nodes[i]);
            if (relationship.StartId != from.Id || relationship.EndId != to.Id || !RelationshipMatches(expected.Steps[i].Relationship, relationship, identities))
            {
                return false;
            }
        }

        return expected.Nodes.Zip(given.Nodes).All(pair => NodeMatches(pair.First, pair.Second, identities));
    }
}
