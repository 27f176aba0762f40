using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary><c>count</c>: the rows whose value is not null.</summary>
internal sealed class CountAggregator : Aggregator
{
    private long _count;

    public override void Add(Value argument, Value parameter) => _count += argument.IsNull ? 0 : 1;

    public override Value Result() => Value.Of(_count);
}

/// <summary><c>collect</c>: the values that are not null, in the order of the rows.</summary>
internal sealed class CollectAggregator(FunctionContext context) : Aggregator
{
    private readonly GrowingList<Value> _items = new();

    public override void Add(Value argument, Value parameter)
    {
        if (!argument.IsNull)
        {
            context.Memory.Charge(MemoryBudget.SizeOf([argument], _items.Count > 0 ? [_items[_items.Count - 1]] : []));
            _items.Add(argument);
        }
    }

    public override Value Result() => Value.Of(_items.ToArray(context.Cancellation));
}

/// <summary><c>min</c> and <c>max</c> in the order of ORDER BY, nulls left out; of equal values the first.</summary>
internal sealed class ExtremeAggregator(bool smallest) : Aggregator
{
    private Value _extreme;

    public override void Add(Value argument, Value parameter)
    {
        if (argument.IsNull)
        {
            return;
        }

        var order = _extreme.IsNull ? 0 : ValueOrder.Compare(argument, _extreme);
        _extreme = _extreme.IsNull || (smallest ? order < 0 : order > 0) ? argument : _extreme;
    }

    public override Value Result() => _extreme;
}

/// <summary><c>percentileCont</c> (between the two nearest values, linearly) and <c>percentileDisc</c> (a value that occurs).</summary>
/// <remarks>With n values sorted and x[1] the smallest: Cont is x at 1 + p·(n-1), Disc is x[⌈p·n⌉]. The percentile is the first row's.</remarks>
internal sealed class PercentileAggregator(string function, bool interpolates, FunctionContext context) : Aggregator
{
    private readonly GrowingList<Value> _numbers = new();
    private double? _percentile;

    public override void Add(Value argument, Value parameter)
    {
        _percentile ??= Checked(parameter);
        if (argument.IsNull)
        {
            return;
        }

        _ = FunctionTypes.Number(function, argument);
        context.Memory.Charge(MemoryBudget.SizeOf(1));
        _numbers.Add(argument);
    }

    public override Value Result()
    {
        if (_numbers.Count == 0)
        {
            return Value.Null;
        }

        // A stable sort keeps 1 before 1.0 where the rows had them in that order.
        var places = Enumerable.Range(0, _numbers.Count).ToArray();
        PatientSort.Sort<int>(places, (a, b) => ValueOrder.Compare(_numbers[a], _numbers[b]) is not 0 and var order ? order : a.CompareTo(b), context.Cancellation);
        return interpolates ? Continuous(places, _percentile!.Value) : Discrete(places, _percentile!.Value);
    }

    private Value Continuous(int[] sorted, double percentile)
    {
        var place = percentile * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = (int)Math.Ceiling(place);
        if (below == above)
        {
            return _numbers[sorted[below]];
        }

        return Value.Of((_numbers[sorted[below]].AsDouble() * (above - place)) + (_numbers[sorted[above]].AsDouble() * (place - below)));
    }

    private Value Discrete(int[] sorted, double percentile)
    {
        var rank = (int)Math.Ceiling(percentile * sorted.Length);
        return _numbers[sorted[Math.Max(rank, 1) - 1]];
    }

    private double Checked(Value parameter)
    {
        var percentile = FunctionTypes.Number(function, parameter);
        return percentile is >= 0 and <= 1 ? percentile
            : throw CypherErrors.Argument($"A percentile lies between 0.0 and 1.0, but {TypeNames.Describe(parameter)} was given to {function}().");
    }
}
