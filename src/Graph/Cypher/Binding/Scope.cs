using System.Diagnostics.CodeAnalysis;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>A variable: its name, the slot that holds it, and what it may be.</summary>
/// <param name="Name">As written.</param>
/// <param name="Slot">Its place in the frame for the whole statement.</param>
/// <param name="Type">What is known of its type.</param>
internal sealed record Symbol(string Name, int Slot, StaticType Type);

/// <summary>The variables that a clause can see, in the order in which they came into being.</summary>
/// <remarks>
/// A scope inside an expression or a subquery looks on into its parent. At the edge of a subquery the parent's slots that were used are
/// collected, since they decide where the expression may be evaluated.
/// </remarks>
internal sealed class Scope
{
    private readonly List<Symbol> _symbols = [];
    private readonly Dictionary<string, Symbol> _byName = new(StringComparer.Ordinal);
    private readonly Scope? _parent;
    private readonly HashSet<int>? _imports;

    public Scope(Scope? parent = null, HashSet<int>? imports = null)
    {
        _parent = parent;
        _imports = imports;
        Names = parent?.Names ?? [];
    }

    /// <summary>For every slot of the statement that has a variable, the first one's name: for those who read plans.</summary>
    public Dictionary<int, string> Names { get; private init; }

    /// <summary>The variables of this scope itself.</summary>
    public IReadOnlyList<Symbol> Symbols => _symbols;

    /// <summary>Variables that the query around this one shares with it, and that it must not give another meaning.</summary>
    public IReadOnlySet<string> Shared { get; init; } = new HashSet<string>();

    /// <summary>Whether a name means something in the query around this one.</summary>
    public bool IsFromOutside(string name) => Shared.Contains(name) || (!_byName.ContainsKey(name) && _parent is not null && _parent.TryResolve(name, out _));

    /// <summary>A scope for another branch or a later clause: the same variables, the same surroundings.</summary>
    public Scope Copy()
    {
        var copy = new Scope(_parent, _imports) { Shared = Shared, Names = Names };
        foreach (var symbol in _symbols)
        {
            copy.Declare(symbol);
        }

        return copy;
    }

    /// <summary>A scope without variables of its own in the same surroundings.</summary>
    public Scope Empty() => new(_parent, _imports) { Shared = Shared, Names = Names };

    public void Declare(Symbol symbol)
    {
        if (_byName.TryGetValue(symbol.Name, out var old))
        {
            _symbols.Remove(old);
        }

        _symbols.Add(symbol);
        _byName[symbol.Name] = symbol;
        Names.TryAdd(symbol.Slot, symbol.Name);
    }

    public bool TryResolve(string name, [MaybeNullWhen(false)] out Symbol symbol)
    {
        if (_byName.TryGetValue(name, out symbol))
        {
            return true;
        }

        if (_parent is null || !_parent.TryResolve(name, out symbol))
        {
            return false;
        }

        _imports?.Add(symbol.Slot);
        return true;
    }

    /// <summary>Slots of this scope's own variables: what must be kept when rows are held back.</summary>
    public int[] Slots() => [.. _symbols.Select(symbol => symbol.Slot).Distinct()];
}
