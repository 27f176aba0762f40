namespace CoEvolve.Matching.Network.Projection;

/// <summary>What belongs into a projection.</summary>
internal sealed record ProjectionOptions
{
    /// <summary>Members that a partnership must have. Default 2: one alone has no partner.</summary>
    public int FewestMembers { get; init; } = 2;

    /// <summary>Members that a partnership may have. Default 50: in a larger one most members never meet, and its pairs would outweigh all others.</summary>
    public int MostMembers { get; init; } = 50;

    /// <summary>Whether actors count whose consent is unknown. Default no. A network kept for evaluation states none; whoever has withdrawn it never counts.</summary>
    public bool ConsentWhereUnknown { get; init; }

    /// <summary>Whether partnerships without a start count. Default yes, as everywhere in the house; evaluation says no, since they may belong to the future.</summary>
    public bool Undated { get; init; } = true;

    /// <summary>Whether a partnership has a number of members that counts.</summary>
    public bool Admits(ProjectedPartnership partnership) => partnership.Members.Count >= FewestMembers && partnership.Members.Count <= MostMembers;
}
