using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

internal sealed class ConstantExpression(Value value) : CompiledExpression
{
    public Value Value => value;

    public override Value Evaluate(ExecutionContext context) => value;
}

/// <summary>A parameter by its place in the statement's list of parameter names.</summary>
internal sealed class ParameterValueExpression(int index) : CompiledExpression
{
    public int Index => index;

    public override Value Evaluate(ExecutionContext context) => context.Parameters[index];
}

internal sealed class SlotExpression(int slot) : CompiledExpression
{
    public int Slot => slot;

    public override IEnumerable<int> OwnSlots => [slot];

    public override Value Evaluate(ExecutionContext context) => context.Slots[slot];
}
