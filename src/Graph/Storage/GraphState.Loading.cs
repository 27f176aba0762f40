namespace CoEvolve.Graph.Storage;

/// <content>
/// Filling an empty state from a snapshot. Nodes first, then relationships, both by ascending id; then <see cref="BuildLinks"/>, which
/// makes every array as long as it must be; then indexes.
/// </content>
internal sealed partial class GraphState
{
    internal ref readonly NodeRecord RecordOfNode(long node) => ref NodeOf(node);

    internal ref readonly PropertyRow RowOfRelationship(long relationship) => ref RowOf(relationship);

    internal void LoadNode(int node, TokenSet labels, in PropertyRow properties)
    {
        _nodes.Write(node, _owner) = new NodeRecord { LabelSet = labels.Id + 1, Properties = properties };
        foreach (var label in labels.Tokens)
        {
            OwnLabel(label).Add(node);
        }

        _nodeCount++;
    }

    internal void LoadRelationship(int relationship, int start, int type, int end, in PropertyRow properties)
    {
        _relationships.Write(relationship, _owner) = new RelationshipRecord { Start = start, End = end, Type = type + 1 };
        if (properties.Values is not null)
        {
            _relationshipProperties.Write(relationship, _owner) = properties;
        }

        OwnTypeCounts(type)[type]++;
        _relationshipCount++;
    }

    internal void SetNextNode(int next) => _nextNode = next;

    internal void SetNextRelationship(int next) => _nextRelationship = next;

    internal void BuildLinks()
    {
        for (var relationships = AllRelationships(); relationships.MoveNext();)
        {
            ref readonly var record = ref RelationshipOf(relationships.Current);
            LinkGroup.GetOrAdd(ref OwnLinks(record.Start).Outgoing, record.Type - 1).Expect();
            LinkGroup.GetOrAdd(ref OwnLinks(record.End).Incoming, record.Type - 1).Expect();
        }

        for (var relationships = AllRelationships(); relationships.MoveNext();)
        {
            ref readonly var record = ref RelationshipOf(relationships.Current);
            var (relationship, loop) = ((int)relationships.Current, record.Start == record.End);
            LinkGroup.GetOrAdd(ref OwnLinks(record.Start).Outgoing, record.Type - 1).Place(relationship, record.End, loop);
            LinkGroup.GetOrAdd(ref OwnLinks(record.End).Incoming, record.Type - 1).Place(relationship, record.Start, loop);
        }
    }
}
