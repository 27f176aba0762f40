using CoEvolve.Graph.Execution.Functions;

namespace CoEvolve.Graph.Values;

/// <summary>Square brackets: <c>list[i]</c>, <c>map[key]</c>, <c>node[key]</c> and <c>list[from..to]</c>.</summary>
internal static class Subscript
{
    public static Value Index(FunctionContext ctx, Value subject, Value index)
    {
        if (subject.IsNull || index.IsNull)
        {
            return Value.Null;
        }

        if (subject.Heap<ListValue>() is { } list && index.IsInteger)
        {
            var position = index.Bits < 0 ? index.Bits + list.Count : index.Bits;
            return position >= 0 && position < list.Count ? list[(int)position] : Value.Null;
        }

        if (index.IsString && PropertyAccess.TryGet(ctx, subject, index.AsString(), PropertyAccess.UnknownToken, out var property))
        {
            return property;
        }

        throw CypherErrors.Type($"{TypeNames.Describe(subject)} cannot be indexed by {TypeNames.Describe(index)}.");
    }

    /// <summary>Items from (inclusive) to (exclusive); negative positions count from the end. A subject that is no list counts as a list of one item.</summary>
    public static Value Slice(Value subject, Value? from, Value? to, CancellationToken cancellation = default)
    {
        if (subject.IsNull || from is { IsNull: true } || to is { IsNull: true })
        {
            return Value.Null;
        }

        if (subject.Heap<ListValue>() is not { } list)
        {
            list = new ListValue([subject]);
        }

        var start = from is { } first ? Position(first, list.Count) : 0;
        var end = to is { } last ? Position(last, list.Count) : list.Count;
        return start >= end ? Value.Of(ListValue.Empty) : Value.Of(PatientCopy.ToArray(list.Items[start..end], cancellation));
    }

    private static int Position(Value bound, int count)
    {
        if (!bound.IsInteger)
        {
            throw CypherErrors.Type($"A bound of a list slice must be an integer, but {TypeNames.Describe(bound)} was given.");
        }

        return (int)Math.Clamp(bound.Bits < 0 ? bound.Bits + count : bound.Bits, 0, count);
    }
}
