using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary>
/// An expression whose variables are slots: what the binder makes of a syntax tree and operators evaluate. Immutable and shared by all
/// runs of a plan; the planner looks into it to place predicates and to find index look-ups.
/// </summary>
internal abstract class CompiledExpression
{
    /// <summary>The value for the row in the context's slots.</summary>
    public abstract Value Evaluate(ExecutionContext context);

    /// <summary>Whether a row is kept by this as a predicate: whether it is true, neither false nor null.</summary>
    public virtual bool Holds(ExecutionContext context) => Logic.Truth(Evaluate(context)) == true;

    /// <summary>The expressions it is computed from.</summary>
    public virtual IEnumerable<CompiledExpression> Children => [];

    /// <summary>Slots read by this node itself, without its children's.</summary>
    public virtual IEnumerable<int> OwnSlots => [];

    /// <summary>Whether evaluation looks at the graph (properties, labels, patterns), so that a write before it must be seen.</summary>
    public virtual bool ReadsGraph => false;

    /// <summary>All slots read, also by its children, less those it binds itself.</summary>
    public HashSet<int> FreeSlots()
    {
        var slots = new HashSet<int>();
        foreach (var node in SelfAndDescendants())
        {
            slots.UnionWith(node.OwnSlots);
        }

        foreach (var node in SelfAndDescendants())
        {
            slots.ExceptWith(node.BoundSlots);
        }

        return slots;
    }

    /// <summary>Slots that this node introduces for its children alone, such as the variable of a list comprehension.</summary>
    public virtual IEnumerable<int> BoundSlots => [];

    /// <summary>All expressions below this one and itself, by a stack of our own: a chain of operators may be deeper than the thread's.</summary>
    public IEnumerable<CompiledExpression> SelfAndDescendants()
    {
        var pending = new Stack<CompiledExpression>([this]);
        while (pending.TryPop(out var current))
        {
            yield return current;
            foreach (var child in current.Children)
            {
                pending.Push(child);
            }
        }
    }

    public bool AnyReadsGraph() => SelfAndDescendants().Any(node => node.ReadsGraph);
}
