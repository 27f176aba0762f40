namespace CoEvolve.Graph.Values;

public readonly partial struct Value
{
    /// <summary>Equivalence, as DISTINCT and grouping mean it: null equals null, NaN equals NaN, 1 equals 1.0.</summary>
    public bool Equals(Value other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();

    /// <summary>The value as Cypher text, for people and logs.</summary>
    public override string ToString() => throw new NotImplementedException();

    /// <summary>Equivalence.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>The opposite of equivalence.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
