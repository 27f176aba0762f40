namespace CoEvolve.Matching.Network;

/// <summary>Names one actor, as its network package does.</summary>
/// <param name="Value">Not empty, without white space at its ends.</param>
public readonly record struct ActorId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Code of a locality: <c>11.01</c> a district, <c>11</c> a province, <c>id-sumatera</c> a region, <c>id</c> the nation.</summary>
/// <param name="Value">Not empty.</param>
public readonly record struct LocalityCode(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Code of a sector, such as <c>health</c> or <c>sdg-03</c>.</summary>
/// <param name="Value">Not empty.</param>
public readonly record struct SectorCode(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Code of a kind of resource, such as <c>funds.grant</c>.</summary>
/// <param name="Value">Not empty.</param>
public readonly record struct ResourceCode(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
