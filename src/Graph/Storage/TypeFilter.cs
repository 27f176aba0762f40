namespace CoEvolve.Graph.Storage;

/// <summary>The relationship types that a walk is about: any, one, or several (without an allocation where all are below 64).</summary>
internal readonly struct TypeFilter
{
    private readonly ulong _mask;
    private readonly int[]? _types;
    private readonly int _first;
    private readonly int _last;

    public TypeFilter(ReadOnlySpan<int> types)
    {
        if (types.IsEmpty)
        {
            _mask = ulong.MaxValue;
            _last = int.MaxValue;
            return;
        }

        _first = int.MaxValue;
        _last = int.MinValue;
        foreach (var type in types)
        {
            _first = Math.Min(_first, type);
            _last = Math.Max(_last, type);
            _mask |= (uint)type < 64 ? 1UL << type : 0;
        }

        _types = _last < 64 || types.Length == 1 ? null : types.ToArray();
    }

    /// <summary>Where, among groups of ascending type, the first one that can be accepted stands.</summary>
    public int FirstGroup(LinkGroup[]? groups)
    {
        if (_first == 0 || groups is null)
        {
            return 0;
        }

        var place = LinkGroup.Find(groups, _first);
        return place >= 0 ? place : ~place;
    }

    public bool EndsBefore(int type) => type > _last;

    /// <summary>For a type between the first and the last one.</summary>
    public bool Accepts(int type) => _first == _last
        || (type < 64 ? (_mask >> type & 1) != 0 : _types is null || Array.IndexOf(_types, type) >= 0);
}
