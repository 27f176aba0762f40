using System.Diagnostics;
using System.Runtime.CompilerServices;
using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

/// <summary>One state of the whole graph: what a reader sees from its first look to its last.</summary>
/// <remarks>
/// <para>A state is a root of shared pages (<see cref="PagedArray{T}"/>). <see cref="Fork"/> copies the root; the fork then copies each
/// page the first time it writes to it. Dropping a fork undoes its writes. Readers hold a frozen state and never wait; one state
/// is written at a time, by one thread.</para>
/// <para>Ids count up from 0 and are never given twice, also not after a deletion, so that a deleted entity is known as such: its
/// properties and labels read as missing, while a deleted relationship still tells its type and ends.</para>
/// <para>Ids are below 2^31 inside; those beyond read as entities that do not exist.</para>
/// </remarks>
internal sealed partial class GraphState
{
    private readonly GraphVocabulary _vocabulary;
    private PagedArray<NodeRecord> _nodes;
    private PagedArray<NodeLinks> _links;
    private PagedArray<RelationshipRecord> _relationships;
    private PagedArray<PropertyRow> _relationshipProperties;
    private LabelIndex?[] _labels = [];
    private long[] _typeCounts = [];
    private EntityIndex[] _indexes = [];
    private IndexDefinition[] _definitions = [];
    private int _nextNode;
    private int _nextRelationship;
    private long _nodeCount;
    private long _relationshipCount;
    private long _owner;
    private bool _ownsLabels;
    private bool _ownsTypeCounts;
    private bool _frozen;

    /// <summary>An empty graph, ready to be written.</summary>
    public GraphState()
    {
        _vocabulary = new GraphVocabulary();
        _owner = Owner.Next();
    }

    private GraphState(GraphState original)
    {
        _vocabulary = original._vocabulary;
        _nodes = original._nodes;
        _links = original._links;
        _relationships = original._relationships;
        _relationshipProperties = original._relationshipProperties;
        _labels = original._labels;
        _typeCounts = original._typeCounts;
        _indexes = original._indexes;
        _definitions = original._definitions;
        _lookups = original._lookups;
        _nextNode = original._nextNode;
        _nextRelationship = original._nextRelationship;
        _nodeCount = original._nodeCount;
        _relationshipCount = original._relationshipCount;
        _changes = original._changes?.Branch();
        _owner = Owner.Next();
    }

    public TokenTable Labels => _vocabulary.Labels;

    public TokenTable RelationshipTypes => _vocabulary.RelationshipTypes;

    public TokenTable PropertyKeys => _vocabulary.PropertyKeys;

    public long NodeCount => _nodeCount;

    public long RelationshipCount => _relationshipCount;

    /// <summary>The first node id not given yet.</summary>
    public long NextNode => _nextNode;

    /// <summary>The first relationship id not given yet.</summary>
    public long NextRelationship => _nextRelationship;

    /// <summary>Whether the state has become immutable.</summary>
    public bool IsFrozen => _frozen;

    internal GraphVocabulary Vocabulary => _vocabulary;

    /// <summary>This state where it may change during a walk, else null: what cursors check against.</summary>
    private GraphState? Written => _frozen ? null : this;

    public long CountNodes(int label) => LabelIndexOf(label)?.Count ?? 0;

    public long CountRelationships(int type) => (uint)type < (uint)_typeCounts.Length ? _typeCounts[type] : 0;

    public bool NodeExists(long node) => NodeOf(node).LabelSet > 0;

    public bool RelationshipExists(long relationship) => RelationshipOf(relationship).Type > 0;

    /// <summary>Tokens in ascending order; none for a node that does not exist.</summary>
    public ReadOnlySpan<int> LabelsOf(long node) => LabelSetOf(node).Tokens;

    public bool HasLabel(long node, int label) => LabelSetOf(node).Contains(label);

    /// <summary>The type, also of a deleted relationship; -1 for one that never was.</summary>
    public int TypeOf(long relationship) => Math.Abs(RelationshipOf(relationship).Type) - 1;

    /// <summary>The start, also of a deleted relationship.</summary>
    public long StartOf(long relationship) => RelationshipOf(relationship).Start;

    /// <summary>The end, also of a deleted relationship.</summary>
    public long EndOf(long relationship) => RelationshipOf(relationship).End;

    /// <summary>The type, or a negative number where the relationship does not exist.</summary>
    internal int LivingTypeOf(int relationship) => _relationships.Read(relationship).Type - 1;

    /// <summary>Null where the property is missing.</summary>
    public Value NodeProperty(long node, int key) => ValueIn(in NodeOf(node).Properties, key);

    /// <summary>False where the node does not exist; else the property, or null where it is missing.</summary>
    public bool TryNodeProperty(long node, int key, out Value value)
    {
        ref readonly var record = ref NodeOf(node);
        value = ValueIn(in record.Properties, key);
        return record.LabelSet > 0;
    }

    public Value RelationshipProperty(long relationship, int key) => ValueIn(in RowOf(relationship), key);

    public Properties NodeProperties(long node) => PropertiesIn(in NodeOf(node).Properties);

    public Properties RelationshipProperties(long relationship) => PropertiesIn(in RowOf(relationship));

    /// <summary>Number of relationships; a loop counts once in each direction and once for Both. Type -1 is any. Takes time by the number of types.</summary>
    public int Degree(long node, Direction direction, int type)
    {
        ref readonly var links = ref LinksOf(node);
        return direction switch
        {
            Direction.Outgoing => DegreeIn(links.Outgoing, type, loops: true),
            Direction.Incoming => DegreeIn(links.Incoming, type, loops: true),
            _ => DegreeIn(links.Outgoing, type, loops: true) + DegreeIn(links.Incoming, type, loops: false),
        };
    }

    /// <summary>As above, of several types; none (an empty span) is any.</summary>
    public int Degree(long node, Direction direction, ReadOnlySpan<int> types)
    {
        if (types.IsEmpty)
        {
            return Degree(node, direction, -1);
        }

        var degree = 0;
        foreach (var type in types)
        {
            degree += Degree(node, direction, type);
        }

        return degree;
    }

    /// <summary>
    /// The relationships of a node that have one type and direction, by ascending id, from place 1 of the array to <paramref name="count"/>. Only on a frozen state,
    /// where nothing is deleted or appended during a walk.
    /// </summary>
    internal Link[] LinksOf(long node, Direction direction, int type, out int count)
    {
        Debug.Assert(_frozen && direction != Direction.Both, "Links are handed out of states that stay, and of one direction.");
        ref readonly var links = ref LinksOf(node);
        var groups = direction == Direction.Outgoing ? links.Outgoing : links.Incoming;
        foreach (ref readonly var group in groups.AsSpan())
        {
            if (group.Type >= type)
            {
                count = group.Type == type ? group.Count : 0;
                return group.Slots;
            }
        }

        count = 0;
        return [];
    }

    /// <summary>The number of a node's label set + 1, which does not change for as long as the graph is open; 0 for a node that does not exist.</summary>
    internal int LabelSetNumber(long node) => NodeOf(node).LabelSet;

    /// <summary>Walks the relationships of a node, a loop once only for Both. No type (empty span) is any type.</summary>
    public AdjacencyCursor Expand(long node, Direction direction, ReadOnlySpan<int> types) =>
        new(Written, _nextRelationship, (int)node, in LinksOf(node), direction, types);

    /// <summary>Ascending ids.</summary>
    public NodeCursor AllNodes() => NodeCursor.All(this, _nextNode);

    /// <summary>Ascending ids.</summary>
    public NodeCursor NodesWithLabel(int label) => LabelIndexOf(label) is { Count: > 0 } index
        ? NodeCursor.Bits(Written, index.Snapshot(writing: !_frozen), _nextNode)
        : NodeCursor.Empty;

    /// <summary>Ascending ids.</summary>
    public RelationshipCursor AllRelationships() => new(this, -1, _nextRelationship);

    /// <summary>Ascending ids; looks at every relationship of the graph.</summary>
    public RelationshipCursor RelationshipsOfType(int type) => new(this, type, CountRelationships(type) > 0 ? _nextRelationship : 0);

    private static int DegreeIn(LinkGroup[]? groups, int type, bool loops)
    {
        var degree = 0;
        foreach (ref readonly var group in groups.AsSpan())
        {
            if (type < 0 || group.Type == type)
            {
                degree += group.Degree - (loops ? 0 : group.Loops);
            }
        }

        return degree;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value ValueIn(in PropertyRow row, int key)
    {
        var values = row.Values;
        if (values is null)
        {
            return Value.Null;
        }

        var position = _vocabulary.Shapes[row.Shape].IndexOf(key);
        return position >= 0 ? values[position] : Value.Null;
    }

    private Properties PropertiesIn(in PropertyRow row) =>
        row.Values is { } values ? new(_vocabulary.Shapes[row.Shape].Tokens, values) : default;

    private ref readonly NodeRecord NodeOf(long node) => ref _nodes.Read(Narrow(node));

    private ref readonly NodeLinks LinksOf(long node) => ref _links.Read(Narrow(node));

    private ref readonly RelationshipRecord RelationshipOf(long relationship) => ref _relationships.Read(Narrow(relationship));

    private ref readonly PropertyRow RowOf(long relationship) => ref _relationshipProperties.Read(Narrow(relationship));

    private TokenSet LabelSetOf(long node)
    {
        var set = NodeOf(node).LabelSet;
        return set > 0 ? _vocabulary.LabelSets[set - 1] : _vocabulary.LabelSets.Empty;
    }

    private LabelIndex? LabelIndexOf(int label) => (uint)label < (uint)_labels.Length ? _labels[label] : null;

    // No entity ever has the id int.MaxValue, so that ids out of range can stand for it.
    private static int Narrow(long id) => (ulong)id < int.MaxValue ? (int)id : int.MaxValue;
}
