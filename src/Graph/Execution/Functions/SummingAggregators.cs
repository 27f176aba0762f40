using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary><c>sum</c>: of numbers or of durations, not of both.</summary>
/// <remarks>
/// As in Neo4j, integers that overflow go on as floats, and floats are added plainly in the order of the rows: a compensated sum would be
/// nearer to the truth and differ from it in the last digits.
/// </remarks>
internal sealed class SumAggregator : Aggregator
{
    private Value _sum;

    public override void Add(Value argument, Value parameter)
    {
        if (!argument.IsNull)
        {
            _sum = _sum.IsNull ? Checked(argument) : Sum(_sum, Checked(argument));
        }
    }

    /// <summary>0 of no rows.</summary>
    public override Value Result() => _sum.IsNull ? Value.Of(0L) : _sum;

    private static Value Checked(Value value) => value.IsNumber || value.Kind == ValueKind.Duration
        ? value
        : throw FunctionTypes.WrongType("sum", "numbers or durations", value);

    private static Value Sum(Value sum, Value value)
    {
        if (sum.IsInteger && value.IsInteger)
        {
            var exact = (Int128)sum.Bits + value.Bits;
            return exact >= long.MinValue && exact <= long.MaxValue ? Value.Of((long)exact) : Value.Of((double)sum.Bits + value.Bits);
        }

        return sum.IsNumber == value.IsNumber ? Arithmetic.Add(sum, value) : throw FunctionTypes.WrongType("sum", "numbers or durations, not both", value);
    }
}

/// <summary><c>avg</c>: of numbers as a float, or of durations.</summary>
/// <remarks>Numbers by the running mean m += (x - m) / n, which cannot overflow before the values do; durations are summed and divided.</remarks>
internal sealed class AverageAggregator : Aggregator
{
    private long _count;
    private double _mean;
    private Value _durations;

    public override void Add(Value argument, Value parameter)
    {
        if (argument.IsNull)
        {
            return;
        }

        if (argument.IsNumber ? !_durations.IsNull : argument.Kind != ValueKind.Duration || (_durations.IsNull && _count > 0))
        {
            throw FunctionTypes.WrongType("avg", "numbers or durations, not both", argument);
        }

        _count++;
        if (argument.IsNumber)
        {
            _mean += (argument.AsDouble() - _mean) / _count;
        }
        else
        {
            _durations = _durations.IsNull ? argument : Arithmetic.Add(_durations, argument);
        }
    }

    public override Value Result() => _count == 0 ? Value.Null
        : _durations.IsNull ? Value.Of(_mean)
        : Arithmetic.Divide(_durations, Value.Of(_count));
}

/// <summary><c>stDev</c> (of a sample, n - 1) and <c>stDevP</c> (of the population, n).</summary>
/// <remarks>
/// Welford's recurrence: M += (x - m_old)·(x - m_new); B. P. Welford, Technometrics 4 (1962) 419–420. 0.0 of less than two values.
/// </remarks>
internal sealed class DeviationAggregator(string function, bool ofSample) : Aggregator
{
    private long _count;
    private double _mean;
    private double _squares;

    public override void Add(Value argument, Value parameter)
    {
        if (argument.IsNull)
        {
            return;
        }

        var number = FunctionTypes.Number(function, argument);
        _count++;
        var difference = number - _mean;
        _mean += difference / _count;
        _squares += difference * (number - _mean);
    }

    public override Value Result() => Value.Of(_count < 2 ? 0.0 : Math.Sqrt(_squares / (ofSample ? _count - 1 : _count)));
}
