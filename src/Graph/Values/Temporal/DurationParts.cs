namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Adds up the amounts of a duration, given one unit after another, each whole or with a fraction.</summary>
internal struct DurationParts
{
    private readonly Int128[] _whole = new Int128[4];
    private readonly double[] _fraction = new double[4];
    private bool _hasFraction;

    public DurationParts()
    {
    }

    /// <summary>The unit's group (months, days, seconds, nanoseconds) and how many of the group's unit it is; null for an unknown unit.</summary>
    public static (int Group, int Factor)? Unit(string name) => name.ToLowerInvariant() switch
    {
        "years" => (0, 12),
        "quarters" => (0, 3),
        "months" => (0, 1),
        "weeks" => (1, 7),
        "days" => (1, 1),
        "hours" => (2, 3600),
        "minutes" => (2, 60),
        "seconds" => (2, 1),
        "milliseconds" => (3, 1_000_000),
        "microseconds" => (3, 1000),
        "nanoseconds" => (3, 1),
        _ => null,
    };

    public readonly void Add((int Group, int Factor) unit, Int128 amount) => _whole[unit.Group] += amount * unit.Factor;

    public void Add((int Group, int Factor) unit, double amount)
    {
        _fraction[unit.Group] += amount * unit.Factor;
        _hasFraction = true;
    }

    /// <summary>The sum, or its negative. Without fractions it is exact.</summary>
    public readonly DurationValue Total(bool negative = false)
    {
        var sign = negative ? -1 : 1;
        return _hasFraction
            ? DurationValue.OfFractions(Sum(0) * sign, Sum(1) * sign, Sum(2) * sign, Sum(3) * sign)
            : DurationValue.Of(_whole[0] * sign, _whole[1] * sign, _whole[2] * sign, _whole[3] * sign);
    }

    private readonly double Sum(int group) => (double)_whole[group] + _fraction[group];
}
