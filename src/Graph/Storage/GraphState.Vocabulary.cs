namespace CoEvolve.Graph.Storage;

/// <content>Which names a state tells of. The tables of names are shared by all states of a graph, also by those from which something was left out.</content>
internal sealed partial class GraphState
{
    private Lazy<HashSet<int>>? _toldKeys;

    /// <summary>Whether names are told only where something that is there has them.</summary>
    public bool TellsUsedNamesOnly { get; private set; }

    /// <summary>From now on names are told only where something that is there has them.</summary>
    public void TellUsedNamesOnly()
    {
        AssertWritable();
        TellsUsedNamesOnly = true;
        _toldKeys = new(UsedKeys);
    }

    /// <summary>Whether a property key may be told; false for -1.</summary>
    public bool TellsKey(int key) => key >= 0 && (_toldKeys is null || _toldKeys.Value.Contains(key));

    /// <summary>Whether a label may be told; false for -1.</summary>
    public bool TellsLabel(int label) => label >= 0 && (!TellsUsedNamesOnly || CountNodes(label) > 0);

    /// <summary>Whether a relationship type may be told; false for -1.</summary>
    public bool TellsType(int type) => type >= 0 && (!TellsUsedNamesOnly || CountRelationships(type) > 0);

    private HashSet<int> UsedKeys()
    {
        var used = new HashSet<int>();
        for (var nodes = AllNodes(); nodes.MoveNext();)
        {
            Add(NodeProperties(nodes.Current).Keys);
        }

        for (var relationships = AllRelationships(); relationships.MoveNext();)
        {
            Add(RelationshipProperties(relationships.Current).Keys);
        }

        return used;

        void Add(ReadOnlySpan<int> keys)
        {
            foreach (var key in keys)
            {
                used.Add(key);
            }
        }
    }
}
