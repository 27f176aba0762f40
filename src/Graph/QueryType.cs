namespace CoEvolve.Graph;

/// <summary>What a statement may do, as it is known before it runs.</summary>
public enum QueryType
{
    /// <summary>It reads only.</summary>
    Read = 0,

    /// <summary>It writes and returns no columns.</summary>
    Write = 1,

    /// <summary>It writes and returns columns.</summary>
    ReadWrite = 2,

    /// <summary>It changes indexes or constraints.</summary>
    Schema = 3,
}
