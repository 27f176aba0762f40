namespace CoEvolve.Matching.Network;

/// <summary>A probability, from 0 to 1.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> outside [0, 1] and for NaN.</summary>
    public Probability(double value) => Value = value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies between 0 and 1.");

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    /// <summary>Order by value.</summary>
    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    /// <summary>Order by value.</summary>
    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    /// <summary>Order by value.</summary>
    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    /// <summary>Order by value.</summary>
    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;
}

/// <summary>A distance over ground.</summary>
/// <param name="Value">Kilometres, not negative.</param>
public readonly record struct Kilometres(double Value);
