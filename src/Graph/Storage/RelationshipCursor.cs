namespace CoEvolve.Graph.Storage;

/// <summary>Walks relationships by ascending id: those that were there when it was made and are still there.</summary>
internal struct RelationshipCursor
{
    private readonly GraphState _state;
    private readonly int _type;
    private readonly int _limit;
    private int _position;

    /// <summary>A negative type means any.</summary>
    public RelationshipCursor(GraphState state, int type, int limit)
    {
        _state = state;
        _type = type;
        _limit = limit;
        _position = -1;
    }

    public readonly long Current => _position;

    public bool MoveNext()
    {
        while (_position + 1 < _limit)
        {
            var type = _state.LivingTypeOf(++_position);
            if (type >= 0 && (_type < 0 || type == _type))
            {
                return true;
            }
        }

        return false;
    }
}
