using System.Numerics;
using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.Storage;

/// <summary>
/// Walks nodes. It sees those that were there when it was made; on a state that is being written it leaves out nodes deleted since,
/// and never shows nodes that came, or began to fit, later.
/// </summary>
internal struct NodeCursor
{
    private readonly GraphState? _state;
    private readonly Source _source;
    private readonly int _limit;
    private readonly PagedArray<ulong> _words;
    private readonly IndexWalk? _walk;
    private PagedArray<ulong>.Page? _page;
    private ulong _word;
    private int _position;
    private int _current;

    private NodeCursor(Source source, GraphState? state, int position, int limit)
    {
        _source = source;
        _state = state;
        _position = position;
        _limit = limit;
    }

    private NodeCursor(GraphState? written, PagedArray<ulong> words, int limit)
        : this(Source.Bits, written, -1, (limit + 63) >> 6)
    {
        _words = words;
    }

    private NodeCursor(GraphState? written, IndexWalk walk)
        : this(Source.Index, written, 0, 0)
    {
        _walk = walk;
    }

    private enum Source : byte
    {
        None,
        One,
        All,
        Bits,
        Index,
    }

    public readonly long Current => _current;

    public static NodeCursor Empty => default;

    public static NodeCursor Single(int node) => new(Source.One, null, node, 0);

    public static NodeCursor All(GraphState state, int limit) => new(Source.All, state, -1, limit);

    /// <summary>Of a bitmap; <paramref name="written"/> is the state where nodes may vanish during the walk, or null for a frozen one.</summary>
    public static NodeCursor Bits(GraphState? written, PagedArray<ulong> words, int limit) => new(written, words, limit);

    public static NodeCursor Index(GraphState? written, IndexWalk walk) => new(written, walk);

    public bool MoveNext()
    {
        switch (_source)
        {
            case Source.Bits:
                return MoveToBit();
            case Source.All:
                return MoveToExisting();
            case Source.Index:
                return MoveInIndex();
            case Source.One when _position >= 0:
                _current = _position;
                _position = -1;
                return true;
            default:
                return false;
        }
    }

    private bool MoveToExisting()
    {
        while (++_position < _limit)
        {
            if (_state!.NodeExists(_position))
            {
                _current = _position;
                return true;
            }
        }

        _position = _limit;
        return false;
    }

    private bool MoveInIndex()
    {
        while (_walk!.MoveNext())
        {
            _current = _walk.Node;
            if (_state is null || _state.NodeExists(_current))
            {
                return true;
            }
        }

        return false;
    }

    private bool MoveToBit()
    {
        do
        {
            while (_word == 0)
            {
                if (!MoveToWord())
                {
                    return false;
                }
            }

            _current = (_position << 6) + BitOperations.TrailingZeroCount(_word);
            _word &= _word - 1;
        }
        while (_state is not null && !_state.NodeExists(_current));

        return true;
    }

    /// <summary>The next word with a bit, or the last one of a page without any.</summary>
    private bool MoveToWord()
    {
        const int mask = PagedArray<ulong>.PageSize - 1;
        if (_position + 1 >= _limit)
        {
            return false;
        }

        _position++;
        if ((_position & mask) == 0)
        {
            _page = _words.PageOf(_position);
        }

        if (_page is null)
        {
            _position |= mask;
            return true;
        }

        var last = _position | mask;
        while ((_word = _page.Items[_position & mask]) == 0 && _position < last)
        {
            _position++;
        }

        return true;
    }
}
