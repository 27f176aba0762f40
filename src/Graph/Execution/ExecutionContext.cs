using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>
/// All that one run of one statement owns. The row being worked on lives in <see cref="Slots"/>: every variable of the statement has
/// one slot for the whole run, operators write the slots they introduce and read those below them, and only operators that hold rows
/// back (sort, aggregation, eager) copy slots out and in again.
/// </summary>
internal sealed class ExecutionContext
{
    /// <summary>Values of fewer items or characters are not looked at one by one.</summary>
    public const int WeighedItems = 4096;

    private const int CancellationInterval = 128;

    private readonly Cursor?[] _subplans;
    private int _ticks;

    public ExecutionContext(int slotCount, int subplanCount, Value[] parameters, FunctionContext functions, CancellationToken cancellation)
    {
        Slots = new Value[slotCount];
        _subplans = new Cursor?[subplanCount];
        Parameters = parameters;
        Functions = functions;
        Cancellation = cancellation;
    }

    public Value[] Slots { get; }

    public Value[] Parameters { get; }

    public FunctionContext Functions { get; }

    public GraphState Graph => Functions.Graph;

    public CancellationToken Cancellation { get; }

    /// <summary>How often the statement looked at something of the graph: a node, a relationship, a property, a label. Only a profile reads it.</summary>
    public long Hits { get; set; }

    /// <summary>As <see cref="Hits"/>, with what was written.</summary>
    public long AllHits => Hits + (Writer?.Counters.Writes ?? 0);

    /// <summary>Where the steps' work is counted; null where nobody asked.</summary>
    public PlanProfile? Profile { get; init; }

    /// <summary>Where updates go; null while the statement may only read.</summary>
    public GraphWriter? Writer { get; set; }

    /// <summary>Makes a state lasting in the middle of the statement, and gives the one that goes on from there; null where nothing is committed.</summary>
    public Func<GraphState, GraphState>? CommitBatch { get; init; }

    /// <summary>The number of the running transaction.</summary>
    public long RunningNumber { get; init; }

    /// <summary>Where LOAD CSV may read.</summary>
    public CsvFolder Files { get; init; } = CsvFolder.None;

    /// <summary>The cursor of a subquery that stands in an expression; made once a run, opened anew for each row.</summary>
    public Cursor Subplan(int index, Plan plan) => _subplans[index] ??= CursorFactory.Create(plan, this);

    /// <summary>A <see cref="Tick"/> of a loop that looks at a node or a relationship.</summary>
    public void Touch()
    {
        Hits++;
        Tick();
    }

    /// <summary>Called with every value that may be a large list or string: it must fit into what the statement may keep, and where it took long to make, the statement looks whether it is to stop.</summary>
    public void Weigh(Value value)
    {
        if (value.IsNull || value.Kind is not (ValueKind.String or ValueKind.List))
        {
            return;
        }

        if ((value.IsString ? value.AsString().Length : value.AsList().Count) > WeighedItems)
        {
            Functions.Memory.Require(value);
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Called once a step by every loop that may run long.</summary>
    public void Tick()
    {
        if (++_ticks >= CancellationInterval)
        {
            _ticks = 0;
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
