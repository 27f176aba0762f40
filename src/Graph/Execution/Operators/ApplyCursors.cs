using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Lets rows through for which the inner steps give a row, or give none.</summary>
internal sealed class SemiApplyCursor(ExecutionContext context, Cursor source, Cursor inner, bool anti) : SourceCursor(context, source)
{
    public override bool Next()
    {
        while (Source.Next())
        {
            Context.Tick();
            inner.Open();
            if (inner.Next() != anti)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>For each row the inner rows; where there is none, the row itself with the introduced slots null.</summary>
internal sealed class OptionalCursor(ExecutionContext context, Cursor source, Cursor inner, int[] introduced) : SourceCursor(context, source)
{
    private bool _open;
    private bool _any;

    public override void Open()
    {
        base.Open();
        _open = false;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_open)
            {
                if (inner.Next())
                {
                    _any = true;
                    return true;
                }

                _open = false;
                if (!_any)
                {
                    foreach (var slot in introduced)
                    {
                        Context.Slots[slot] = Value.Null;
                    }

                    return true;
                }
            }

            if (!Source.Next())
            {
                return false;
            }

            inner.Open();
            _open = true;
            _any = false;
        }
    }
}

/// <summary>For each row the inner rows.</summary>
internal sealed class ApplyCursor(ExecutionContext context, Cursor source, Cursor inner) : SourceCursor(context, source)
{
    private bool _open;

    public override void Open()
    {
        base.Open();
        _open = false;
    }

    public override bool Next()
    {
        while (!_open || !inner.Next())
        {
            _open = Source.Next();
            if (!_open)
            {
                return false;
            }

            inner.Open();
        }

        return true;
    }
}

/// <summary>Runs the inner steps to their end for each row, and keeps the row.</summary>
internal sealed class RunForEachRowCursor(ExecutionContext context, Cursor source, Cursor inner) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        inner.Open();
        while (inner.Next())
        {
            Context.Tick();
        }

        return true;
    }
}
