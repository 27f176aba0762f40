using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>What a hop of a variable-length relationship must have.</summary>
internal sealed class HopConditions((string Key, CompiledExpression Value)[] conditions)
{
    private readonly Value[] _wanted = new Value[conditions.Length];

    /// <summary>Computes the wanted values for the row in the frame.</summary>
    public void Prepare(ExecutionContext context)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            _wanted[i] = conditions[i].Value.Evaluate(context);
        }
    }

    public bool Fit(GraphState graph, long relationship)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            var key = graph.PropertyKeys.Find(conditions[i].Key);
            if (key < 0 || !ValueComparison.Equal(graph.RelationshipProperty(relationship, key), _wanted[i]).IsTrue)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>
/// Walks paths of variable length depth first. No relationship stands twice in one path; the stack of open expansions is our own, so that
/// the length of a path is not bound by the thread's stack.
/// </summary>
internal sealed class VariableExpandCursor(ExecutionContext context, Cursor source, VariableExpandPlan plan) : SourceCursor(context, source)
{
    private readonly ExpandStep _step = plan.Step;
    private readonly StepMatcher _matcher = new(context, plan.Step);
    private readonly HopConditions _conditions = new(plan.HopProperties);
    private readonly List<Level> _levels = [];
    private readonly List<long> _path = [];
    private readonly HashSet<long> _inPath = [];
    private Value _boundList;
    private bool _emptyPending;

    public override void Open()
    {
        base.Open();
        Reset();
    }

    public override bool Next()
    {
        while (true)
        {
            if (_emptyPending)
            {
                _emptyPending = false;
                if (Accept(Context.Slots[_step.From].Bits))
                {
                    return true;
                }
            }

            while (_levels.Count > 0)
            {
                if (Advance() is { } end && _path.Count >= plan.Minimum && Accept(end))
                {
                    return true;
                }
            }

            if (!Source.Next())
            {
                return false;
            }

            Start();
        }
    }

    private void Reset()
    {
        _levels.Clear();
        _path.Clear();
        _inPath.Clear();
        _emptyPending = false;
    }

    private void Start()
    {
        Reset();
        _boundList = plan.ListBound ? Context.Slots[_step.Relationship] : Value.Null;
        var from = Context.Slots[_step.From];
        if (!from.IsNode || (plan.ListBound && _boundList.IsNull))
        {
            return;
        }

        _conditions.Prepare(Context);
        _emptyPending = plan.Minimum == 0;
        Push(from.Bits);
    }

    private void Push(long node)
    {
        if (_path.Count < plan.Maximum && _matcher.TryExpand(node, back: false, out var relationships))
        {
            _levels.Add(new(relationships, _path.Count));
        }
    }

    /// <summary>One step of the walk: the node at the end of a path that grew, or null where a level was used up or a relationship refused.</summary>
    private long? Advance()
    {
        Context.Touch();
        var level = _levels[^1];
        CutPath(level.Depth);
        if (!level.Relationships.MoveNext())
        {
            _levels.RemoveAt(_levels.Count - 1);
            return null;
        }

        _levels[^1] = level;
        var relationship = level.Relationships.Relationship;
        if (_inPath.Contains(relationship) || !_matcher.PredicateFits(relationship)
            || _matcher.IsTaken(relationship) || !_conditions.Fit(Context.Graph, relationship))
        {
            return null;
        }

        _path.Add(relationship);
        _inPath.Add(relationship);
        var neighbour = level.Relationships.Neighbour;
        Push(neighbour);
        return neighbour;
    }

    private void CutPath(int length)
    {
        while (_path.Count > length)
        {
            _inPath.Remove(_path[^1]);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    /// <summary>Writes the row when the path ends where it must.</summary>
    private bool Accept(long end)
    {
        if (plan.Into && Context.Slots[_step.To].Bits != end)
        {
            return false;
        }

        var relationships = new Value[_path.Count];
        for (var i = 0; i < relationships.Length; i++)
        {
            relationships[_step.Reversed ? relationships.Length - 1 - i : i] = Value.RelationshipReference(_path[i]);
        }

        var list = Value.Of(new ListValue(relationships));
        if (plan.ListBound && !ValueComparison.Equal(list, _boundList).IsTrue)
        {
            return false;
        }

        Context.Slots[_step.Relationship] = list;
        if (!plan.Into)
        {
            Context.Slots[_step.To] = Value.NodeReference(end);
        }

        return true;
    }

    private struct Level(AdjacencyCursor relationships, int depth)
    {
        /// <summary>A field, since a cursor moves in place.</summary>
        public AdjacencyCursor Relationships = relationships;

        public readonly int Depth => depth;
    }
}
