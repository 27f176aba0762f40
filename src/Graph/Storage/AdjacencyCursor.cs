using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Storage;

/// <summary>
/// Walks the relationships of a node, grouped by direction and type, in each group by ascending id. It sees those that were there when it
/// was made; on a state that is being written it leaves out relationships deleted since.
/// </summary>
/// <remarks>
/// A written state may append to the arrays during the walk, replace them in their groups, or mark links as dead. The walk holds the group
/// arrays of its start, whose groups never move; links beyond the first walk's horizon are told by their id, which is not smaller than
/// the limit, and dead ones by the relationship record. On a frozen state neither can occur, and no check is made.
/// </remarks>
internal struct AdjacencyCursor
{
    private readonly GraphState? _written;
    private readonly TypeFilter _filter;
    private readonly int _limit;
    private readonly int _node;
    private LinkGroup[]? _groups;
    private LinkGroup[]? _incomingNext;
    private Link[]? _slots;
    private int _group;
    private int _position;
    private int _end;

    /// <summary>A neighbour to leave out: the node itself when incoming relationships follow outgoing ones, else -1.</summary>
    private int _skipped;
    private Link _current;

    // written: the state where links may come and go during the walk, or null for a frozen one.
    // limit: the first relationship id not to be seen.
    public AdjacencyCursor(GraphState? written, int limit, int node, in NodeLinks links, Direction direction, ReadOnlySpan<int> types)
    {
        _written = written;
        _limit = limit;
        _node = node;
        _filter = new TypeFilter(types);
        _skipped = -1;
        if (direction == Direction.Incoming || (direction == Direction.Both && links.Outgoing is null))
        {
            _groups = links.Incoming;
        }
        else
        {
            _groups = links.Outgoing;
            _incomingNext = direction == Direction.Both ? links.Incoming : null;
        }

        _group = _filter.FirstGroup(_groups);
    }

    public readonly long Relationship => _current.Relationship;

    public readonly long Neighbour => _current.Neighbour;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (true)
        {
            while (_position < _end)
            {
                _current = _slots![++_position];
                if (_current.Neighbour != _skipped && (_written is null || Counts(_current.Relationship)))
                {
                    return true;
                }
            }

            if (!MoveToGroup())
            {
                return false;
            }
        }
    }

    private readonly bool Counts(int relationship) => relationship < _limit && _written!.RelationshipExists(relationship);

    private bool MoveToGroup()
    {
        while (true)
        {
            if (_groups is not null && _group < _groups.Length)
            {
                ref var group = ref _groups[_group];
                if (_filter.EndsBefore(group.Type))
                {
                    _group = _groups.Length;
                    continue;
                }

                _group++;
                if (group.Count > 0 && _filter.Accepts(group.Type))
                {
                    _slots = group.Slots;
                    _position = 0;
                    _end = group.Count;
                    return true;
                }
            }
            else if (_incomingNext is null)
            {
                return false;
            }
            else
            {
                _groups = _incomingNext;
                _incomingNext = null;
                _skipped = _node;
                _group = _filter.FirstGroup(_groups);
            }
        }
    }
}
