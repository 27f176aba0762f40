namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// One running step of a plan. It produces rows by writing its slots into the context's frame: after <see cref="Next"/> returned true, the
/// frame holds the row, until the next call.
/// </summary>
internal abstract class Cursor(ExecutionContext context)
{
    protected ExecutionContext Context => context;

    /// <summary>Starts over, for the row that the frame holds now. Must be called before the first <see cref="Next"/>.</summary>
    public abstract void Open();

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool Next();
}

/// <summary>A step that draws on another.</summary>
internal abstract class SourceCursor(ExecutionContext context, Cursor source) : Cursor(context)
{
    protected Cursor Source => source;

    public override void Open() => source.Open();
}

/// <summary>The row that is already in the frame, once.</summary>
internal sealed class ArgumentCursor(ExecutionContext context) : Cursor(context)
{
    private bool _given;

    public override void Open() => _given = false;

    public override bool Next()
    {
        var first = !_given;
        _given = true;
        return first;
    }
}
